import { hubId, parseArmId, sameName } from '../shared/arm-id.ts';
import type { Settings } from '../shared/asking.ts';
import { CliError, isCliError } from '../shared/errors.ts';
import type { Azure, Hub, Namespace } from '../shared/ports.ts';
import { noneIfUnregistered } from './absent.ts';
import { choose, type ChooseDeps, type Question } from './choose.ts';
import { checkedId, invalidId } from './ids.ts';

/** What looking names up needs. */
export interface ResolveDeps extends ChooseDeps {
  settings: Settings;
  azure(): Promise<Azure>;
}

const GROUP = 'Microsoft.Resources/resourceGroups';
const ACS = 'Microsoft.Communication/communicationServices';
const HUB = 'Microsoft.NotificationHubs/namespaces/notificationHubs';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The subscription's id: as set (an id is taken as it stands, a name is looked up), or the only one there is. */
export async function resolveSubscription(deps: ResolveDeps): Promise<string> {
  const wanted = deps.settings.subscription?.replace(/^\/subscriptions\//i, '');
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

/** A resource group, and the subscription that it is in. */
export interface Place {
  subscription: string;
  group: string;
}

/** A group: by its name or id (any case), or the only one in the subscription. A name is not looked up. */
export async function resolveGroup(given: string | undefined, deps: ResolveDeps): Promise<Place> {
  if (given?.startsWith('/')) {
    const { subscription, name } = checkedId(given, GROUP, '--resource-group');
    return { subscription, group: name };
  }
  const subscription = await resolveSubscription(deps);
  if (given !== undefined) return { subscription, group: given };
  const { resources } = await deps.azure();
  const question = {
    what: 'resource group',
    flag: '--resource-group',
    where: `in the subscription ${subscription}`,
    none: 'Make one with: hub create --resource-group <name> --create-resource-group --location <location>',
  };
  const chosen = await choose(await resources.groups(subscription), undefined, { question, deps });
  return { subscription, group: chosen.name };
}

/** The ARM id of an ACS resource: as given (any case), or looked up by name, or the only one in the subscription. */
export async function resolveResource(
  given: string | undefined,
  deps: ResolveDeps,
): Promise<string> {
  return pick(await findResources(given, deps), deps);
}

/** The ARM id of a hub: as given (any case), `namespace/hub`, a hub's name, or the only one in the subscription. */
export async function resolveHub(given: string | undefined, deps: ResolveDeps): Promise<string> {
  return pick(await findHubs(given, deps), deps);
}

/**
 * Both at once, looked up side by side. A hub must lie in the subscription of its ACS resource, so when one is given by its
 * id, the other one's name is looked up there. Throws `WRONG_SUBSCRIPTION`, before any request when both are ids.
 */
export async function resolvePair(
  given: { resource: string | undefined; hub: string | undefined },
  deps: ResolveDeps,
): Promise<{ resourceId: string; hubId: string }> {
  const ids = [idIn(given.resource, ACS, '--resource'), idIn(given.hub, HUB, '--hub')];
  const [whole] = ids.filter((id) => id !== undefined);
  const subscription = whole?.subscription ?? (await resolveSubscription(deps));
  const there = { ...deps, settings: { subscription } };
  const [resources, hubs] = await Promise.all([
    findResources(given.resource, there),
    findHubs(given.hub, there),
  ]);
  const pair = { resourceId: await pick(resources, deps), hubId: await pick(hubs, deps) };
  refuseOtherSubscription(pair.resourceId, pair.hubId);
  return pair;
}

function idIn(given: string | undefined, type: string, flag: string) {
  return given?.startsWith('/') ? checkedId(given, type, flag) : undefined;
}

/** What a name may mean, read but not chosen from yet; or the id that was given. */
type Candidates =
  | string
  | { all: readonly { id: string; name: string }[]; name: string | undefined; question: Question };

async function pick(found: Candidates, deps: ResolveDeps): Promise<string> {
  if (typeof found === 'string') return found;
  const { all, name, question } = found;
  return (await choose(all, name, { question, deps })).id;
}

async function findResources(given: string | undefined, deps: ResolveDeps): Promise<Candidates> {
  if (given?.includes('/')) return checkedId(given, ACS, '--resource').text;
  const subscription = await resolveSubscription(deps);
  const question = {
    what: 'ACS resource',
    flag: '--resource',
    where: `in the subscription ${subscription}`,
    none: 'See: acs-notify resource list. Make one with: acs-notify resource create',
  };
  const { resources } = await deps.azure();
  return { all: await resources.resources(subscription, ACS), name: given, question };
}

async function findHubs(given: string | undefined, deps: ResolveDeps): Promise<Candidates> {
  if (given?.startsWith('/')) return checkedId(given, HUB, '--hub').text;
  const [first, second, ...rest] = given?.split('/') ?? [];
  if (rest.length > 0) throw invalidId(given ?? '', HUB, '--hub');
  const subscription = await resolveSubscription(deps);
  const question = {
    what: 'hub',
    flag: '--hub',
    where: `in the subscription ${subscription}`,
    none: 'See: acs-notify hub list. Make one with: acs-notify hub create',
  };
  const azure = await deps.azure();
  if (second === undefined)
    return { all: await listAllHubs(azure, subscription), name: first, question };
  const namespace = await findNamespace(first ?? '', question, deps);
  const all = await hubsOf(namespace, azure);
  return {
    all,
    name: second,
    question: { ...question, where: `in the namespace ${namespace.name}` },
  };
}

async function findNamespace(
  name: string,
  question: Question,
  deps: ResolveDeps,
): Promise<{ id: string; name: string }> {
  const all = await namespacesIn(await resolveSubscription(deps), await deps.azure());
  return choose(all, name, { question: { ...question, what: 'namespace' }, deps });
}

/** A hub with the name of its namespace, under the id that its namespace and name give it. */
export type HubThere = Hub & { namespace: string };

/** All hubs of a subscription. */
export async function listAllHubs(azure: Azure, subscription: string): Promise<HubThere[]> {
  const namespaces = await namespacesIn(subscription, azure);
  return (await Promise.all(namespaces.map((one) => hubsOf(one, azure)))).flat();
}

function namespacesIn(subscription: string, { hubs }: Azure): Promise<Namespace[]> {
  return hubs.namespaces(subscription).catch(noneIfUnregistered);
}

/** Services case the ids of hubs in their own ways (observed 1), so they are composed here. */
async function hubsOf(
  namespace: { id: string; name: string },
  { hubs }: Azure,
): Promise<HubThere[]> {
  const all = await hubs.hubs(namespace.id).catch(noneIfGone);
  return all.map((one) => ({
    ...one,
    id: hubId(namespace.id, one.name),
    namespace: namespace.name,
  }));
}

/** A namespace that went between the list of namespaces and that of its hubs has none. */
function noneIfGone(error: unknown): Hub[] {
  if (isCliError(error, 'NOT_FOUND')) return [];
  throw error;
}

function refuseOtherSubscription(resource: string, hub: string): void {
  const one = parseArmId(resource)?.subscription ?? '';
  const other = parseArmId(hub)?.subscription ?? '';
  if (sameName(one, other)) return;
  throw new CliError({
    code: 'WRONG_SUBSCRIPTION',
    message: `The hub lies in the subscription ${other}, the ACS resource in ${one}. Azure links only hubs of the resource’s own subscription.`,
    hint: `Make a hub there: acs-notify hub create --subscription ${one} --resource-group <group> --bundle-id <id>`,
  });
}
