import { hubNameFor } from '../push/bundle-id.ts';
import { checkName, namespaceNameFor } from '../push/names.ts';
import { groupId, hubId, namespaceId, ruleId, sameName } from '../shared/arm-id.ts';
import { CliError } from '../shared/errors.ts';
import { checkedId } from './ids.ts';
import { type Place, resolveGroup, type ResolveDeps } from './resolve.ts';

/** The provider of namespaces, hubs and their policies. */
export const PROVIDER = 'Microsoft.NotificationHubs';

/** How a hub and its place are named on the command line. */
export interface HubPlaceRequest {
  /** Name or id. */
  resourceGroup: string | undefined;
  /** Name or id. */
  namespace: string | undefined;
  name: string | undefined;
  bundleId: string | undefined;
  voip: boolean;
  policy: string;
}

/** Where a hub is or will be, every part by name and by id. */
export interface HubPlace extends Place {
  names: { namespace: string; hub: string; policy: string };
  ids: { group: string; namespace: string; hub: string; policy: string };
}

/** Settles every name of a hub to be made. All names are checked before anything is asked or sent. */
export async function hubPlace(request: HubPlaceRequest, deps: ResolveDeps): Promise<HubPlace> {
  const hub = hubNameOf(request);
  checkName('policy', request.policy);
  const given = namespaceGiven(request.namespace);
  if (given.name !== undefined) checkName('namespace', given.name);
  const place = given.place ?? (await resolveGroup(request.resourceGroup, deps));
  if (given.place) refuseOtherGroup(request.resourceGroup, given.place);
  const { subscription, group } = place;
  checkName('group', group);
  const namespace = given.name ?? namespaceNameFor(subscription, group, hub);
  const inNamespace = namespaceId(subscription, group, namespace);
  const id = hubId(inNamespace, hub);
  return {
    ...place,
    names: { namespace, hub, policy: request.policy },
    ids: {
      group: groupId(subscription, group),
      namespace: inNamespace,
      hub: id,
      policy: ruleId(id, request.policy),
    },
  };
}

function hubNameOf({ name, bundleId, voip }: HubPlaceRequest): string {
  const fromBundle = bundleId === undefined ? undefined : hubNameFor(bundleId, voip);
  if (voip && bundleId === undefined)
    throw usage('--voip needs --bundle-id, to which it adds .voip.');
  const chosen = name ?? fromBundle;
  if (chosen === undefined) throw usage('The hub needs a name.');
  checkName('hub', chosen);
  return chosen;
}

/** A namespace's id says its subscription and group too. */
function namespaceGiven(given: string | undefined): { name?: string; place?: Place } {
  if (given === undefined) return {};
  if (!given.startsWith('/')) return { name: given };
  const id = checkedId(given, `${PROVIDER}/namespaces`, '--namespace');
  return { name: id.name, place: { subscription: id.subscription, group: id.group ?? '' } };
}

function refuseOtherGroup(given: string | undefined, { subscription, group }: Place): void {
  const wanted = given?.startsWith('/') ? groupId(subscription, group) : group;
  if (given === undefined || sameName(given.replace(/\/$/, ''), wanted)) return;
  throw new CliError({
    code: 'USAGE',
    message: `--resource-group is ${given}, and the namespace lies in ${group}.`,
    hint: 'Leave --resource-group out: the namespace’s id names its group.',
  });
}

function usage(message: string): CliError {
  const hint = 'Give --bundle-id com.contoso.app [--voip], or --name <hub>.';
  return new CliError({ code: 'USAGE', message, hint });
}
