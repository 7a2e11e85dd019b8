import { textAt } from '../../../shared/json.ts';
import { param } from '../../arm/replies.ts';
import type { Call, Reply, Route } from '../../contract.ts';
import { isDialectC } from './dialect.ts';
import { withNamespace } from './lookup.ts';
import { isHubName, isNamespaceName, isNamespaceNameTaken } from './names.ts';
import { HUB_TYPE, NAMESPACE_SCOPE, NAMESPACE_TYPE, SUBSCRIPTION_SCOPE } from './scopes.ts';
import { hubsState, namespaceIdOf } from './state.ts';

/** Whether a name can be had: always 200, without a reason; the property is spelt `isAvailiable` (observed 1.2). */
export const availabilityRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: `${SUBSCRIPTION_SCOPE}/checkNamespaceAvailability`,
    reads: true,
    handle: ofNamespace,
  },
  {
    method: 'POST',
    path: `${NAMESPACE_SCOPE}/checkNotificationHubAvailability`,
    reads: true,
    handle: (call) => withNamespace(call, () => ofHub(call)),
  },
];

function ofNamespace(call: Call): Reply {
  const name = textAt(call.body, 'name') ?? '';
  const provider = `/subscriptions/${param(call, 'subscription')}/providers/Microsoft.NotificationHubs`;
  return answer(call, name, {
    free: isNamespaceName(name) && !isNamespaceNameTaken(call, name),
    look: `${provider}/CheckNamespaceAvailability`,
    item: `${provider}/namespaces/${name}`,
    type: `${NAMESPACE_TYPE}/checkNamespaceAvailability`,
  });
}

function ofHub(call: Call): Reply {
  const name = textAt(call.body, 'name') ?? '';
  const item = `${namespaceIdOf(call)}/notificationHubs/${name}`;
  return answer(call, name, {
    free: isHubName(name) && hubsState(call.world).hubs[item.toLowerCase()] === undefined,
    look: `${namespaceIdOf(call)}/CheckNotificationHubAvailability`,
    item,
    type: `${HUB_TYPE}/checkNotificationHubAvailability`,
  });
}

/** The id is that of the look-up in dialect B (observed 1.2), that of the item in C (example of 2023-10-01-preview). */
function answer(
  call: Call,
  name: string,
  { free, look, item, type }: { free: boolean; look: string; item: string; type: string },
): Reply {
  const id = isDialectC(call) ? item : look;
  return { status: 200, body: { isAvailiable: free, id, name, type } };
}
