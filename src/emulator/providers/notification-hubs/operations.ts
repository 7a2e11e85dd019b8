import { failure, param } from '../../arm/replies.ts';
import type { Call, Reply, Route } from '../../contract.ts';
import { signature } from '../../random.ts';
import { nowOf } from '../../time.ts';
import { isDialectC } from './dialect.ts';
import { NAMESPACE_SCOPE } from './scopes.ts';
import type { NamespaceState } from './state.ts';

/** The poll of a namespace's creation (observed 1.1). The answer while it runs was never recorded: unknown. */
export const operationRoutes: readonly Route[] = [
  { method: 'GET', path: `${NAMESPACE_SCOPE}/operations/{operation}`, handle: poll },
];

/** The three headers of a namespace's 201. The operation id is base64 of `CreateNamespace-{subscription}-{ns};{cluster}`. */
export function operationHeaders(call: Call, namespace: NamespaceState): Record<string, string> {
  const { world, apiVersion } = call;
  const plain = `CreateNamespace-${param(call, 'subscription')}-${namespace.name};local`;
  const operation = Buffer.from(plain).toString('base64');
  const now = nowOf(world);
  world.state.operations[operation] = {
    target: namespace.id,
    kind: 'CreateNamespace',
    startedAt: now,
    readyAt: namespace.readyAt,
  };
  const url = `${world.origin}${namespace.id}`;
  return {
    'azure-asyncoperation': `${url}/operations/${encodeURIComponent(operation)}?api-version=${apiVersion}${isDialectC(call) ? signature(world.random) : ''}`,
    location: `${url}?api-version=${apiVersion}`,
    'retry-after': '10',
  };
}

function poll(call: Call): Reply {
  const operation = param(call, 'operation');
  const found = call.world.state.operations[operation];
  if (!found) return failure(404, 'NotFound', `The operation '${operation}' was not found.`);
  const done = found.readyAt <= nowOf(call.world);
  const body = {
    id: call.path,
    name: operation,
    status: done ? 'Succeeded' : 'InProgress',
    startTime: new Date(found.startedAt).toISOString(),
    ...(done ? { endTime: new Date(found.readyAt).toISOString() } : {}),
    percentComplete: 0,
    properties: { state: '{}' },
  };
  return {
    status: 200,
    headers: done ? {} : { 'retry-after': '10' },
    body,
  };
}
