import { expect } from 'vitest';
import type { HubsExchange } from './hubs-scene.ts';
import {
  expectDisplayName,
  expectFailure,
  GUID,
  members,
  type Row,
  SEVEN_DECIMALS,
  value,
} from './row.ts';

/** Dialect B: 2017-04-01, and A where B was not recorded. */
export const HUBS_B: readonly Row<HubsExchange>[] = [
  {
    section: '1',
    says: 'B: api-supported-versions, with 2023-01-01-preview from July 2023 on',
    on: 'namespaceGet',
    holds: ({ headers }) =>
      expect(headers['api-supported-versions']).toBe(
        '2014-09-01, 2016-03-01, 2017-04-01, 2020-01-01-preview, 2023-01-01-preview',
      ),
  },
  {
    section: '1',
    says: 'B: a TrackingId',
    on: 'namespaceGet',
    holds: ({ headers }) => expect(headers['trackingid']).toMatch(GUID),
  },
  {
    section: '1',
    says: 'B: the server is Kestrel',
    on: 'namespaceGet',
    holds: ({ headers }) => expect(headers['server']).toBe('Kestrel'),
  },
  {
    section: '1.1',
    says: "B: a new namespace's 201 has no location, sku or tags",
    on: 'namespacePut',
    holds(exchange) {
      expect(members(exchange)).toEqual(['properties', 'id', 'name', 'type']);
      expect(value(exchange, 'properties')).toEqual({
        provisioningState: 'Unknown',
        enabled: false,
      });
      expect(members(exchange, 'properties')).toEqual(['provisioningState', 'enabled']);
    },
  },
  {
    section: '1.1',
    says: 'B: what GET of a namespace shows, in its order',
    on: 'namespaceGet',
    holds(exchange) {
      expect(members(exchange)).toEqual([
        'sku',
        'properties',
        'id',
        'name',
        'type',
        'location',
        'tags',
      ]);
      expect(members(exchange, 'properties')).toEqual([
        'provisioningState',
        'status',
        'createdAt',
        'updatedAt',
        'serviceBusEndpoint',
        'enabled',
        'critical',
      ]);
      expect(exchange.body).toMatchObject({
        tags: {},
        properties: { status: 'Active', enabled: true, critical: false },
      });
    },
  },
  {
    section: '1.1',
    says: 'B: times have seven decimals and Z',
    on: 'namespaceGet',
    holds(exchange) {
      expect(value(exchange, 'properties.createdAt')).toMatch(SEVEN_DECIMALS);
      expect(value(exchange, 'properties.updatedAt')).toMatch(SEVEN_DECIMALS);
    },
  },
  {
    section: '1.1',
    says: 'A: PUT on an existing namespace is 200, Succeeded, still enabled false',
    on: 'namespaceAgain',
    holds(exchange) {
      expect(exchange.status).toBe(200);
      expect(exchange.body).toMatchObject({
        properties: { provisioningState: 'Succeeded', enabled: false },
      });
    },
  },
  {
    section: '1.2',
    says: 'B: a name look-up is four fields, its id ends in CheckNamespaceAvailability',
    on: 'namespaceTaken',
    holds(exchange) {
      expect(members(exchange)).toEqual(['isAvailiable', 'id', 'name', 'type']);
      expect(value(exchange, 'id')).toMatch(/\/CheckNamespaceAvailability$/);
      expect(value(exchange, 'type')).toBe(
        'Microsoft.NotificationHubs/namespaces/checkNamespaceAvailability',
      );
    },
  },
  {
    section: '1.3',
    says: 'B: a new hub is 201, its id has NotificationHubs with a capital N, no tags',
    on: 'hubPut',
    holds(exchange, { names }) {
      expect(exchange.status).toBe(201);
      expect(members(exchange)).toEqual(['properties', 'id', 'name', 'type', 'location']);
      expect(members(exchange, 'properties')).toEqual(['registrationTtl', 'dailyMaxActiveDevices']);
      expect(value(exchange, 'id')).toContain(`/NotificationHubs/${names['hub']}`);
    },
  },
  {
    section: '1.3',
    says: 'B: GET of a hub adds authorizationRules, empty although three rules exist',
    on: 'hubGet',
    holds: (exchange) => expect(value(exchange, 'properties.authorizationRules')).toEqual([]),
  },
  {
    section: '1.3',
    says: 'A: PATCH without authorizationRules answers with the credential and all rules with keys',
    on: 'hubPatch',
    holds(exchange) {
      expect(exchange.status).toBe(200);
      expect(exchange.body).toMatchObject({
        properties: {
          gcmCredential: { properties: { googleApiKey: 'not-a-real-key' } },
          authorizationRules: [
            { keyName: 'DefaultListenSharedAccessSignature', claimType: 'SharedAccessKey' },
            { keyName: 'DefaultFullSharedAccessSignature', claimValue: 'None' },
          ],
        },
      });
      expect(members(exchange, 'properties.authorizationRules.0')).toEqual([
        'keyName',
        'primaryKey',
        'secondaryKey',
        'claimType',
        'claimValue',
        'rights',
        'createdTime',
        'modifiedTime',
      ]);
    },
  },
  {
    section: '1.4',
    says: 'B: a hub without credentials answers {"properties": {}} and nothing else',
    on: 'credentialsNone',
    holds: ({ text }) => expect(text).toBe('{"properties":{}}'),
  },
  {
    section: '1.4',
    says: 'A: pnsCredentials with a credential, in its order, location and tags null',
    on: 'credentials',
    holds(exchange, { names }) {
      expect(members(exchange)).toEqual(['id', 'name', 'type', 'location', 'tags', 'properties']);
      expect(exchange.body).toMatchObject({
        name: names['hub'],
        type: 'Microsoft.NotificationHubs/namespaces/notificationHubs/pnsCredentials',
        location: null,
        tags: null,
      });
      expect(value(exchange, 'id')).toMatch(/\/pnsCredentials$/);
    },
  },
  {
    section: '1.5',
    says: 'B: a rule is properties, id, name, type, location; its id has AuthorizationRules',
    on: 'rulePut',
    holds(exchange, { target }) {
      expect(members(exchange)).toEqual(['properties', 'id', 'name', 'type', 'location']);
      expect(members(exchange, 'properties')).toEqual(['rights']);
      expect(value(exchange, 'id')).toMatch(/\/AuthorizationRules\/acs-rule$/);
      expectDisplayName(value(exchange, 'location'), target.location);
    },
  },
  {
    section: '1.5',
    says: 'B: the type of a rule of a namespace has capitals',
    on: 'ownRulePut',
    holds: (exchange) =>
      expect(value(exchange, 'type')).toBe(
        'Microsoft.NotificationHubs/Namespaces/AuthorizationRules',
      ),
  },
  {
    section: '1.6',
    says: 'A: an absent rule is 404 from the provider, message before code',
    on: 'ruleAbsent',
    holds(exchange) {
      expectFailure(exchange, [404, 'NotFound', 'The requested resource none does not exist.']);
      expect(members(exchange, 'error')).toEqual(['message', 'code']);
      expect(exchange.headers['x-ms-failure-cause']).toBeUndefined();
    },
  },
  {
    section: '1',
    says: 'A: DELETE of a rule is 200, empty',
    on: 'ruleDelete',
    holds: ({ status, text }) => expect([status, text]).toEqual([200, '']),
  },
];
