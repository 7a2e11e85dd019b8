import { parseArmId, sameName } from '../shared/arm-id.ts';
import { CliError, isCliError } from '../shared/errors.ts';
import type { Azure, Hub, Namespace, ResourceGroup, Rule } from '../shared/ports.ts';
import { shellQuote } from '../shared/shell-quote.ts';
import { begun } from '../resources/provider.ts';
import { groupAbsent } from './absent.ts';
import { type HubPlace, PROVIDER } from './hub-place.ts';
import { checkLocation } from './locations.ts';
import { narrowing, refuseWidePolicy } from './policy-rights.ts';

/** What there is already of a hub to be made. */
export interface Seen {
  /** `Registered` or `Registering`; undefined when the provider is neither. */
  provider: string | undefined;
  group: ResourceGroup | undefined;
  namespace: Namespace | undefined;
  hub: Hub | undefined;
  rule: Rule | undefined;
}

/** Reads, side by side, all that making a hub depends on, and refuses what cannot come to a good end. */
export async function checkBeforeCreating(
  request: { location: string | undefined; createResourceGroup: boolean },
  place: HubPlace,
  azure: Azure,
): Promise<Seen> {
  const [, seen] = await Promise.all([
    request.location === undefined
      ? undefined
      : checkLocation(request.location, place.subscription, azure),
    read(place, azure),
  ]);
  if (!seen.group && !request.createResourceGroup)
    throw await groupAbsent(place, azure.resources, CREATE_GROUP);
  if (seen.rule)
    refuseWidePolicy(
      seen.rule,
      `Narrow it with: ${narrowing(place.ids.policy)}\nOr name another: --policy <name>`,
    );
  if (!seen.namespace && seen.provider === 'Registered') await refuseTakenName(place, azure);
  return seen;
}

const CREATE_GROUP =
  'Check the name, or have it made: --create-resource-group --location <location>';

async function read({ subscription, ids }: HubPlace, { resources, hubs }: Azure): Promise<Seen> {
  const [state, group, namespace, hub, rule] = await Promise.all([
    resources.providerState(subscription, PROVIDER).catch(taken),
    resources.group(ids.group),
    hubs.namespace(ids.namespace),
    hubs.hub(ids.hub),
    hubs.rule(ids.policy),
  ]);
  return { provider: begun(state), group, namespace, hub, rule };
}

/** Namespace names are unique in all of Azure. Where the provider is not registered yet, Azure cannot be asked. */
async function refuseTakenName({ subscription, names }: HubPlace, { hubs }: Azure): Promise<void> {
  const { namespace: name } = names;
  if (await hubs.namespaceNameFree(subscription, name).catch(mayNotAsk)) return;
  const own = (await hubs.namespaces(subscription)).find((one) => sameName(one.name, name));
  const group = own === undefined ? undefined : parseArmId(own.id)?.group;
  if (group === undefined)
    throw new CliError({
      code: 'NAME_TAKEN',
      message: `The namespace name ${name} is taken by somebody else in Azure.`,
      hint: 'Choose another: --namespace <name>',
    });
  throw new CliError({
    code: 'NAME_TAKEN',
    message: `The namespace ${name} exists already, in the resource group ${group}.`,
    hint: `Use it: --resource-group ${shellQuote(group)}, or choose another name: --namespace <name>`,
  });
}

/** Who has rights in the group alone may not ask about the subscription: then the request itself will tell. */
function mayNotAsk(error: unknown): true {
  if (isCliError(error, 'DENIED')) return true;
  throw error;
}

/** A registration that may not be read is taken as done. */
function taken(error: unknown): string {
  mayNotAsk(error);
  return 'Registered';
}
