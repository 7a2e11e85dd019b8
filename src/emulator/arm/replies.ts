import type { Call, Reply } from '../contract.ts';

/** ARM's error envelope. */
export function failure(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message } } };
}

/** An error that ARM's gateway answers itself, before any provider sees the request (observed 1.6, 3.3). */
export function gatewayFailure(status: number, code: string, message: string): Reply {
  return { ...failure(status, code, message), headers: { 'x-ms-failure-cause': 'gateway' } };
}

/** The gateway's 404 for an absent resource. `path` is type and names in turn: `namespaces/ns1/notificationHubs/h`. */
export function resourceNotFound(provider: string, path: string, group: string): Reply {
  return gatewayFailure(
    404,
    'ResourceNotFound',
    `The Resource '${provider}/${path}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

/** The gateway's 404 for a child whose parent is absent (text as ARM documents it; not recorded). */
export function parentNotFound(type: string, parent: string): Reply {
  return gatewayFailure(
    404,
    'ParentResourceNotFound',
    `Failed to perform 'write' on resource(s) of type '${type}', because the parent resource '${parent}' could not be found.`,
  );
}

/** What every room says to a request that it does not play: never a 200 that means nothing. */
export function notImplemented({ method, path }: { method: string; path: string }): Reply {
  return failure(
    501,
    'NotImplemented',
    `The local Azure does not answer ${method} ${path}. BEHAVIOUR.md lists what it answers.`,
  );
}

/** A placeholder of the route's path. The route names it, so it is there. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}
