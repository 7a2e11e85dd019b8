import { linkIn } from '../resources/link.ts';
import { parseArmId, ruleId, sameName } from '../shared/arm-id.ts';
import { textAt } from '../shared/json.ts';
import type { Azure, Hub, Rule } from '../shared/ports.ts';
import { servicesIn } from './acs-list.ts';
import { hubAbsent, requireGroup } from './absent.ts';
import {
  type HubThere,
  listAllHubs,
  resolveGroup,
  resolveHub,
  type ResolveDeps,
  resolveSubscription,
} from './resolve.ts';

export interface ListedHub {
  id: string;
  name: string;
  namespace: string;
  location: string | undefined;
}

/** All hubs of the subscription, or of a resource group. */
export async function listHubs(group: string | undefined, deps: ResolveDeps): Promise<ListedHub[]> {
  if (group === undefined)
    return (await listAllHubs(await deps.azure(), await resolveSubscription(deps))).map(toListed);
  const place = await resolveGroup(group, deps);
  const azure = await deps.azure();
  const all = await listAllHubs(azure, place.subscription);
  const within = all.filter(({ id }) => sameName(parseArmId(id)?.group ?? '', place.group));
  if (within.length === 0) await requireGroup(place, azure, 'Check --resource-group.');
  return within.map(toListed);
}

function toListed({ id, name, namespace, location }: HubThere): ListedHub {
  return { id, name, namespace, location };
}

/** A hub with its policies, the kinds of its credentials, and the ACS resources that are linked to it. */
export interface ShownHub {
  hub: Hub;
  policies: Rule[];
  credentials: string[];
  linkedFrom: string[];
}

/** Everything about one hub, read side by side. */
export async function showHub(hub: string | undefined, deps: ResolveDeps): Promise<ShownHub> {
  const id = await resolveHub(hub, deps);
  const azure = await deps.azure();
  const found = await azure.hubs.hub(id);
  if (!found) throw hubAbsent(id);
  const [rules, credentials, linkedFrom] = await Promise.all([
    azure.hubs.rules(id),
    azure.hubs.credentials(id),
    linkedTo(id, azure),
  ]);
  const policies = rules.map((rule) => ({ ...rule, id: ruleId(id, rule.name) }));
  return {
    hub: { ...found, id },
    policies,
    credentials: credentials.map(({ kind }) => kind),
    linkedFrom,
  };
}

/** The ACS resources of the hub's subscription that are linked to it. */
export async function linkedTo(hubId: string, azure: Azure): Promise<string[]> {
  const all = await servicesIn(`/subscriptions/${parseArmId(hubId)?.subscription}`, azure);
  return all
    .filter((one) => sameName(linkIn(one)?.hubId ?? '', hubId))
    .map((one) => textAt(one, 'id') ?? '');
}
