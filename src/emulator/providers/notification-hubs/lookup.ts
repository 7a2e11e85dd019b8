import { param, resourceNotFound } from '../../arm/replies.ts';
import type { Call, Reply } from '../../contract.ts';
import { hubOf, type HubState, namespaceOf, type NamespaceState } from './state.ts';

/** Runs on the namespace that the path names, or gives ARM's 404 (observed 1.6). */
export function withNamespace(call: Call, then: (namespace: NamespaceState) => Reply): Reply {
  const found = namespaceOf(call);
  return found ? then(found) : absent(call);
}

/** Runs on the hub that the path names, or gives ARM's 404 (observed 1.6). */
export function withHub(call: Call, then: (hub: HubState) => Reply): Reply {
  const found = hubOf(call);
  return found ? then(found) : absent(call);
}

/** ARM's 404 for the hub, or the namespace, that the path names. */
export function absent(call: Call): Reply {
  const hub = call.params['hub'] === undefined ? '' : `/notificationHubs/${param(call, 'hub')}`;
  const path = `namespaces/${param(call, 'namespace')}${hub}`;
  return resourceNotFound('Microsoft.NotificationHubs', path, param(call, 'group'));
}
