import type { Reply, Route } from '../../contract.ts';

/** Operations_List: what roles can allow (specs; the texts are ours, the examples have placeholders there). */
export const listedOperationsRoutes: readonly Route[] = [
  { method: 'GET', path: '/providers/Microsoft.Communication/operations', handle: list },
];

function list(): Reply {
  const value = operations().map(([name, operation]) => ({
    name: `Microsoft.Communication/${name}`,
    isDataAction: false,
    display: {
      provider: 'Microsoft.Communication',
      resource: 'Communication Services',
      operation,
      description: `${operation}.`,
    },
  }));
  return { status: 200, body: { value } };
}

/** Names by the actions that the operations of the specifications need; facts 1 names linkNotificationHub's. */
function operations(): (readonly [string, string])[] {
  return [
    ['operations/read', 'List the operations'],
    ['CheckNameAvailability/action', 'Check whether a name can be had'],
    ['CommunicationServices/read', 'Read a communication service'],
    ['CommunicationServices/write', 'Create or update a communication service'],
    ['CommunicationServices/delete', 'Delete a communication service'],
    ['CommunicationServices/ListKeys/action', 'List the keys of a communication service'],
    ['CommunicationServices/RegenerateKey/action', 'Regenerate a key of a communication service'],
    ['CommunicationServices/LinkNotificationHub/action', 'Link a notification hub'],
    ['Locations/OperationStatuses/read', 'Read the state of an operation'],
  ];
}
