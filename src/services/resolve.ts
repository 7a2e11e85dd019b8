import { groupId, hubId, parseArmId, sameName } from '../shared/arm-id.ts';
import { CliError } from '../shared/errors.ts';
import type { Azure } from '../shared/ports.ts';
import type { Settings } from '../shared/asking.ts';
import { choose, type ChooseDeps } from './choose.ts';

/** What looking names up needs. */
export interface ResolveDeps extends ChooseDeps {
  settings: Settings;
  azure(): Promise<Azure>;
}

const ACS = 'Microsoft.Communication/communicationServices';
const HUB = 'Microsoft.NotificationHubs/namespaces/notificationHubs';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The subscription's id: as set (an id is taken as it stands, a name is looked up), or the only one there is. */
export async function resolveSubscription(deps: ResolveDeps): Promise<string> {
  const wanted = deps.settings.subscription;
  if (wanted !== undefined && UUID.test(wanted)) return wanted;
  const { resources } = await deps.azure();
  const question = {
    what: 'subscription',
    flag: '--subscription',
    where: 'for this sign-in',
    none: 'Check --subscription and AZURE_SUBSCRIPTION_ID, and that the sign-in has a role in a subscription.',
  };
  return (await choose(await resources.subscriptions(), wanted, { question, deps })).id;
}

/** A group's name: as given, or the only one in the subscription. */
export async function resolveGroup(
  given: string | undefined,
  subscription: string,
  deps: ResolveDeps,
): Promise<string> {
  if (given !== undefined) return given;
  const { resources } = await deps.azure();
  const question = {
    what: 'resource group',
    flag: '--resource-group',
    where: `in the subscription ${subscription}`,
    none: 'Make one with: --resource-group <name> --create-resource-group --location <location>',
  };
  return (await choose(await resources.groups(subscription), undefined, { question, deps })).name;
}

/** The ARM id of an ACS resource: as given (any case), or looked up by name, or the only one in the subscription. */
export async function resolveResource(
  given: string | undefined,
  deps: ResolveDeps,
): Promise<string> {
  if (given?.includes('/')) return checkedId(given, ACS, '--resource');
  const subscription = await resolveSubscription(deps);
  const { resources } = await deps.azure();
  const question = {
    what: 'ACS resource',
    flag: '--resource',
    where: `in the subscription ${subscription}`,
    none: 'See: acs-notify resource list. Make one with: acs-notify resource create',
  };
  return (await choose(await resources.resources(subscription, ACS), given, { question, deps })).id;
}

/** The ARM id of a hub: as given (any case), `namespace/hub`, a hub's name, or the only one in the subscription. */
export async function resolveHub(given: string | undefined, deps: ResolveDeps): Promise<string> {
  if (given?.startsWith('/')) return checkedId(given, HUB, '--hub');
  const [first, second, ...rest] = given?.split('/') ?? [];
  if (rest.length > 0) throw invalidId(given ?? '', HUB, '--hub');
  const subscription = await resolveSubscription(deps);
  const namespace = second === undefined ? undefined : first;
  const hubs = await listAllHubs(await deps.azure(), subscription, namespace);
  const where =
    namespace === undefined
      ? `in the subscription ${subscription}`
      : `in the namespace ${namespace}`;
  const question = {
    what: 'hub',
    flag: '--hub',
    where,
    none: 'See: acs-notify hub list. Make one with: acs-notify hub create',
  };
  return (await choose(hubs, second ?? first, { question, deps })).id;
}

/** All hubs of a subscription, or of its namespaces with that name; ids as they are composed here, not as services case them. */
export async function listAllHubs({ hubs }: Azure, subscription: string, namespace?: string) {
  const all = await hubs.namespaces(subscription);
  const within =
    namespace === undefined ? all : all.filter(({ name }) => sameName(name, namespace));
  const lists = await Promise.all(
    within.map(async (one) =>
      (await hubs.hubs(one.id)).map((hub) => ({
        ...hub,
        id: hubId(one.id, hub.name),
        namespace: one.name,
      })),
    ),
  );
  return lists.flat();
}

/** Both ids are whole and name different subscriptions: refused before any request (facts 1: WrongSubscription). */
export function refuseOtherSubscription(resource: string, hub: string): void {
  const one = parseArmId(resource)?.subscription;
  const other = parseArmId(hub)?.subscription;
  if (one === undefined || other === undefined || sameName(one, other)) return;
  throw new CliError({
    code: 'WRONG_SUBSCRIPTION',
    message: `The hub lies in the subscription ${other}, the ACS resource in ${one}. Azure links only hubs of the resource’s own subscription.`,
    hint: `Make a hub there: acs-notify hub create --subscription ${one} --resource-group <group> --bundle-id <id>`,
  });
}

/** The ids of a group in a subscription. */
export function idOfGroup(subscription: string, group: string): string {
  return groupId(subscription, group);
}

function checkedId(given: string, type: string, flag: string): string {
  const parsed = parseArmId(given);
  if (!parsed || !sameName(parsed.type, type)) throw invalidId(given, type, flag);
  return parsed.text;
}

function invalidId(given: string, type: string, flag: string): CliError {
  const found = parseArmId(given)?.type;
  const why = found === undefined ? 'is no ARM id' : `is the id of a ${found}`;
  const shape = `/subscriptions/<id>/resourceGroups/<group>/providers/${type
    .split('/')
    .map((part, index) => (index === 0 ? part : `${part}/<name>`))
    .join('/')}`;
  return new CliError({
    code: 'INVALID_ID',
    message: `${flag} ${given} ${why}; wanted is one of a ${type}.`,
    hint: `It reads ${shape}; a name will do as well.`,
  });
}
