import { parseArmId, sameName } from '../../shared/arm-id.ts';
import type { Call, GenericState, Reply, World } from '../contract.ts';
import { page } from './paging.ts';
import { resourceNotFound } from './replies.ts';

/** A request without placeholders, as the gateway has it before it knows a route. */
export type Unrouted = Omit<Call, 'params'>;

/** The answer for a seeded resource of a type that is not played, and whether it wrote. */
export interface GenericAnswer {
  reply: Reply;
  wrote: boolean;
}

/** GET, HEAD and DELETE of a seeded resource, in any api-version; undefined when the path names none, or for other methods. */
export function genericAnswer({ world, method, path }: Unrouted): GenericAnswer | undefined {
  const found = world.state.generic[path.toLowerCase()];
  if (!found) return undefined;
  if (method === 'GET') return read({ status: 200, body: found });
  if (method === 'HEAD') return read({ status: 204 });
  if (method !== 'DELETE') return undefined;
  for (const id of Object.keys(world.state.generic))
    if (`${id}/`.startsWith(`${path.toLowerCase()}/`)) delete world.state.generic[id];
  return { reply: { status: 200 }, wrote: true };
}

/** The list of seeded resources of one type, in a group or a subscription; ARM's 404 or 204 for one that is absent. */
export function genericLookUp(call: Unrouted): GenericAnswer | undefined {
  const { method, path, world } = call;
  const item = parseArmId(path);
  const type = (item ?? parseArmId(`${path}/any`))?.type ?? '';
  if (!world.state.genericTypes.some((one) => sameName(one, type))) return undefined;
  if (!item)
    return method === 'GET' ? read(page({ ...call, params: {} }, members(call))) : undefined;
  if (method === 'DELETE') return { reply: { status: 204 }, wrote: true };
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const [namespace = '', ...types] = item.type.split('/');
  const pairs = types.flatMap((one, index) => [one, item.names[index] ?? '']);
  return read(resourceNotFound(namespace, pairs.join('/'), item.group ?? ''));
}

/** The provider namespaces of the seeded resources. */
export function genericNamespaces(world: World): string[] {
  return [...new Set(world.state.genericTypes.map((type) => type.split('/')[0] ?? ''))];
}

function read(reply: Reply): GenericAnswer {
  return { reply, wrote: false };
}

/** Those whose id is the collection's path and a name; a collection of the subscription looks into every group. */
function members({ world, path }: Unrouted): GenericState[] {
  const at = path.toLowerCase();
  const ungrouped = (id: string): string => id.toLowerCase().replace(/\/resourcegroups\/[^/]+/, '');
  return Object.values(world.state.generic).filter(({ id }) =>
    [id.toLowerCase(), ungrouped(id)].some((one) => one.slice(0, one.lastIndexOf('/')) === at),
  );
}
