import { expect } from 'vitest';
import { GUID, members, type Row, value } from './row.ts';
import type { Exchange } from '../wire.ts';
import type { ArmExchange } from './resources-scene.ts';

const code =
  (status: number, wanted: string): Row<ArmExchange>['holds'] =>
  (exchange) => {
    expect([exchange.status, value(exchange, 'error.code')]).toEqual([status, wanted]);
    expect(value(exchange, 'error.message')).toEqual(expect.any(String));
  };

function isChallenged(exchange: Exchange): void {
  expect(exchange.status).toBe(401);
  expect(exchange.headers['www-authenticate']).toMatch(/^Bearer authorization_uri="https:\/\//);
  expect(members(exchange, 'error')).toEqual(['code', 'message']);
}

/** ARM's own resources and refusals. */
export const RESOURCES: readonly Row<ArmExchange>[] = [
  {
    section: '5',
    says: 'a new group is 201, its location normalised, no tags where none were sent',
    on: 'put',
    holds(exchange, { target, names }) {
      expect(exchange.status).toBe(201);
      expect(exchange.body).toEqual({
        id: `/subscriptions/${target.subscription}/resourceGroups/${names['group']}`,
        name: names['group'],
        type: 'Microsoft.Resources/resourceGroups',
        location: target.location,
        properties: { provisioningState: 'Succeeded' },
      });
      expect(members(exchange)).toEqual(['id', 'name', 'type', 'location', 'properties']);
    },
  },
  {
    section: '5',
    says: 'a group that exists is 200, empty tags stay empty tags',
    on: 'putAgain',
    holds(exchange) {
      expect(exchange.status).toBe(200);
      expect(value(exchange, 'tags')).toEqual({});
      expect(members(exchange)).toEqual(['id', 'name', 'type', 'location', 'tags', 'properties']);
    },
  },
  {
    section: 'facts 1 (ARM paths are case-insensitive)',
    says: 'a path in capitals finds the group, which keeps its own name',
    on: 'get',
    holds: (exchange, { names }) => expect(value(exchange, 'name')).toBe(names['group']),
  },
  {
    section: '5',
    says: 'HEAD of an absent group is 404',
    on: 'headAbsent',
    holds: ({ status, text }) => expect([status, text]).toEqual([404, '']),
  },
  {
    section: '5',
    says: 'HEAD of a group is 204',
    on: 'headPresent',
    holds: ({ status, text }) => expect([status, text]).toEqual([204, '']),
  },
  {
    section: '5',
    says: 'DELETE is 202, empty, with Location under operationresults and Retry-After 15',
    on: 'deleted',
    holds({ status, text, headers, apiVersion }, { target }) {
      expect([status, text, headers['retry-after']]).toEqual([202, '', '15']);
      const start = `${target.endpoint}/subscriptions/${target.subscription}/operationresults/`;
      expect(headers['location']?.startsWith(start)).toBe(true);
      expect(headers['location']).toContain(`api-version=${apiVersion}`);
    },
  },
  {
    section: '5',
    says: 'a poll that runs is 202, empty, with Location again',
    on: 'deleting',
    holds({ status, text, headers }) {
      expect([status, text]).toEqual([202, '']);
      expect(headers['location']).toContain('/operationresults/');
    },
  },
  {
    section: '5',
    says: 'a poll that is done is 200, empty',
    on: 'gone',
    holds: ({ status, text }) => expect([status, text]).toEqual([200, '']),
  },
  {
    section: '5',
    says: 'what GET of a provider shows',
    on: 'provider',
    holds(exchange, { target }) {
      expect(exchange.body).toMatchObject({
        id: `/subscriptions/${target.subscription}/providers/Microsoft.Communication`,
        namespace: 'Microsoft.Communication',
        registrationState: 'Registered',
        registrationPolicy: 'RegistrationRequired',
      });
      expect(members(exchange).filter((name) => !name.startsWith('authorization'))).toEqual([
        'id',
        'namespace',
        'resourceTypes',
        'registrationState',
        'registrationPolicy',
      ]);
    },
  },
  {
    section: 'facts 6',
    says: 'every answer has request ids and what is left of the limits',
    on: 'provider',
    holds({ headers }) {
      expect(headers['x-ms-request-id']).toMatch(GUID);
      expect(headers['x-ms-correlation-request-id']).toMatch(GUID);
      expect(headers['x-ms-routing-request-id']).toMatch(/^[A-Z0-9]+:\d{8}T\d{6}Z:/);
      expect(headers['x-ms-ratelimit-remaining-subscription-reads']).toMatch(/^\d+$/);
    },
  },
  ...(['tokenAbsent', 'tokenBad'] as const).map((on): Row<ArmExchange> => ({
    section: 'issue 3, section 3; facts 6',
    says: 'without a good token 401, a challenge and an error of ARM',
    on,
    holds: isChallenged,
  })),
  {
    section: 'issue 3, section 3',
    says: 'an absent group',
    on: 'groupAbsent',
    holds: code(404, 'ResourceGroupNotFound'),
  },
  {
    section: 'issue 3, section 3',
    says: 'a resource of an absent group',
    on: 'inAbsentGroup',
    holds: code(404, 'ResourceGroupNotFound'),
  },
  {
    section: 'issue 3, section 3',
    says: 'no api-version',
    on: 'noVersion',
    holds: code(400, 'MissingApiVersionParameter'),
  },
  {
    section: 'issue 3, section 3',
    says: 'an api-version that ARM never had',
    on: 'badVersion',
    holds: code(400, 'InvalidApiVersionParameter'),
  },
  {
    section: 'issue 3, section 3',
    says: 'an absent subscription',
    on: 'subscriptionAbsent',
    holds: code(404, 'SubscriptionNotFound'),
  },
  {
    section: 'issue 3, section 3',
    says: 'an absent provider',
    on: 'providerAbsent',
    holds: code(404, 'InvalidResourceNamespace'),
  },
  {
    section: 'issue 3, section 3',
    says: 'an unknown type of a known provider',
    on: 'typeAbsent',
    holds: code(404, 'InvalidResourceType'),
  },
];
