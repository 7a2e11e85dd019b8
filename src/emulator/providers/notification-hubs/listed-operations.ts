import type { Reply, Route } from '../../contract.ts';

const PROVIDER = 'Microsoft Azure Notification Hub';
/** Operations_List: what roles can allow (specs; of its answer only what the local Azure plays). */
export const listedOperationsRoutes: readonly Route[] = [
  { method: 'GET', path: '/providers/Microsoft.NotificationHubs/operations', handle: list },
];

function rules(of: string, owner: string): (readonly [string, string, string])[] {
  const resource = `${owner} Authorization Rule`;
  return [
    [`${of}/authorizationRules/write`, resource, `Create or Update ${resource}s`],
    [`${of}/authorizationRules/read`, resource, `Get ${resource}s`],
    [`${of}/authorizationRules/delete`, resource, `Delete ${resource}`],
    [`${of}/authorizationRules/listkeys/action`, resource, `Get ${owner} Listkeys`],
    [`${of}/authorizationRules/regenerateKeys/action`, resource, `${resource} Regenerate Keys`],
  ];
}

function list(): Reply {
  const value = operations().map(([name, resource, operation]) => ({
    name: `Microsoft.NotificationHubs/${name}`,
    display: { provider: PROVIDER, resource, operation },
  }));
  return { status: 200, body: { value } };
}

/** What may be done, as the example of 2023-10-01-preview words it: name, resource, operation. */
function operations(): (readonly [string, string, string])[] {
  return [
    ['register/action', PROVIDER, 'Registers the NotificationHubs Provider'],
    ['unregister/action', PROVIDER, 'Unregisters the NotificationHubs Provider'],
    ['operations/read', PROVIDER, 'Notification Hubs provider operations'],
    ['CheckNamespaceAvailability/action', 'Namespace', 'Check Namespace name availability.'],
    ['Namespaces/write', 'Namespace', 'Create Or Update Namespace'],
    ['Namespaces/read', 'Namespace', 'Get Namespace Resource'],
    ['Namespaces/delete', 'Namespace', 'Delete Namespace'],
    [
      'Namespaces/CheckNotificationHubAvailability/action',
      'Namespace',
      'Check NotificationHub name availability.',
    ],
    ...rules('Namespaces', 'Namespace'),
    ['Namespaces/NotificationHubs/write', 'NotificationHub', 'Create or Update Notification Hub'],
    ['Namespaces/NotificationHubs/read', 'NotificationHub', 'Get Notification Hub'],
    ['Namespaces/NotificationHubs/delete', 'NotificationHub', 'Delete Notification Hub'],
    ...rules('Namespaces/NotificationHubs', 'NotificationHub'),
    [
      'Namespaces/NotificationHubs/pnsCredentials/action',
      'NotificationHub',
      'Get Notification Hub PNS Credentials',
    ],
    [
      'Namespaces/NotificationHubs/debugSend/action',
      'NotificationHub',
      'Send a test push notification.',
    ],
  ];
}
