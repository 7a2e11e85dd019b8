import { expect } from 'vitest';
import type { Exchange } from '../wire.ts';
import type { HubsExchange } from './hubs-scene.ts';
import { ALL_RIGHTS } from './hubs-scene.ts';
import { expectDisplayName, expectGatewayNotFound, members, type Row, value } from './row.ts';

const KEYS = [
  'primaryConnectionString',
  'secondaryConnectionString',
  'primaryKey',
  'secondaryKey',
  'keyName',
];
const FOREVER = '10675199.02:48:05.4775807';

function showsNoKeys({ text }: Exchange): void {
  expect(text).not.toMatch(/[kK]ey"|keyName|claim|revision/);
}

/** What dialects B and C have in common. */
export const HUBS_BOTH: readonly Row<HubsExchange>[] = [
  {
    section: '1',
    says: 'a new namespace is 201 with Azure-AsyncOperation, Location and Retry-After 10',
    on: 'namespacePut',
    holds({ status, headers, url }) {
      expect(status).toBe(201);
      expect(headers['azure-asyncoperation']).toContain(`${url.pathname}/operations/`);
      expect(headers['location']).toBe(url.href);
      expect(headers['retry-after']).toBe('10');
    },
  },
  {
    section: '1.1',
    says: 'the operation id is base64 of CreateNamespace-{subscription}-{ns};{cluster}',
    on: 'operation',
    holds({ url }, { target, names }) {
      const id = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
      const start = `CreateNamespace-${target.subscription}-${names['namespace']};`;
      expect(Buffer.from(id, 'base64').toString()).toContain(start);
    },
  },
  {
    section: '1.1',
    says: 'a finished operation: percentComplete stays 0, times end in Z, properties hold a state in text',
    on: 'operation',
    holds(exchange) {
      expect(exchange.status).toBe(200);
      expect(members(exchange)).toEqual([
        'id',
        'name',
        'status',
        'startTime',
        'endTime',
        'percentComplete',
        'properties',
      ]);
      expect(exchange.body).toMatchObject({ status: 'Succeeded', percentComplete: 0 });
      expect(value(exchange, 'properties')).toEqual({ state: '{}' });
      expect(value(exchange, 'startTime')).toMatch(/Z$/);
      expect(value(exchange, 'endTime')).toMatch(/Z$/);
    },
  },
  {
    section: '1.1',
    says: 'a list is {"value": […]} with nothing beside it',
    on: 'namespaceList',
    holds: (exchange) => expect(members(exchange)).toEqual(['value']),
  },
  {
    section: '1.1',
    says: 'serviceBusEndpoint keeps the casing of the name and has :443',
    on: 'namespaceGet',
    holds(exchange, { names }) {
      const endpoint = `https://${names['namespace']}.servicebus.windows.net:443/`;
      expect(value(exchange, 'properties.serviceBusEndpoint')).toBe(endpoint);
    },
  },
  {
    section: '6.8',
    says: 'GET of a namespace gives the location as a display name',
    on: 'namespaceGet',
    holds: (exchange, { target }) =>
      expectDisplayName(value(exchange, 'location'), target.location),
  },
  {
    section: '1.2',
    says: 'a name that is had is 200 with isAvailiable false, so spelt',
    on: 'namespaceTaken',
    holds(exchange) {
      expect(exchange.status).toBe(200);
      expect(value(exchange, 'isAvailiable')).toBe(false);
    },
  },
  {
    section: '1.2',
    says: 'a new name is available',
    on: 'namespaceFree',
    holds: (exchange) => expect(value(exchange, 'isAvailiable')).toBe(true),
  },
  {
    section: '1.2',
    says: 'an invalid name is 200 with false, without reason or message',
    on: 'namespaceInvalid',
    holds(exchange) {
      expect(exchange.status).toBe(200);
      expect(exchange.body).toMatchObject({ isAvailiable: false });
      expect(members(exchange)).not.toContain('reason');
      expect(members(exchange)).not.toContain('message');
    },
  },
  {
    section: '1.2',
    says: 'the type of a hub name look-up',
    on: 'hubAvailability',
    holds(exchange) {
      expect(exchange.body).toMatchObject({
        isAvailiable: true,
        type: 'Microsoft.NotificationHubs/namespaces/notificationHubs/checkNotificationHubAvailability',
      });
    },
  },
  {
    section: '1.3',
    says: 'registrationTtl is a TimeSpan and dailyMaxActiveDevices 0',
    on: 'hubPut',
    holds(exchange) {
      expect(value(exchange, 'properties')).toMatchObject({
        registrationTtl: FOREVER,
        dailyMaxActiveDevices: 0,
      });
    },
  },
  {
    section: '6.8',
    says: 'a hub gives the location as a display name',
    on: 'hubPut',
    holds: (exchange, { target }) =>
      expectDisplayName(value(exchange, 'location'), target.location),
  },
  {
    section: '1.3',
    says: 'PUT of a hub never shows the credential that it sent',
    on: 'hubPutAgain',
    holds({ status, text }) {
      expect(status).toBe(200);
      expect(text).not.toContain('redential');
    },
  },
  {
    section: '1.3',
    says: 'GET of a hub shows no credential',
    on: 'hubGet',
    holds: ({ text }) => expect(text).not.toContain('redential'),
  },
  {
    section: '1.4',
    says: 'pnsCredentials shows secrets in clear and leaves out kinds that are not set',
    on: 'credentials',
    holds(exchange) {
      expect(exchange.status).toBe(200);
      expect(members(exchange, 'properties')).toEqual(['gcmCredential']);
      expect(value(exchange, 'properties.gcmCredential.properties.googleApiKey')).toBe(
        'not-a-real-key',
      );
    },
  },
  {
    section: '1.5',
    says: 'a new hub has DefaultListen (Listen), then DefaultFull (all)',
    on: 'ruleListOfNew',
    holds(exchange) {
      expect(exchange.body).toMatchObject({
        value: [
          { name: 'DefaultListenSharedAccessSignature', properties: { rights: ['Listen'] } },
          { name: 'DefaultFullSharedAccessSignature', properties: { rights: ALL_RIGHTS } },
        ],
      });
    },
  },
  {
    section: '1.5',
    says: 'PUT of a new rule is 200, rights in the order of the service',
    on: 'rulePut',
    holds(exchange) {
      expect(exchange.status).toBe(200);
      expect(value(exchange, 'properties.rights')).toEqual(ALL_RIGHTS);
    },
  },
  ...(['rulePut', 'ruleGet', 'ruleListOfNew'] as const).map((on): Row<HubsExchange> => ({
    section: '1.5',
    says: 'no keys, key name, claims or revision in a rule',
    on,
    holds: showsNoKeys,
  })),
  {
    section: '1.5',
    says: 'the type of a rule of a hub',
    on: 'rulePut',
    holds: (exchange) =>
      expect(value(exchange, 'type')).toBe(
        'Microsoft.NotificationHubs/namespaces/notificationHubs/authorizationRules',
      ),
  },
  {
    section: '1.5',
    says: 'listKeys gives five fields in this order',
    on: 'keys',
    holds(exchange) {
      expect(exchange.status).toBe(200);
      expect(members(exchange)).toEqual(KEYS);
      expect(value(exchange, 'keyName')).toBe('acs-rule');
    },
  },
  {
    section: '1.5',
    says: 'a connection string: host in lower case, slash after it, no EntityPath, no semicolon at the end',
    on: 'keys',
    holds(exchange, { names }) {
      const host = `${names['namespace']?.toLowerCase()}.servicebus.windows.net`;
      const key = String(value(exchange, 'secondaryKey'));
      expect(value(exchange, 'secondaryConnectionString')).toBe(
        `Endpoint=sb://${host}/;SharedAccessKeyName=acs-rule;SharedAccessKey=${key}`,
      );
    },
  },
  {
    section: '1.5',
    says: 'keys are base64 of 32 bytes',
    on: 'keys',
    holds(exchange) {
      expect(value(exchange, 'primaryKey')).toHaveLength(44);
      expect(Buffer.from(String(value(exchange, 'primaryKey')), 'base64')).toHaveLength(32);
    },
  },
  {
    section: '1.5',
    says: 'regenerateKeys takes "primary KEY", answers all five fields, changes the named key alone',
    on: 'regenerated',
    holds(exchange, { of }) {
      expect(exchange.status).toBe(200);
      expect(members(exchange)).toEqual(KEYS);
      expect(exchange.body).toEqual(of.keysAfter.body);
      expect(value(exchange, 'primaryKey')).not.toBe(value(of.keys, 'primaryKey'));
      expect(value(exchange, 'secondaryKey')).toBe(value(of.keys, 'secondaryKey'));
    },
  },
  {
    section: 'facts 2, Keys',
    says: 'a rule with Manage but not all three is refused',
    on: 'manageAlone',
    holds: ({ status }) => expect(status).toBe(400),
  },
  {
    section: '1',
    says: 'DELETE of a hub is 200, empty, Content-Length 0',
    on: 'hubDelete',
    holds({ status, text, headers }) {
      expect([status, text, headers['content-length']]).toEqual([200, '', '0']);
    },
  },
  {
    section: '1.1',
    says: 'DELETE of a namespace is 204, with nothing to poll',
    on: 'namespaceDelete',
    holds({ status, text, headers }) {
      expect([status, text]).toEqual([204, '']);
      expect(headers).not.toHaveProperty('location');
      expect(headers).not.toHaveProperty('azure-asyncoperation');
    },
  },
  {
    section: '1.6',
    says: 'an absent namespace is 404 from the gateway',
    on: 'namespaceAbsent',
    holds: (exchange, { target, names }) =>
      expectGatewayNotFound(
        exchange,
        `Microsoft.NotificationHubs/namespaces/${names['namespace']}`,
        target.group,
      ),
  },
  {
    section: '1.6',
    says: 'an absent hub is 404 from the gateway',
    on: 'hubAbsent',
    holds: (exchange, { target, names }) =>
      expectGatewayNotFound(
        exchange,
        `Microsoft.NotificationHubs/namespaces/${names['namespace']}/notificationHubs/${names['hub']}`,
        target.group,
      ),
  },
];
