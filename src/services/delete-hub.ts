import { reconcile } from '../engine/reconcile.ts';
import type { StepResult } from '../engine/types.ts';
import { unwant } from '../engine/want.ts';
import { hub as hubKind } from '../resources/hub.ts';
import { namespace as namespaceKind } from '../resources/namespace.ts';
import { parentId, parseArmId, sameName } from '../shared/arm-id.ts';
import type { Prompts } from '../shared/asking.ts';
import { CliError } from '../shared/errors.ts';
import type { Azure, Hub } from '../shared/ports.ts';
import { hubAbsent } from './absent.ts';
import { type ChangeDeps, type ChangeMode, changeContext } from './context.ts';
import { linkedTo } from './hubs.ts';
import { resolveHub, type ResolveDeps } from './resolve.ts';

export interface DeleteHubRequest extends ChangeMode {
  hub: string | undefined;
  /** The hub's name, typed beforehand. */
  confirm: string | undefined;
  withNamespace: boolean;
}

export interface HubDeleted {
  hub: { id: string; name: string };
  /** The ids of the ACS resources that are linked to it: their pushes end. */
  linkedFrom: string[];
  steps: StepResult[];
}

type DeleteDeps = ChangeDeps & ResolveDeps & { prompts: Prompts };

/**
 * Deletes a hub once its name was typed, saying what depends on it; its namespace only when asked to, and when it holds no
 * other hub. A namespace whose hub is gone already, because an earlier run stopped there, is deleted all the same.
 */
export async function deleteHub(request: DeleteHubRequest, deps: DeleteDeps): Promise<HubDeleted> {
  const id = await resolveHub(request.hub, deps);
  const { context, options } = await changeContext(deps, request);
  const { name, linkedFrom } = await check(id, request.withNamespace, context.azure);
  if (linkedFrom.length > 0) deps.say(`Linked to it, so that pushes end: ${linkedFrom.join(', ')}`);
  const confirm = () => typedName(request, name, deps);
  const wanted = [
    unwant(hubKind, { id, location: '' }),
    ...(request.withNamespace ? [unwant(namespaceKind, emptyNamespace(parentId(id)))] : []),
  ];
  const steps = await reconcile(wanted, context, { ...options, confirm });
  return { hub: { id, name }, linkedFrom, steps };
}

async function check(
  id: string,
  withNamespace: boolean,
  azure: Azure,
): Promise<{ name: string; linkedFrom: string[] }> {
  const [found, linkedFrom, namespace] = await Promise.all([
    azure.hubs.hub(id),
    linkedTo(id, azure),
    withNamespace ? azure.hubs.namespace(parentId(id)) : undefined,
  ]);
  if (!found && !namespace) throw hubAbsent(id);
  const name = found?.name ?? parseArmId(id)?.name ?? '';
  const siblings = namespace ? await azure.hubs.hubs(parentId(id)) : [];
  const others = siblings.filter((one) => !sameName(one.name, name));
  if (others.length > 0) throw namespaceInUse(id, others);
  return { name, linkedFrom };
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
  const agreed = await prompts.typed({
    message: `This cannot be undone. Type the hub’s name (${name}) to delete it:`,
    expected: name,
    flag: `--confirm ${name}`,
  });
  if (agreed) return true;
  throw new CliError({
    code: 'CANCELLED',
    message: `What was typed is not the hub’s name, ${name}. Nothing was deleted.`,
    hint: `To delete it: --confirm ${name}`,
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
