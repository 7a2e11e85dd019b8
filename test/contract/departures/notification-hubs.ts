import type { Departure } from '../official/departure.ts';

type Said = Pick<Departure, 'operations' | 'path' | 'keyword' | 'reason' | 'source'> &
  Partial<Pick<Departure, 'where' | 'status'>>;

/** A departure of 2017-04-01; in the answer unless said otherwise. */
function in2017(said: Said): Departure {
  return {
    provider: 'Microsoft.NotificationHubs',
    versions: ['2017-04-01'],
    where: 'response',
    ...said,
  };
}

const PATCHED = ['/id', '/name', '/type', '/location', '/properties/provisioningState'];

/** Microsoft.NotificationHubs. Dialect C needs none: what it answers is what its files say. */
export const NOTIFICATION_HUBS_DEPARTURES: readonly Departure[] = [
  in2017({
    operations: [
      'Namespaces_Get',
      'Namespaces_GetAuthorizationRule',
      'NotificationHubs_Get',
      'NotificationHubs_GetAuthorizationRule',
    ],
    where: 'status',
    path: '',
    keyword: 'undeclared',
    status: 404,
    reason: 'What is absent is 404; the file of 2017-04-01 declares no failure at all.',
    source: 'observed 1.6',
  }),
  in2017({
    operations: ['NotificationHubs_CreateOrUpdate'],
    where: 'request',
    path: '/properties',
    keyword: 'required',
    reason: 'A location suffices; the file requires properties, which the SDK leaves out.',
    source: 'observed 1.3',
  }),
  in2017({
    operations: ['NotificationHubs_CreateOrUpdate', 'NotificationHubs_Get'],
    path: '/properties/dailyMaxActiveDevices',
    keyword: 'extra',
    reason: 'Hubs show dailyMaxActiveDevices, which the file of 2017-04-01 does not know.',
    source: 'observed 1.3 (B)',
  }),
  in2017({
    operations: ['NotificationHubs_List'],
    path: '/value/*/properties/dailyMaxActiveDevices',
    keyword: 'extra',
    reason: 'Hubs show dailyMaxActiveDevices, which the file of 2017-04-01 does not know.',
    source: 'observed 1.3 (B)',
  }),
  ...PATCHED.map((path) =>
    in2017({
      operations: ['Namespaces_Patch'],
      path,
      keyword: 'type',
      reason: 'PATCH of a namespace answers with id, name, type, location and state null.',
      source: 'observed 1.1 (A)',
    }),
  ),
  ...['/properties/messagingSku', '/properties/messagingSkuPlan'].map((path) =>
    in2017({
      operations: ['Namespaces_Patch'],
      path,
      keyword: 'extra',
      reason: 'PATCH of a namespace adds messagingSku and messagingSkuPlan.',
      source: 'observed 1.1 (A)',
    }),
  ),
  in2017({
    operations: ['Namespaces_CreateOrUpdate'],
    path: '/properties/metricId',
    keyword: 'type',
    status: 200,
    reason: 'PUT on an existing namespace answers in dialect A, where metricId is null.',
    source: 'observed 1, 1.1 (A)',
  }),
  in2017({
    operations: ['Namespaces_CreateOrUpdate'],
    path: '/kind',
    keyword: 'extra',
    status: 200,
    reason: 'PUT on an existing namespace answers in dialect A, which has kind.',
    source: 'observed 1.1 (A)',
  }),
  in2017({
    operations: ['NotificationHubs_Patch'],
    path: '/tags',
    keyword: 'type',
    reason: 'PATCH of a hub answers in dialect A, where empty tags are null.',
    source: 'observed 1, 1.3 (A)',
  }),
  in2017({
    operations: ['NotificationHubs_GetPnsCredentials'],
    path: '/location',
    keyword: 'type',
    reason: 'pnsCredentials answers in dialect A, where location is null.',
    source: 'observed 1.4 (A)',
  }),
  in2017({
    operations: ['NotificationHubs_GetPnsCredentials'],
    path: '/tags',
    keyword: 'type',
    reason: 'pnsCredentials answers in dialect A, where tags is null.',
    source: 'observed 1.4 (A)',
  }),
];
