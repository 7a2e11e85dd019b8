import { beforeEach, expect, test } from 'vitest';
import { connectAzure } from '../../../src/azure/connect.ts';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import type { Azure } from '../../../src/shared/ports.ts';
import { Secret } from '../../../src/shared/secret.ts';
import { all } from '../../../src/azure/sdk.ts';
import { virtualClock, type VirtualClock } from '../../support/clock.ts';
import { seededRandom } from '../../support/random.ts';
import { SIGNING_KEY } from '../../support/signing-key.ts';
import { errorOf, START } from './fake.ts';

/** Every method of every port, against the local Azure. */
let emulator: Emulator;
let clock: VirtualClock;
let azure: Azure;
let subscription: string;
let ids: Record<'group' | 'namespace' | 'hub' | 'rule', string>;

beforeEach(() => {
  clock = virtualClock(START);
  const random = seededRandom('ports');
  emulator = createEmulator({ clock, random, signingKey: SIGNING_KEY, operationTime: 1000 });
  const { tenantId, clientId, clientSecret } = emulator.signIn;
  azure = connectAzure({
    env: {
      ACS_NOTIFY_CLOUD: 'emulator',
      ACS_NOTIFY_EMULATOR: emulator.world.origin,
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_SECRET: clientSecret,
    },
    clock,
    random,
    signal: new AbortController().signal,
    announce: () => {},
    transport: emulator.handle,
  });
  subscription = emulator.world.state.subscriptions[0]?.id ?? '';
  const group = `/subscriptions/${subscription}/resourceGroups/contoso`;
  const namespace = `${group}/providers/Microsoft.NotificationHubs/namespaces/contoso-ports`;
  const hub = `${namespace}/notificationHubs/com.contoso.app`;
  ids = { group, namespace, hub, rule: `${hub}/authorizationRules/acs-send` };
});

const WANTED = { location: 'westeurope', sku: 'Free', tags: { team: 'push' } } as const;

async function withHub(): Promise<void> {
  await azure.hubs.createNamespace(ids.namespace, WANTED);
  clock.advance(60_000);
  await azure.hubs.putHub(ids.hub, { location: 'westeurope', tags: {} });
}

test('a namespace is accepted, becomes ready, is changed, and goes', async () => {
  expect(await azure.hubs.namespace(ids.namespace)).toBeUndefined();
  expect(await azure.hubs.createNamespace(ids.namespace, WANTED)).toEqual({ retryAfter: 10_000 });
  expect((await azure.hubs.namespace(ids.namespace))?.state).not.toBe('failed');

  clock.advance(60_000);
  expect(await azure.hubs.namespace(ids.namespace)).toMatchObject({
    name: 'contoso-ports',
    sku: 'Free',
    tags: { team: 'push' },
    state: 'ready',
  });
  expect(await azure.hubs.namespaces(subscription)).toHaveLength(1);

  await azure.hubs.patchNamespace(ids.namespace, { sku: 'Basic', tags: { team: 'calls' } });
  expect(await azure.hubs.namespace(ids.namespace)).toMatchObject({
    sku: 'Basic',
    tags: { team: 'calls' },
  });

  await azure.hubs.deleteNamespace(ids.namespace);
  clock.advance(60_000);
  expect(await azure.hubs.namespace(ids.namespace)).toBeUndefined();
});

test('creating a namespace sends one request and does not wait for it', async () => {
  await azure.hubs.createNamespace(ids.namespace, WANTED);

  const arm = emulator.log.filter(({ path }) => path.includes('/providers/'));
  expect(arm.map(({ method }) => method)).toEqual(['PUT']);
  expect(clock.sleeps).toEqual([]);
});

test('deleting a namespace sends one request and does not wait for it', async () => {
  await withHub();
  const before = emulator.log.length;

  await azure.hubs.deleteNamespace(ids.namespace);

  expect(emulator.log.slice(before).map(({ method }) => method)).toEqual(['DELETE']);
  expect(clock.sleeps).toEqual([]);
});

test('the global name of a namespace is free until somebody has it', async () => {
  expect(await azure.hubs.namespaceNameFree(subscription, 'contoso-ports')).toBe(true);
  await azure.hubs.createNamespace(ids.namespace, WANTED);
  expect(await azure.hubs.namespaceNameFree(subscription, 'contoso-ports')).toBe(false);
});

test('a hub is made, found, listed and deleted; deleting it twice is no error', async () => {
  expect(await azure.hubs.hub(ids.hub)).toBeUndefined();
  await withHub();

  expect((await azure.hubs.hub(ids.hub))?.name).toBe('com.contoso.app');
  expect((await azure.hubs.hubs(ids.namespace)).map(({ name }) => name)).toEqual([
    'com.contoso.app',
  ]);

  await azure.hubs.deleteHub(ids.hub);
  await azure.hubs.deleteHub(ids.hub);
  expect(await azure.hubs.hub(ids.hub)).toBeUndefined();
});

test('a rule is made, found, listed and deleted, and its keys are secrets', async () => {
  await withHub();
  expect(await azure.hubs.rule(ids.rule)).toBeUndefined();
  await azure.hubs.putRule(ids.rule, ['Send']);

  expect(await azure.hubs.rule(ids.rule)).toMatchObject({ name: 'acs-send', rights: ['Send'] });
  expect((await azure.hubs.rules(ids.hub)).map(({ name }) => name)).toEqual([
    'DefaultListenSharedAccessSignature',
    'DefaultFullSharedAccessSignature',
    'acs-send',
  ]);
  const keys = await azure.hubs.keys(ids.rule);
  expect(keys.keyName).toBe('acs-send');
  expect(keys.primaryConnectionString).toBeInstanceOf(Secret);
  expect(keys.primaryConnectionString.reveal()).toMatch(
    /^Endpoint=sb:\/\/contoso-ports\.servicebus\.windows\.net\/;SharedAccessKeyName=acs-send;SharedAccessKey=.+/,
  );
  expect(JSON.stringify(keys)).not.toContain('SharedAccessKey=');

  await azure.hubs.deleteRule(ids.rule);
  await azure.hubs.deleteRule(ids.rule);
  expect(await azure.hubs.rule(ids.rule)).toBeUndefined();
});

test('a hub shows its credentials, their secret parts as secrets', async () => {
  await withHub();
  expect(await azure.hubs.credentials(ids.hub)).toEqual([]);
  const token = 'MIGTAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBHkwdwIBAQQg';
  const apns = {
    endpoint: 'https://api.push.apple.com:443/3/device',
    keyId: 'ABC1234567',
    appName: 'com.contoso.app.voip',
    appId: 'TEAM123456',
    token,
  };
  await azure.arm.send({
    method: 'PATCH',
    path: ids.hub,
    apiVersion: '2023-10-01-preview',
    body: { properties: { apnsCredential: { properties: apns } } },
  });

  const [credential] = await azure.hubs.credentials(ids.hub);

  expect(credential).toMatchObject({
    kind: 'apnsCredential',
    parts: { keyId: 'ABC1234567', appName: 'com.contoso.app.voip' },
  });
  expect(credential?.parts['token']).toBeInstanceOf(Secret);
  expect(JSON.stringify(credential)).not.toContain(token);
});

test('subscriptions and their locations are listed', async () => {
  const [first] = await azure.resources.subscriptions();
  expect(first).toMatchObject({ id: subscription, tenantId: emulator.signIn.tenantId });
  expect(first?.state).toBe('Enabled');
  expect(await azure.resources.locations(subscription)).toContainEqual({
    name: 'westeurope',
    displayName: 'West Europe',
  });
});

test('a resource group is made, found and listed', async () => {
  const fresh = `/subscriptions/${subscription}/resourceGroups/fresh`;
  expect(await azure.resources.group(fresh)).toBeUndefined();

  await azure.resources.putGroup(fresh, { location: 'westeurope', tags: { a: 'b' } });

  expect(await azure.resources.group(fresh)).toMatchObject({
    name: 'fresh',
    location: 'westeurope',
  });
  expect((await azure.resources.groups(subscription)).map(({ name }) => name).toSorted()).toEqual([
    'contoso',
    'fresh',
  ]);
});

test('resources are looked up by their type', async () => {
  const found = await azure.resources.resources(
    subscription,
    'Microsoft.Communication/communicationServices',
  );

  expect(found.map(({ name }) => name)).toEqual(['contoso-acs']);
  expect(await azure.resources.resources(subscription, "Microsoft.X/it's")).toEqual([]);
});

test('a provider tells its registration, and is registered', async () => {
  const second = emulator.world.state.subscriptions[1]?.id ?? '';
  const state = () => azure.resources.providerState(second, 'Microsoft.NotificationHubs');
  expect(await azure.resources.providerState(subscription, 'Microsoft.NotificationHubs')).toBe(
    'Registered',
  );
  expect(await azure.resources.providerState(subscription, 'Microsoft.Nothing')).toBeUndefined();
  expect(await state()).toBe('NotRegistered');

  await azure.resources.registerProvider(second, 'Microsoft.NotificationHubs');
  clock.advance(10 * 60_000);

  expect(await state()).toBe('Registered');
});

test('the raw client gets, lists and sends', async () => {
  const acs = `${ids.group}/providers/Microsoft.Communication/communicationServices`;

  expect(await azure.arm.get(`${acs}/contoso-acs`, '2023-04-01')).toMatchObject({
    name: 'contoso-acs',
  });
  expect(await azure.arm.get(`${acs}/absent`, '2023-04-01')).toBeUndefined();
  expect(await all(azure.arm.list(acs, '2023-04-01'))).toHaveLength(1);
  const error = await errorOf(
    azure.arm.send({ method: 'GET', path: acs, apiVersion: '1999-01-01' }),
  );
  expect(error.code).not.toBe('INTERNAL');
  expect(error.azure?.code).not.toBe('');
});

test('reads in an unregistered subscription find nothing', async () => {
  const second = emulator.world.state.subscriptions[1]?.id ?? '';

  expect(
    await azure.resources.resources(second, 'Microsoft.Communication/communicationServices'),
  ).toEqual([]);
  expect(await azure.hubs.namespace(ids.namespace.replace(subscription, second))).toBeUndefined();
});

test('a wrong secret and a wrong tenant are told apart', async () => {
  const tryWith = (env: Record<string, string>) =>
    errorOf(
      connectAzure({
        env: {
          ACS_NOTIFY_CLOUD: 'emulator',
          ACS_NOTIFY_EMULATOR: emulator.world.origin,
          AZURE_TENANT_ID: emulator.signIn.tenantId,
          AZURE_CLIENT_ID: emulator.signIn.clientId,
          AZURE_CLIENT_SECRET: emulator.signIn.clientSecret,
          ...env,
        },
        clock,
        random: seededRandom('sign-in'),
        signal: new AbortController().signal,
        announce: () => {},
        transport: emulator.handle,
      }).resources.subscriptions(),
    );
  const unknown = '99999999-9999-4999-8999-999999999999';

  expect((await tryWith({ AZURE_CLIENT_SECRET: 'wrong' })).message).toContain('AADSTS7000215');
  expect((await tryWith({ AZURE_TENANT_ID: unknown })).message).toContain('AADSTS90002');
  expect((await tryWith({ AZURE_CLIENT_ID: unknown })).message).toContain('AADSTS700016');
});
