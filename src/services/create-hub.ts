import { reconcile } from '../engine/reconcile.ts';
import type { StepResult } from '../engine/types.ts';
import { want, type Wanted } from '../engine/want.ts';
import { hubNameFor } from '../push/bundle-id.ts';
import { checkName, namespaceNameFor } from '../push/names.ts';
import type { KindContext } from '../resources/context.ts';
import { hub } from '../resources/hub.ts';
import { namespace } from '../resources/namespace.ts';
import { provider } from '../resources/provider.ts';
import { resourceGroup } from '../resources/resource-group.ts';
import { sendPolicy } from '../resources/send-policy.ts';
import { groupId, hubId, namespaceId, ruleId } from '../shared/arm-id.ts';
import { CliError } from '../shared/errors.ts';
import { locationName } from '../shared/location.ts';
import type { Azure, Namespace, ResourceGroup, Sku, Tags } from '../shared/ports.ts';
import { type ChangeDeps, type ChangeMode, changeContext } from './context.ts';
import { checkLocation } from './locations.ts';
import { refuseWidePolicy } from './policies.ts';
import { resolveGroup, type ResolveDeps, resolveSubscription } from './resolve.ts';

export interface CreateHubRequest extends ChangeMode {
  resourceGroup: string | undefined;
  createResourceGroup: boolean;
  location: string | undefined;
  namespace: string | undefined;
  name: string | undefined;
  bundleId: string | undefined;
  voip: boolean;
  sku: Sku | undefined;
  policy: string;
  tags: Tags | undefined;
}

/** What `hub create` made or would make. */
export interface HubCreated {
  hub: { id: string; name: string; namespace: string };
  policy: { id: string; name: string };
  steps: StepResult[];
}

/** Makes sure that namespace, hub and Send-only policy are there. Everything that can be refused is refused before the first write. */
export async function createHub(
  request: CreateHubRequest,
  deps: ChangeDeps & ResolveDeps,
): Promise<HubCreated> {
  const name = hubNameOf(request);
  checkName('policy', request.policy);
  if (request.namespace !== undefined) checkName('namespace', request.namespace);
  const subscription = await resolveSubscription(deps);
  const group = await resolveGroup(request.resourceGroup, subscription, deps);
  checkName('group', group);
  const at = {
    subscription,
    group,
    namespace: request.namespace ?? namespaceNameFor(subscription, group, name),
    name,
  };
  const { context, options } = await changeContext(deps, request);
  const checked = await check(request, at, context.azure);
  const steps = await reconcile(wantedList(request, at, checked), context, options);
  const id = hubId(namespaceId(subscription, group, at.namespace), name);
  return {
    hub: { id, name, namespace: at.namespace },
    policy: { id: ruleId(id, request.policy), name: request.policy },
    steps,
  };
}

function hubNameOf({ name, bundleId, voip }: CreateHubRequest): string {
  const fromBundle = bundleId === undefined ? undefined : hubNameFor(bundleId, voip);
  if (voip && bundleId === undefined)
    throw usage('--voip needs --bundle-id, to which it adds .voip.');
  const chosen = name ?? fromBundle;
  if (chosen === undefined) throw usage('The hub needs a name.');
  checkName('hub', chosen);
  return chosen;
}

function usage(message: string): CliError {
  return new CliError({
    code: 'USAGE',
    message,
    hint: 'Give --bundle-id com.contoso.app [--voip], or --name <hub>.',
  });
}

interface Place {
  subscription: string;
  group: string;
  namespace: string;
  name: string;
}

interface Checked {
  group: ResourceGroup | undefined;
  namespace: Namespace | undefined;
  location: string;
}

async function check(request: CreateHubRequest, at: Place, azure: Azure): Promise<Checked> {
  const id = namespaceId(at.subscription, at.group, at.namespace);
  const policyId = ruleId(hubId(id, at.name), request.policy);
  const [group, found, , rule] = await Promise.all([
    azure.resources.group(groupId(at.subscription, at.group)),
    azure.hubs.namespace(id),
    request.location === undefined
      ? undefined
      : checkLocation(request.location, at.subscription, azure),
    azure.hubs.rule(policyId),
  ]);
  if (!group && !request.createResourceGroup) throw groupAbsent(at.group);
  if (rule) refuseWidePolicy(rule, policyId);
  if (!found) await refuseTakenName(at, azure);
  return { group, namespace: found, location: locationFor(request, group) };
}

function locationFor({ location }: CreateHubRequest, group: ResourceGroup | undefined): string {
  const chosen = location ?? group?.location;
  if (chosen !== undefined) return locationName(chosen);
  throw new CliError({
    code: 'USAGE',
    message: 'A new resource group needs a location.',
    hint: 'Add --location, e.g. --location westeurope',
  });
}

function groupAbsent(group: string): CliError {
  return new CliError({
    code: 'NOT_FOUND',
    message: `There is no resource group ${group}.`,
    hint: 'Check the name, or have it made: --create-resource-group --location <location>',
  });
}

/** Namespace names are unique in all of Azure. Where the provider is not registered yet, Azure cannot be asked. */
async function refuseTakenName(
  { subscription, namespace: name }: Place,
  { hubs, resources }: Azure,
): Promise<void> {
  const state = await resources.providerState(subscription, PROVIDER);
  if (state !== 'Registered' || (await hubs.namespaceNameFree(subscription, name))) return;
  throw new CliError({
    code: 'NAME_TAKEN',
    message: `The namespace name ${name} is taken by somebody else in Azure.`,
    hint: 'Choose another: --namespace <name>',
  });
}

const PROVIDER = 'Microsoft.NotificationHubs';

function wantedList(request: CreateHubRequest, at: Place, checked: Checked): Wanted<KindContext>[] {
  const { subscription, group } = at;
  const { location } = checked;
  const id = namespaceId(subscription, group, at.namespace);
  const { tags, sku } = request;
  const asked = {
    ...(request.location === undefined ? {} : { location }),
    ...(sku ? { sku } : {}),
    ...(tags ? { tags } : {}),
  };
  const groups = request.createResourceGroup
    ? [
        want(
          resourceGroup,
          { id: groupId(subscription, group), location, tags: {} },
          { found: checked.group },
        ),
      ]
    : [];
  return [
    want(provider, { subscription, namespace: PROVIDER }),
    ...groups,
    want(
      namespace,
      { id, location, sku: sku ?? 'Free', tags: tags ?? {}, asked },
      { found: checked.namespace },
    ),
    want(hub, { id: hubId(id, at.name), location, ...(tags ? { tags } : {}) }),
    want(sendPolicy, { hubId: hubId(id, at.name), name: request.policy, narrow: false }),
  ];
}
