import { describe, expect, test } from 'vitest';
import { hubsState } from '../../../../src/emulator/providers/notification-hubs/state.ts';
import { DEFAULT_SEED } from '../../../../src/emulator/seed.ts';
import { OTHER_HUB, OTHER_SUBSCRIPTION } from '../../../support/ids.ts';
import {
  azureWithHub,
  B,
  HUB,
  NAMESPACE,
  NAMESPACES,
  NEW_NAMESPACE,
  PROVIDER,
  VERSIONS_C,
} from './hubs-support.ts';
import { localAzure } from './local-azure.ts';

const VERSIONS = [B, ...VERSIONS_C];
const C = '2023-10-01-preview';

function failureOf({ status, body }: { status: number; body: unknown }): string {
  const { error } = body as { error?: { code: string; message: string } }; // as ARM writes failures
  return `${status} ${error?.code}: ${error?.message}`;
}

test.each([
  ['short', 'five letters'],
  ['1contoso', 'a digit first'],
  ['contoso-', 'a hyphen last'],
  ['contoso.push', 'a dot'],
  [`a${'b'.repeat(50)}`, '51 characters'],
])('a namespace may not be called %s (%s)', async (name) => {
  const azure = await localAzure();

  const answer = await azure.in(C)('PUT', `${NAMESPACES}/${name}`, NEW_NAMESPACE);
  const free = await azure.in(C)('POST', `${PROVIDER}/checkNamespaceAvailability`, { name });

  expect(failureOf(answer)).toContain(`400 BadRequest: The specified name '${name}' is not valid`);
  expect(free.body).toMatchObject({ isAvailiable: false });
  expect(hubsState(azure.emulator.world).namespaces).toEqual({});
});

test.each(VERSIONS)('a name that somebody has is refused in %s', async (version) => {
  const azure = await localAzure();

  const seeded = await azure.in(version)('PUT', `${NAMESPACES}/Contoso-Taken`, NEW_NAMESPACE);

  expect(failureOf(seeded)).toBe(
    "409 Conflict: SubCode=40901. Namespace name 'Contoso-Taken' is not available.",
  );
});

test('a name that another subscription has is taken as well', async () => {
  const seed = structuredClone(DEFAULT_SEED);
  seed.subscriptions[1]?.registered.push('Microsoft.NotificationHubs');
  const azure = await localAzure({ seed });
  const theirs = OTHER_HUB.slice(0, OTHER_HUB.indexOf('/notificationHubs/'));
  await azure.in(C)('PUT', theirs, NEW_NAMESPACE);

  const free = await azure.in(C)('POST', `${PROVIDER}/checkNamespaceAvailability`, {
    name: 'Fabrikam-Push',
  });
  const put = await azure.in(C)('PUT', `${NAMESPACES}/fabrikam-push`, NEW_NAMESPACE);

  expect(theirs).toContain(OTHER_SUBSCRIPTION);
  expect(free.body).toMatchObject({ isAvailiable: false });
  expect(put.status).toBe(409);
});

describe.each([
  ['no location', { sku: { name: 'Free' } }, '400 LocationRequired: The location property is'],
  [
    'an unknown location',
    { ...NEW_NAMESPACE, location: 'westeuropa' },
    "400 LocationNotAvailableForResourceType: The provided location 'westeuropa' is not available",
  ],
  [
    'the location global',
    { ...NEW_NAMESPACE, location: 'global' },
    "400 LocationNotAvailableForResourceType: The provided location 'global' is not available",
  ],
  [
    'an unknown sku',
    { location: 'westeurope', sku: { name: 'Premium' } },
    "400 BadRequest: The sku 'Premium' is not valid.",
  ],
])('a new namespace with %s', (_, body, failure) => {
  test.each(VERSIONS)('is refused in %s', async (version) => {
    const azure = await localAzure();

    const answer = await azure.in(version)('PUT', NAMESPACE, body);

    expect(failureOf(answer)).toContain(failure);
    expect(azure.emulator.world.state.operations).toEqual({});
  });
});

test('the sku may be left out in 2017-04-01 alone', async () => {
  const azure = await localAzure();
  const body = { location: 'westeurope' };

  const statuses = [];
  for (const [index, version] of VERSIONS.entries())
    statuses.push((await azure.in(version)('PUT', `${NAMESPACE}-${index}`, body)).status);

  expect(statuses).toEqual([201, 400, 400, 400]);
  expect((await azure.in(B)('GET', `${NAMESPACE}-0`)).body).toMatchObject({
    sku: { name: 'Free' },
  });
});

test.each(VERSIONS)('a hub waits for its namespace in %s', async (version) => {
  const azure = await localAzure();
  await azure.in(version)('PUT', NAMESPACE, NEW_NAMESPACE);
  const put = () => azure.in(version)('PUT', HUB, { location: 'westeurope' });

  const early = await put();
  azure.clock.advance(1000);
  const ready = await put();

  expect(failureOf(early)).toContain('409 Conflict: SubCode=40900.');
  expect(ready.status).toBeLessThan(300);
});

test.each([
  ['-hub', { location: 'westeurope' }, "400 BadRequest: The notification hub name '-hub'"],
  ['a%20b', { location: 'westeurope' }, "400 BadRequest: The notification hub name 'a b'"],
  ['hub', {}, '400 LocationRequired'],
  ['hub', { location: 'mars' }, '400 LocationNotAvailableForResourceType'],
  [
    'hub',
    { location: 'westeurope', properties: { authorizationRules: {} } },
    '400 BadRequest: Request payload is not in the expected format.',
  ],
])('a hub %s sent as %j is refused', async (name, body, failure) => {
  const azure = await azureWithHub(C);

  const answer = await azure.in(C)('PUT', `${NAMESPACE}/notificationHubs/${name}`, body);

  expect(failureOf(answer)).toContain(failure);
  expect(Object.keys(hubsState(azure.emulator.world).hubs)).toEqual([HUB.toLowerCase()]);
});

test('a hub or a rule without its parent is told by ARM', async () => {
  const azure = await azureWithHub(C);
  const hub = `${NAMESPACES}/none-here/notificationHubs/hub`;

  const answers = [
    await azure.in(C)('PUT', hub, { location: 'westeurope' }),
    await azure.in(C)('PUT', `${HUB}2/authorizationRules/r`, { properties: { rights: ['Send'] } }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  expect(answers.map(failureOf)).toEqual([
    expect.stringContaining('404 ParentResourceNotFound'),
    expect.stringContaining(`because the parent resource '${HUB}2' could not be found`),
  ]);
});

test.each([
  [{ properties: { rights: ['Manage'] } }, 'Manage permission should also include Send and Listen'],
  [{ properties: { rights: ['Manage', 'Send'] } }, 'Manage permission should also include'],
  [{ properties: { rights: ['Look'] } }, "The right 'Look' is not known."],
  [{ properties: { rights: [] } }, 'The rights of the authorization rule are missing.'],
  [undefined, 'The rights of the authorization rule are missing.'],
])('a rule sent as %j is refused', async (body, message) => {
  const azure = await azureWithHub(C);
  const before = azure.emulator.save().world.providers;

  const answer = await azure.in(C)('PUT', `${HUB}/authorizationRules/acs-send`, body);

  expect(failureOf(answer)).toContain(`400 BadRequest: ${message}`);
  expect(azure.emulator.save().world.providers).toEqual(before);
});

test.each([
  ['PUT', HUB, '/authorizationRules/DefaultListenSharedAccessSignature'],
  ['DELETE', HUB, '/authorizationRules/DefaultListenSharedAccessSignature'],
  ['POST', NAMESPACE, '/authorizationRules/RootManageSharedAccessKey/regenerateKeys'],
])(
  'a busy namespace refuses %s of a rule of %s until the clock says so',
  async (method, owner, below) => {
    const azure = await azureWithHub(C);
    const state = hubsState(azure.emulator.world);
    state.busyUntil[NAMESPACE.toLowerCase()] = azure.clock.now() + 500;
    const before = structuredClone(state.rules);
    const body = { properties: { rights: ['Listen'] }, policyKey: 'PrimaryKey' };
    const write = () => azure.in(C)(method, `${owner}${below}`, body);

    const busy = await write();
    const kept = structuredClone(state.rules);
    azure.clock.advance(500);
    const free = await write();

    expect(failureOf(busy)).toContain('409 Conflict: SubCode=40900.');
    expect(kept).toEqual(before);
    expect(free.status).toBeLessThan(300);
    expect(state.rules).not.toEqual(before);
  },
);

test('only PrimaryKey and SecondaryKey can be regenerated', async () => {
  const azure = await azureWithHub(C);
  const at = `${HUB}/authorizationRules/DefaultListenSharedAccessSignature/regenerateKeys`;

  const answer = await azure.in(C)('POST', at, { policyKey: 'constructor' });

  expect(failureOf(answer)).toContain('400 BadRequest: The policyKey must be');
});

test("a namespace's credentials cannot be read in 2017-04-01", async () => {
  const azure = await azureWithHub(B);

  const answer = await azure.in(B)('POST', `${NAMESPACE}/pnsCredentials`);

  expect(failureOf(answer)).toContain('400 NoRegisteredProviderFound');
});
