import { reconcile } from '../engine/reconcile.ts';
import type { StepResult } from '../engine/types.ts';
import { want } from '../engine/want.ts';
import { checkName } from '../push/names.ts';
import { communicationService } from '../resources/communication-service.ts';
import { linkIn } from '../resources/link.ts';
import { provider } from '../resources/provider.ts';
import { COMMUNICATION_VERSION } from '../resources/versions.ts';
import { groupId } from '../shared/arm-id.ts';
import { CliError, isCliError } from '../shared/errors.ts';
import { textAt } from '../shared/json.ts';
import type { Azure, Tags } from '../shared/ports.ts';
import { shellQuote } from '../shared/shell-quote.ts';
import { type ChangeDeps, type ChangeMode, changeContext } from './context.ts';
import { servicesIn } from './acs-list.ts';
import { groupAbsent, requireGroup, resourceAbsent } from './absent.ts';
import { didYouMean } from './nearest.ts';
import { resolveGroup, resolveResource, type ResolveDeps, resolveSubscription } from './resolve.ts';

/** An ACS resource as lists show it. */
export interface ListedResource {
  id: string;
  name: string;
  dataLocation: string | undefined;
  hostName: string | undefined;
  provisioningState: string | undefined;
  /** The linked hub, null when there is none. */
  notificationHubId: string | null;
}

/** The ACS resources of the subscription, or of a resource group. */
export async function listResources(
  group: string | undefined,
  deps: ResolveDeps,
): Promise<ListedResource[]> {
  if (group === undefined)
    return listIn(`/subscriptions/${await resolveSubscription(deps)}`, await deps.azure());
  const place = await resolveGroup(group, deps);
  const azure = await deps.azure();
  const scope = groupId(place.subscription, place.group);
  return listIn(scope, azure).catch(async (error: unknown) => {
    if (!isCliError(error, 'NOT_FOUND')) throw error;
    throw await groupAbsent(place, azure.resources, 'Check --resource-group.');
  });
}

async function listIn(scope: string, azure: Azure): Promise<ListedResource[]> {
  return (await servicesIn(scope, azure)).map(toListed);
}

/** One ACS resource. */
export async function showResource(
  resource: string | undefined,
  deps: ResolveDeps,
): Promise<ListedResource> {
  const id = await resolveResource(resource, deps);
  const body = await (await deps.azure()).arm.get(id, COMMUNICATION_VERSION);
  if (body === undefined) throw resourceAbsent(id);
  return toListed(body);
}

function toListed(body: unknown): ListedResource {
  const property = (name: string) => textAt(body, 'properties', name);
  return {
    id: textAt(body, 'id') ?? '',
    name: textAt(body, 'name') ?? '',
    dataLocation: property('dataLocation'),
    hostName: property('hostName'),
    provisioningState: property('provisioningState'),
    notificationHubId: linkIn(body)?.hubId ?? null,
  };
}

/** Where ACS can keep data. Source: facts 1 (Terraform's list). */
const DATA_LOCATIONS = [
  'Africa',
  'Asia Pacific',
  'Australia',
  'Brazil',
  'Canada',
  'Europe',
  'France',
  'Germany',
  'India',
  'Japan',
  'Korea',
  'Norway',
  'Switzerland',
  'UAE',
  'UK',
  'United States',
  'usgov',
];

export interface CreateResourceRequest extends ChangeMode {
  name: string;
  resourceGroup: string | undefined;
  dataLocation: string;
  tags: Tags | undefined;
}

/** Makes sure that an ACS resource is there. */
export async function createResource(
  request: CreateResourceRequest,
  deps: ChangeDeps & ResolveDeps,
): Promise<{ resource: { id: string; name: string }; steps: StepResult[] }> {
  checkName('resource', request.name);
  const dataLocation = knownDataLocation(request.dataLocation);
  const place = await resolveGroup(request.resourceGroup, deps);
  const { subscription, group } = place;
  const { context, options } = await changeContext(deps, request);
  await requireGroup(
    place,
    context.azure,
    `Check the name, or make it: az group create --name ${shellQuote(group)} --location <location>`,
  );
  const { name } = request;
  const id = `${groupId(subscription, group)}/providers/Microsoft.Communication/communicationServices/${name}`;
  const wanted = [
    want(provider, { subscription, namespace: 'Microsoft.Communication' }),
    want(communicationService, { id, dataLocation, tags: request.tags ?? {} }),
  ];
  return { resource: { id, name }, steps: await reconcile(wanted, context, options) };
}

function knownDataLocation(given: string): string {
  const plain = (text: string) => text.toLowerCase().replaceAll(' ', '');
  const found = DATA_LOCATIONS.find((one) => plain(one) === plain(given));
  if (found !== undefined) return found;
  throw new CliError({
    code: 'INVALID_LOCATION',
    message: `ACS keeps no data in '${given}'.${didYouMean(given, DATA_LOCATIONS)}`,
    hint: `One of: ${DATA_LOCATIONS.join(', ')}`,
  });
}
