import { expect } from 'vitest';
import type { HubsExchange } from './hubs-scene.ts';
import { expectFailure, GUID, members, OFFSET_TIME, type Row, value } from './row.ts';

/** Dialect C: the versions of 2023. */
export const HUBS_C: readonly Row<HubsExchange>[] = [
  {
    section: '1',
    says: 'C: api-supported-versions',
    on: 'namespaceGet',
    holds: ({ headers }) =>
      expect(headers['api-supported-versions']).toBe(
        '2014-09-01, 2016-03-01, 2017-04-01, 2020-01-01-preview, 2023-01-01-preview, 2023-09-01, 2023-10-01-preview',
      ),
  },
  {
    section: '1',
    says: 'C: a TrackingId, fresh where the client sent no request id',
    on: 'namespaceGet',
    holds: ({ headers }) => expect(headers['trackingid']).toMatch(GUID),
  },
  {
    section: '1.1',
    says: 'C: the operation URL carries t, c, s and h',
    on: 'namespacePut',
    holds({ headers }) {
      const { searchParams } = new URL(headers['azure-asyncoperation'] ?? '');
      expect([...searchParams.keys()]).toEqual(['api-version', 't', 'c', 's', 'h']);
    },
  },
  {
    section: '1.1',
    says: "C: a new namespace's 201: InProgress, location as sent",
    on: 'namespacePut',
    holds(exchange, { target }) {
      expect(members(exchange)).toEqual([
        'sku',
        'properties',
        'location',
        'tags',
        'id',
        'name',
        'type',
      ]);
      expect(exchange.body).toMatchObject({ location: target.location, tags: {} });
      expect(value(exchange, 'properties')).toEqual({
        provisioningState: 'InProgress',
        zoneRedundancy: 'Disabled',
      });
    },
  },
  {
    section: '1.1',
    says: 'C: what GET of a namespace shows, in its order; status stays Created',
    on: 'namespaceGet',
    holds(exchange, { target }) {
      expect(members(exchange)).toEqual([
        'sku',
        'properties',
        'location',
        'tags',
        'id',
        'name',
        'type',
      ]);
      expect(members(exchange, 'properties')).toEqual([
        'name',
        'provisioningState',
        'status',
        'enabled',
        'critical',
        'subscriptionId',
        'createdAt',
        'updatedAt',
        'namespaceType',
        'zoneRedundancy',
        'networkAcls',
        'serviceBusEndpoint',
        'privateEndpointConnections',
        'publicNetworkAccess',
      ]);
      expect(value(exchange, 'properties')).toMatchObject({
        status: 'Created',
        enabled: true,
        critical: false,
        subscriptionId: target.subscription,
        namespaceType: 'NotificationHub',
        networkAcls: {},
        privateEndpointConnections: [],
        publicNetworkAccess: 'Enabled',
      });
    },
  },
  {
    section: '1.1',
    says: 'C: times have an offset and no trailing zeros',
    on: 'namespaceGet',
    holds(exchange) {
      expect(value(exchange, 'properties.createdAt')).toMatch(OFFSET_TIME);
      expect(value(exchange, 'properties.updatedAt')).toMatch(OFFSET_TIME);
    },
  },
  {
    section: '1.1',
    says: 'C: updatedAt moves when a rule of the namespace is written',
    on: 'namespaceAfterRule',
    holds: (exchange, { of }) =>
      expect(value(exchange, 'properties.updatedAt')).not.toBe(
        value(of.namespaceGet, 'properties.updatedAt'),
      ),
  },
  {
    section: '1.3',
    says: 'C: a new hub is 200, in its order, with empty tags',
    on: 'hubPut',
    holds(exchange, { names }) {
      expect(exchange.status).toBe(200);
      expect(members(exchange)).toEqual(['properties', 'location', 'tags', 'id', 'name', 'type']);
      expect(members(exchange, 'properties')).toEqual([
        'name',
        'registrationTtl',
        'dailyMaxActiveDevices',
      ]);
      expect(exchange.body).toMatchObject({ tags: {}, properties: { name: names['hub'] } });
      expect(value(exchange, 'id')).toContain(`/notificationHubs/${names['hub']}`);
    },
  },
  {
    section: '1.3',
    says: 'C: GET of a hub leaves authorizationRules out',
    on: 'hubGet',
    holds: ({ text }) => expect(text).not.toContain('authorizationRules'),
  },
  {
    section: '1.4',
    says: 'C: a hub without credentials answers {"properties": {}, id, name, type}',
    on: 'credentialsNone',
    holds(exchange) {
      expect(members(exchange)).toEqual(['properties', 'id', 'name', 'type']);
      expect(value(exchange, 'properties')).toEqual({});
    },
  },
  {
    section: '1.5',
    says: 'C: a rule is properties, id, name, type; its id has authorizationRules',
    on: 'rulePut',
    holds(exchange) {
      expect(members(exchange)).toEqual(['properties', 'id', 'name', 'type']);
      expect(members(exchange, 'properties')).toEqual(['rights', 'modifiedTime', 'createdTime']);
      expect(value(exchange, 'id')).toMatch(/\/authorizationRules\/acs-rule$/);
    },
  },
  {
    section: '1.5',
    says: 'C: both times of a new rule are equal and have an offset',
    on: 'rulePut',
    holds(exchange) {
      expect(value(exchange, 'properties.createdTime')).toMatch(OFFSET_TIME);
      expect(value(exchange, 'properties.modifiedTime')).toBe(
        value(exchange, 'properties.createdTime'),
      );
    },
  },
  {
    section: '1.5',
    says: 'C: the type of a rule of a namespace',
    on: 'ownRulePut',
    holds: (exchange) =>
      expect(value(exchange, 'type')).toBe(
        'Microsoft.NotificationHubs/namespaces/authorizationRules',
      ),
  },
  {
    section: '1.6',
    says: 'C: an absent rule is 404 from the provider, naming hub and rule',
    on: 'ruleAbsent',
    holds(exchange, { names }) {
      const message = `Notification Hub ${names['hub']} or Authorization Rule none was not found.`;
      expectFailure(exchange, [404, 'NotFound', message]);
      expect(members(exchange, 'error')).toEqual(['code', 'message']);
      expect(exchange.headers['x-ms-failure-cause']).toBeUndefined();
    },
  },
  {
    section: '1',
    says: 'C: DELETE of a rule is 204',
    on: 'ruleDelete',
    holds: ({ status, text }) => expect([status, text]).toEqual([204, '']),
  },
];

/** Of the versions from 2023-09-01 on. */
export const HUBS_SINCE_SEPTEMBER: readonly Row<HubsExchange>[] = [
  {
    section: 'facts 2, Namespace',
    says: 'PUT on an existing namespace fails with BadArgument',
    on: 'namespaceAgain',
    holds: (exchange) =>
      expectFailure(exchange, [400, 'BadArgument', "Value cannot be null. (Parameter 'value')"]),
  },
];
