import { expect, test } from 'vitest';
import { createEmulator } from '../../../../src/emulator/emulator.ts';
import { providers } from '../../../../src/emulator/providers.ts';
import { ACS, GROUP, OTHER_SUBSCRIPTION, SUBSCRIPTION } from '../../../support/ids.ts';
import { azureWithHub, B, HUB, NAMESPACE, VERSIONS_C } from './hubs-support.ts';
import { localAzure } from './local-azure.ts';

const RESOURCES = '2024-07-01';
const C = '2023-10-01-preview';
const ACS_VERSION = '2023-04-01';
const NAME_LOOK_UP = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Communication/checkNameAvailability`;

test('what goes with its group goes with all that is in it', async () => {
  const azure = await azureWithHub(B);

  await azure.in(RESOURCES)('DELETE', GROUP);
  azure.clock.advance(1000);
  await azure.in(RESOURCES)('PUT', GROUP, { location: 'westeurope' });
  const namespace = await azure.in(B)('GET', NAMESPACE);
  const service = await azure.in(ACS_VERSION)('GET', ACS);

  expect([namespace.status, service.status]).toEqual([404, 404]);
  expect(providers.flatMap((one) => one.resources(azure.emulator.world))).toEqual([]);
});

test('a world that was saved, as JSON keeps it, holds what it held', async () => {
  const azure = await azureWithHub(B);

  const saved = structuredClone(azure.emulator.save());
  const kept = JSON.parse(JSON.stringify(saved)) as typeof saved; // compared with what it was made of
  const { world } = createEmulator({ ...azure.emulator.world, saved: kept });

  expect(kept).toEqual(saved);
  expect(providers.flatMap((one) => one.resources(world)).map(({ id }) => id)).toEqual([
    NAMESPACE,
    HUB,
    ACS,
  ]);
});

test.each(['Microsoft.NotificationHubs', 'Microsoft.Communication'])(
  'what roles can allow of %s is listed without a subscription',
  async (namespace) => {
    const azure = await localAzure();
    const version = namespace === 'Microsoft.Communication' ? ACS_VERSION : C;

    const answer = await azure.in(version)('GET', `/providers/${namespace}/operations`);

    const { value } = answer.body as { value: { name: string; display: { operation: string } }[] };
    expect(answer.status).toBe(200);
    expect(value.length).toBeGreaterThan(5);
    for (const { name, display } of value) {
      expect(name).toMatch(new RegExp(`^${namespace}/.+/(read|write|delete|action)$`, 'i'));
      expect(display.operation).not.toBe('');
    }
    expect(new Set(value.map(({ name }) => name)).size).toBe(value.length);
  },
);

test('a subscription that has not registered the provider is refused, reads and writes', async () => {
  const azure = await localAzure();
  const group = `/subscriptions/${OTHER_SUBSCRIPTION}/resourceGroups/fabrikam`;
  const at = `${group}/providers/Microsoft.NotificationHubs/namespaces`;

  const answers = [
    await azure.in(B)('GET', at),
    await azure.in(B)('PUT', `${at}/fabrikam-push`, { location: 'westeurope' }),
  ];

  expect(answers).toMatchObject(answers.map(() => ({ status: 409 })));
  for (const { text } of answers) expect(text).toContain('MissingSubscriptionRegistration');
});

test('every version of Notification Hubs lists the same hubs', async () => {
  const azure = await azureWithHub(B);

  const answers = await Promise.all(
    [B, ...VERSIONS_C].map((version) => azure.in(version)('GET', `${NAMESPACE}/notificationHubs`)),
  );

  for (const { body } of answers)
    expect(body).toMatchObject({
      value: [{ name: 'com.contoso.App.voip', location: 'West Europe' }],
    });
});

test('a POST that only looks is no write, one that changes something is', async () => {
  const azure = await azureWithHub(C);
  const made = [...azure.emulator.writes];
  const rule = `${HUB}/authorizationRules/DefaultFullSharedAccessSignature`;

  for (const at of [
    `${rule}/listKeys`,
    `${HUB}/pnsCredentials`,
    `${NAMESPACE}/pnsCredentials`,
    `${HUB}/debugsend`,
    `${NAMESPACE}/checkNotificationHubAvailability`,
    `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.NotificationHubs/checkNamespaceAvailability`,
  ])
    await azure.in(C)('POST', at, { name: 'other-name' });
  await azure.in(ACS_VERSION)('POST', `${ACS}/listKeys`);
  await azure.in(ACS_VERSION)('POST', NAME_LOOK_UP, { name: 'other-name' });
  const afterLooking = [...azure.emulator.writes];
  await azure.in(C)('POST', `${rule}/regenerateKeys`, { policyKey: 'PrimaryKey' });
  await azure.in(ACS_VERSION)('POST', `${ACS}/regenerateKey`, { keyType: 'Primary' });
  await azure.in(ACS_VERSION)('POST', `${ACS}/linkNotificationHub`, { resourceId: HUB });

  expect(made).toEqual([NAMESPACE, HUB]);
  expect(afterLooking).toEqual(made);
  expect(azure.emulator.writes.slice(made.length)).toEqual([
    `${rule}/regenerateKeys`,
    `${ACS}/regenerateKey`,
    `${ACS}/linkNotificationHub`,
  ]);
});
