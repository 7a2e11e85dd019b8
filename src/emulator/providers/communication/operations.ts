import { failure, param } from '../../arm/replies.ts';
import type { Call, Reply, Route } from '../../contract.ts';
import { hex, signature, uuid } from '../../random.ts';
import { nowOf } from '../../time.ts';
import type { ServiceState } from './state.ts';

const PATH =
  '/subscriptions/{subscription}/providers/Microsoft.Communication/locations/{location}/operationStatuses/{operation}';

/** The poll of a PUT (200 while it runs) and of a DELETE (202 while it runs) (observed 3.1). */
export const operationRoutes: readonly Route[] = [{ method: 'GET', path: PATH, handle: poll }];

/** Starts an operation on a resource and gives the address to poll: `{guid}*{64 hex}` in region WESTUS2. */
export function startOperation(
  call: Call,
  service: ServiceState,
  work: { kind: string; readyAt: number },
): string {
  const { world, apiVersion } = call;
  const operation = `${uuid(world.random)}*${hex(world.random, 32).toUpperCase()}`;
  world.state.operations[operation] = { target: service.id, startedAt: nowOf(world), ...work };
  return `${world.origin}/subscriptions/${param(call, 'subscription')}/providers/Microsoft.Communication/locations/WESTUS2/operationStatuses/${operation}?api-version=${apiVersion}${signature(world.random)}`;
}

function poll(call: Call): Reply {
  const operation = param(call, 'operation');
  const found = call.world.state.operations[operation];
  if (!found) return failure(404, 'NotFound', `The operation '${operation}' was not found.`);
  const body = { id: call.path, name: operation, resourceId: found.target };
  const startTime = new Date(found.startedAt).toISOString();
  if (found.readyAt <= nowOf(call.world))
    return { status: 200, body: { ...body, status: 'Succeeded', startTime, properties: null } };
  if (found.kind === 'Delete') return deleting(call, { ...body, status: 'Deleting', startTime });
  return { status: 200, body: { ...body, status: 'Accepted', startTime } };
}

function deleting(call: Call, body: unknown): Reply {
  const path = call.url.pathname.replace('/WESTUS2/', '/westus2/');
  const url = `${call.world.origin}${path}${call.url.search}`;
  return { status: 202, headers: { location: url, 'azure-asyncoperation': url }, body };
}
