import { reconcile } from '../engine/reconcile.ts';
import type { StepResult } from '../engine/types.ts';
import { unwant } from '../engine/want.ts';
import { hub as hubKind } from '../resources/hub.ts';
import { namespace as namespaceKind } from '../resources/namespace.ts';
import { COMMUNICATION_VERSION } from '../resources/versions.ts';
import { parentId, parseArmId, ruleId, sameName } from '../shared/arm-id.ts';
import { CliError } from '../shared/errors.ts';
import { textAt } from '../shared/json.ts';
import type { Azure, Hub, Rule } from '../shared/ports.ts';
import type { Prompts } from '../shared/asking.ts';
import { type ChangeDeps, type ChangeMode, changeContext } from './context.ts';
import { hubAbsent } from './policies.ts';
import { listAllHubs, resolveHub, type ResolveDeps, resolveSubscription } from './resolve.ts';

export interface ListedHub {
  id: string;
  name: string;
  namespace: string;
  location: string | undefined;
}

/** All hubs of the subscription, or of a resource group. */
export async function listHubs(group: string | undefined, deps: ResolveDeps): Promise<ListedHub[]> {
  const subscription = await resolveSubscription(deps);
  const all = await listAllHubs(await deps.azure(), subscription);
  return all
    .filter(({ id }) => group === undefined || sameName(parseArmId(id)?.group ?? '', group))
    .map(({ id, name, namespace, location }) => ({ id, name, namespace, location }));
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
async function linkedTo(hubId: string, { arm }: Azure): Promise<string[]> {
  const subscription = parseArmId(hubId)?.subscription ?? '';
  const linked: string[] = [];
  const path = `/subscriptions/${subscription}/providers/Microsoft.Communication/communicationServices`;
  for await (const one of arm.list(path, COMMUNICATION_VERSION))
    if (sameName(textAt(one, 'properties', 'notificationHubId') ?? '', hubId))
      linked.push(textAt(one, 'id') ?? '');
  return linked;
}

export interface DeleteHubRequest extends ChangeMode {
  hub: string | undefined;
  /** The hub's name, typed beforehand. */
  confirm: string | undefined;
  withNamespace: boolean;
}

export interface HubDeleted {
  hub: { id: string };
  linkedFrom: string[];
  steps: StepResult[];
}

/** Deletes a hub once its name was typed, saying what depends on it; its namespace only when asked to, and when empty. */
export async function deleteHub(
  request: DeleteHubRequest,
  deps: ChangeDeps & ResolveDeps & { prompts: Prompts },
): Promise<HubDeleted> {
  const id = await resolveHub(request.hub, deps);
  const { context, options } = await changeContext(deps, request);
  const { azure } = context;
  const [found, linkedFrom, siblings] = await Promise.all([
    azure.hubs.hub(id),
    linkedTo(id, azure),
    request.withNamespace ? azure.hubs.hubs(parentId(id)) : [],
  ]);
  if (!found) throw hubAbsent(id);
  const others = siblings.filter(({ name }) => !sameName(name, found.name));
  if (others.length > 0) throw namespaceInUse(id, others);
  if (linkedFrom.length > 0) deps.say(`Linked to it, so that pushes end: ${linkedFrom.join(', ')}`);
  const confirm = () => typedName(request, found.name, deps);
  const wanted = [
    unwant(hubKind, { id, location: '' }),
    ...(request.withNamespace ? [unwant(namespaceKind, emptyNamespace(parentId(id)))] : []),
  ];
  return {
    hub: { id },
    linkedFrom,
    steps: await reconcile(wanted, context, { ...options, confirm }),
  };
}

/** Only the id counts for a deletion. */
function emptyNamespace(id: string) {
  return { id, location: '', sku: 'Free' as const, tags: {}, asked: {} };
}

async function typedName(
  request: DeleteHubRequest,
  name: string,
  { prompts }: { prompts: Prompts },
): Promise<boolean> {
  if (request.confirm !== undefined) return confirmed(request.confirm, name);
  return prompts.typed({
    message: `This cannot be undone. Type the hub’s name (${name}) to delete it:`,
    expected: name,
    flag: `--confirm ${name}`,
  });
}

function confirmed(given: string, name: string): boolean {
  if (given === name) return true;
  throw new CliError({
    code: 'USAGE',
    message: `--confirm says '${given}', the hub is named '${name}'. Nothing was deleted.`,
    hint: `To delete it: --confirm ${name}`,
  });
}

function namespaceInUse(id: string, others: readonly Hub[]): CliError {
  return new CliError({
    code: 'IN_USE',
    message: `The namespace ${parentId(id).split('/').at(-1)} holds other hubs: ${others.map(({ name }) => name).join(', ')}. Nothing was deleted.`,
    hint: 'Delete those first, or leave --with-namespace out.',
  });
}
