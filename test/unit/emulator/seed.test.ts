import { describe, expect, test } from 'vitest';
import { parseSeed } from '../../../src/emulator/parse-seed.ts';
import { EmulatorProblem } from '../../../src/emulator/problem.ts';
import { DEFAULT_SEED } from '../../../src/emulator/seed.ts';
import { local, valueOf } from './local.ts';

const ID = '33333333-3333-4333-8333-333333333333';
const SITE = `/subscriptions/${ID}/resourceGroups/push/providers/Microsoft.Web/sites/app`;

/** A seed that is right, with these members of its subscription, or of itself, changed. */
function seedWith(subscription: object = {}, top: object = {}): string {
  const one = {
    id: ID,
    name: 'Example',
    registered: ['Microsoft.Communication'],
    groups: [{ name: 'push', location: 'westeurope' }],
    ...subscription,
  };
  return JSON.stringify({
    tenant: { id: '11111111-1111-4111-8111-111111111111', domain: 'example.local' },
    servicePrincipal: { clientId: '22222222-2222-4222-8222-222222222222', name: 'ci' },
    subscriptions: [one],
    ...top,
  });
}

test('the default seed is one that a file could hold', () => {
  expect(parseSeed(JSON.stringify(DEFAULT_SEED))).toEqual(DEFAULT_SEED);
});

test('a seed file makes the world that it says', async () => {
  const seed = parseSeed(
    seedWith({
      groups: [{ name: 'push', location: 'West Europe', tags: { a: 'b' } }],
      communicationServices: [{ group: 'PUSH', name: 'calls', dataLocation: 'Europe' }],
      resources: [{ id: SITE, type: 'Microsoft.Web/sites' }],
    }),
  );
  const { ask, emulator } = local({ seed });

  const groups = valueOf(await ask('GET', `/subscriptions/${ID}/resourceGroups`));
  const resources = valueOf(await ask('GET', `/subscriptions/${ID}/resources`));

  expect(groups).toMatchObject([{ name: 'push', location: 'westeurope', tags: { a: 'b' } }]);
  expect(resources.map(({ name }) => name)).toEqual(['calls', 'app']);
  expect(emulator.signIn).toMatchObject({ tenantId: seed.tenant.id });
});

describe('a seed that is wrong is refused, naming the place', () => {
  const second = { id: ID.toUpperCase(), name: 'Twin', registered: [], groups: [] };
  const one = JSON.parse(seedWith()).subscriptions[0];

  test.each<[string, string, RegExp]>([
    ['no JSON', '{', /^The seed is not JSON: /],
    ['an array', '[]', /^The seed must be an object\.$/],
    ['no tenant', '{}', /^The seed\.tenant is missing\.$/],
    [
      'a tenant id that is no GUID',
      seedWith({}, { tenant: { id: 'x', domain: 'y' } }),
      /^The seed\.tenant\.id must be a GUID\.$/,
    ],
    [
      'a word too many',
      seedWith({}, { tenants: [] }),
      /^The seed\.tenants is unknown; known are tenant, /,
    ],
    [
      'no subscription',
      seedWith({}, { subscriptions: [] }),
      /^The seed\.subscriptions must hold one subscription or more\.$/,
    ],
    [
      'the same subscription twice',
      seedWith({}, { subscriptions: [one, second] }),
      /^The seed\.subscriptions\[1\]\.id is 33333333-.*, which an earlier one has\.$/,
    ],
    [
      'a typing error',
      seedWith({ registred: [] }),
      /^The seed\.subscriptions\[0\]\.registred is unknown; known are /,
    ],
    [
      'a region that is none',
      seedWith({ groups: [{ name: 'push', location: 'mars' }] }),
      /\.groups\[0\]\.location must be an Azure region such as westeurope\.$/,
    ],
    [
      'tags that are no texts',
      seedWith({ groups: [{ name: 'push', location: 'eastus', tags: { a: 1 } }] }),
      /\.groups\[0\]\.tags\.a must be text\.$/,
    ],
    [
      'ACS in no group',
      seedWith({ communicationServices: [{ group: 'x', name: 'y', dataLocation: 'Europe' }] }),
      /\.communicationServices\[0\]\.group is x, which is none of its groups\.$/,
    ],
    [
      'a resource id that is none',
      seedWith({ resources: [{ id: 'app', type: 'Microsoft.Web/sites' }] }),
      /\.resources\[0\]\.id must be an ARM id that begins with \/subscriptions\/33333333-/,
    ],
    [
      'a resource of another subscription',
      seedWith({
        resources: [{ id: SITE.replace(ID, DEFAULT_SEED.tenant.id), type: 'Microsoft.Web/sites' }],
      }),
      /\.resources\[0\]\.id must be an ARM id that begins with/,
    ],
    [
      'a type that is not the id’s',
      seedWith({ resources: [{ id: SITE, type: 'Microsoft.Web/site' }] }),
      /\.resources\[0\]\.type is Microsoft\.Web\/site, but its id says Microsoft\.Web\/sites\.$/,
    ],
    [
      'a resource in no group',
      seedWith({ resources: [{ id: SITE.replace('push', 'pull'), type: 'Microsoft.Web/sites' }] }),
      /is pull, which is none of its groups\.$/,
    ],
    [
      'a type that is played',
      seedWith({
        resources: [
          {
            id: `/subscriptions/${ID}/resourceGroups/push/providers/Microsoft.NotificationHubs/namespaces/n`,
            type: 'Microsoft.NotificationHubs/namespaces',
          },
        ],
      }),
      /which the local Azure plays itself/,
    ],
  ])('%s', (_what, json, message) => {
    expect(() => parseSeed(json)).toThrow(EmulatorProblem);
    expect(() => parseSeed(json)).toThrow(message);
  });
});
