import { expect } from 'vitest';
import type { Exchange } from '../wire.ts';
import type { AcsExchange } from './communication-scene.ts';
import { FOREIGN_HUB } from './communication-scene.ts';
import { expectGatewayNotFound, members, type Row, value } from './row.ts';

const TYPE = 'microsoft.communication/communicationservices';
const PATH =
  /^\/subscriptions\/[^/]+\/providers\/Microsoft\.Communication\/locations\/[A-Z0-9]+\/operationStatuses\/[0-9a-f-]{36}\*[0-9A-F]{64}$/;

function listsTheLink(exchange: Exchange): void {
  expect(exchange.status).toBe(200);
  expect(members(exchange)).toEqual(['value']);
  expect(exchange.text).toContain(`"notificationHubId":"${FOREIGN_HUB}"`);
}

function isNoContent({ status, text }: Exchange): void {
  expect([status, text]).toEqual([204, '']);
}

/** Resources of Microsoft.Communication, from 2020-08-20 on. */
export const COMMUNICATION: readonly Row<AcsExchange>[] = [
  {
    section: '3.1',
    says: 'a new resource is 201, Accepted, in its order, without tags, type in lower case',
    on: 'put',
    holds(exchange) {
      expect(exchange.status).toBe(201);
      expect(members(exchange)).toEqual([
        'id',
        'name',
        'type',
        'location',
        'systemData',
        'properties',
      ]);
      expect(exchange.body).toMatchObject({ type: TYPE, location: 'Global' });
      expect(members(exchange, 'properties')).toEqual(['dataLocation', 'provisioningState']);
      expect(value(exchange, 'properties')).toEqual({
        dataLocation: 'UnitedStates',
        provisioningState: 'Accepted',
      });
    },
  },
  {
    section: '3.1',
    says: 'PUT has Azure-AsyncOperation, ETag and the traffic headers, no Location, no Retry-After',
    on: 'put',
    holds({ headers }) {
      expect(decodeURIComponent(new URL(headers['azure-asyncoperation'] ?? '').pathname)).toMatch(
        PATH,
      );
      expect(headers['etag']).toMatch(/^"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"$/);
      expect(headers['x-ms-providerhub-traffic']).toBe('True');
      expect(headers['request-context']).toBe('appId=');
      expect(headers).not.toHaveProperty('location');
      expect(headers).not.toHaveProperty('retry-after');
    },
  },
  {
    section: '3.1',
    says: 'the operation URL carries t, c, s and h (since 2024)',
    on: 'put',
    holds({ headers }) {
      const { searchParams } = new URL(headers['azure-asyncoperation'] ?? '');
      expect([...searchParams.keys()]).toEqual(['api-version', 't', 'c', 's', 'h']);
    },
  },
  {
    section: '3.1',
    says: 'an update is 201 as well, with all properties in this order, tags where they were sent',
    on: 'putAgain',
    holds(exchange) {
      expect(exchange.status).toBe(201);
      expect(members(exchange)).toEqual([
        'id',
        'name',
        'type',
        'location',
        'tags',
        'systemData',
        'properties',
      ]);
      expect(members(exchange, 'properties')).toEqual([
        'provisioningState',
        'hostName',
        'immutableResourceId',
        'dataLocation',
      ]);
      expect(value(exchange, 'properties.provisioningState')).toBe('Accepted');
    },
  },
  {
    section: '3.1',
    says: 'a poll of a PUT that runs is 200, Accepted',
    on: 'running',
    holds(exchange) {
      expect(exchange.status).toBe(200);
      expect(members(exchange)).toEqual(['id', 'name', 'resourceId', 'status', 'startTime']);
      expect(value(exchange, 'status')).toBe('Accepted');
      expect(exchange.headers).not.toHaveProperty('retry-after');
    },
  },
  {
    section: '3.1',
    says: 'a poll of a PUT that is done adds properties null, no endTime or percentComplete',
    on: 'succeeded',
    holds(exchange) {
      expect(members(exchange)).toEqual([
        'id',
        'name',
        'resourceId',
        'status',
        'startTime',
        'properties',
      ]);
      expect(exchange.body).toMatchObject({ status: 'Succeeded', properties: null });
    },
  },
  {
    section: '3.1',
    says: 'GET has an ETag; the host name is {name}.unitedstates.communication.azure.com, lower case',
    on: 'get',
    holds(exchange, { names }) {
      expect(exchange.headers['etag']).toMatch(/^".+"$/);
      expect(members(exchange, 'properties')).toEqual([
        'provisioningState',
        'hostName',
        'immutableResourceId',
        'dataLocation',
      ]);
      expect(value(exchange, 'properties.hostName')).toBe(
        `${names['service']?.toLowerCase()}.unitedstates.communication.azure.com`,
      );
      expect(exchange.body).toMatchObject({
        location: 'Global',
        properties: { provisioningState: 'Succeeded', dataLocation: 'UnitedStates' },
      });
    },
  },
  {
    section: '3.1',
    says: 'PATCH of tags is 200, the full resource, nothing to poll',
    on: 'patch',
    holds(exchange) {
      expect(exchange.status).toBe(200);
      expect(exchange.body).toMatchObject({ tags: { c: 'd' }, type: TYPE });
      expect(value(exchange, 'properties.hostName')).toBeDefined();
      expect(exchange.headers).not.toHaveProperty('azure-asyncoperation');
    },
  },
  ...(['list', 'listOfGroup'] as const).map((on): Row<AcsExchange> => ({
    section: '3.1, 3.2',
    says: 'a list has no nextLink and shows the link',
    on,
    holds: listsTheLink,
  })),
  {
    section: '3.1',
    says: 'listKeys: four fields in this order, 88 characters, endpoint and accesskey in lower case',
    on: 'keys',
    holds(exchange, { of }) {
      expect(members(exchange)).toEqual([
        'primaryKey',
        'secondaryKey',
        'primaryConnectionString',
        'secondaryConnectionString',
      ]);
      const key = String(value(exchange, 'primaryKey'));
      const host = String(value(of.get, 'properties.hostName'));
      expect(key).toHaveLength(88);
      expect(value(exchange, 'primaryConnectionString')).toBe(
        `endpoint=https://${host}/;accesskey=${key}`,
      );
    },
  },
  {
    section: '3.1, 6.3',
    says: 'regenerateKey answers with the regenerated pair alone',
    on: 'regenerated',
    holds(exchange, { of }) {
      expect(exchange.status).toBe(200);
      expect(members(exchange)).toEqual(['primaryKey', 'primaryConnectionString']);
      expect(value(exchange, 'primaryKey')).toBe(value(of.keysAfter, 'primaryKey'));
      expect(value(exchange, 'primaryKey')).not.toBe(value(of.keys, 'primaryKey'));
      expect(value(of.keysAfter, 'secondaryKey')).toBe(value(of.keys, 'secondaryKey'));
    },
  },
  {
    section: '3.1',
    says: 'a name that is had: AlreadyExists and its text',
    on: 'nameTaken',
    holds: ({ text }) =>
      expect(text).toBe(
        '{"nameAvailable":false,"reason":"AlreadyExists","message":"Resource name already exists"}',
      ),
  },
  {
    section: '3.2',
    says: 'a link to a hub that never was, in another subscription, with a dead key, is taken: 200, the id as sent and nothing else',
    on: 'link',
    holds({ status, text, headers }) {
      expect(status).toBe(200);
      expect(text).toBe(`{"resourceId":"${FOREIGN_HUB}"}`);
      expect(headers['x-ms-providerhub-traffic']).toBe('True');
      expect(headers).not.toHaveProperty('etag');
      expect(headers).not.toHaveProperty('azure-asyncoperation');
    },
  },
  {
    section: '3.2',
    says: 'the link shows as notificationHubId; an application modified the resource',
    on: 'linked',
    holds(exchange, { of }) {
      expect(value(of.beforeLink, 'properties.notificationHubId')).toBeUndefined();
      expect(value(exchange, 'properties.notificationHubId')).toBe(FOREIGN_HUB);
      expect(value(exchange, 'systemData.lastModifiedByType')).toBe('Application');
      expect(value(exchange, 'systemData.lastModifiedBy')).not.toBe(
        value(exchange, 'systemData.createdBy'),
      );
      expect(value(exchange, 'systemData.lastModifiedAt')).not.toBe(
        value(of.beforeLink, 'systemData.lastModifiedAt'),
      );
    },
  },
  {
    section: '3.1, 6.2',
    says: 'DELETE is 202 with the four characters null, both headers the same, an ETag',
    on: 'deleted',
    holds({ status, text, headers }) {
      expect([status, text, headers['content-length']]).toEqual([202, 'null', '4']);
      expect(headers['content-type']).toContain('application/json');
      expect(headers['location']).toBe(headers['azure-asyncoperation']);
      expect(headers['etag']).toMatch(/^".+"$/);
      expect(headers).not.toHaveProperty('retry-after');
    },
  },
  {
    section: '3.1',
    says: 'a poll of a DELETE that runs is 202, Deleting, with both headers, the region in lower case',
    on: 'deleting',
    holds(exchange) {
      expect(exchange.status).toBe(202);
      expect(value(exchange, 'status')).toBe('Deleting');
      expect(exchange.headers['location']).toMatch(/\/locations\/[a-z0-9]+\/operationStatuses\//);
      expect(exchange.headers['azure-asyncoperation']).toBe(exchange.headers['location']);
    },
  },
  {
    section: '3.1',
    says: 'a poll of a DELETE that is done is 200, Succeeded, properties null',
    on: 'gone',
    holds: (exchange) =>
      expect(exchange.body).toMatchObject({ status: 'Succeeded', properties: null }),
  },
  ...(['absentGet', 'absentLink', 'oldAbsentGet', 'afterwards'] as const).map(
    (on): Row<AcsExchange> => ({
      section: '3.3',
      says: 'an absent resource is 404 from the gateway, its type with capitals',
      on,
      holds: (exchange, { target, names }) =>
        expectGatewayNotFound(
          exchange,
          `Microsoft.Communication/CommunicationServices/${on === 'afterwards' ? names['service'] : 'acs-absent'}`,
          target.group,
        ),
    }),
  ),
  ...(['absentDelete', 'oldAbsentDelete'] as const).map((on): Row<AcsExchange> => ({
    section: '3.1, 3.3',
    says: 'DELETE of an absent resource is 204, empty',
    on,
    holds: isNoContent,
  })),
  {
    section: '3.3',
    says: 'a list in an unknown version is 404 InvalidResourceType, versions joined by commas',
    on: 'oldList',
    holds(exchange) {
      expect(exchange.status).toBe(404);
      expect(exchange.headers['x-ms-failure-cause']).toBe('gateway');
      expect(value(exchange, 'error.code')).toBe('InvalidResourceType');
      expect(value(exchange, 'error.message')).toMatch(
        /^The resource type 'CommunicationServices' could not be found in the namespace 'Microsoft\.Communication' for api version '2019-10-10-preview'\. The supported api-versions are '[^ ,']+(,[^ ,']+)+'\.$/,
      );
    },
  },
  {
    section: '3.3',
    says: 'a PUT in an unknown version is 400 NoRegisteredProviderFound, versions joined by comma and space',
    on: 'oldPut',
    holds(exchange) {
      expect(exchange.status).toBe(400);
      expect(exchange.headers['x-ms-failure-cause']).toBe('gateway');
      expect(value(exchange, 'error.code')).toBe('NoRegisteredProviderFound');
      expect(value(exchange, 'error.message')).toMatch(
        /^No registered resource provider found for location 'global' and API version '2019-10-10-preview' for type 'CommunicationServices'\. The supported api-versions are '[^ ,']+(, [^ ,']+)+'\. The supported locations are 'global'\.$/,
      );
    },
  },
];
