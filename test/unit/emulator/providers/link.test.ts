import { expect, test } from 'vitest';
import { unlink } from '../../../../src/emulator/providers/communication/unlink.ts';
import { ACS, HUB, OTHER_HUB } from '../../../support/ids.ts';
import {
  NEW_SERVICE,
  SERVICE,
  SERVICES,
  stored,
  VERSION,
  VERSIONS,
} from './communication-support.ts';
import { localAzure } from './local-azure.ts';

const DEAD = 'Endpoint=sb://MyNamespace.servicebus.windows.net/;SharedAccessKey=abcd1234';

test.each(VERSIONS)(
  'a hub that never was, of another subscription, with a dead key, is linked in %s',
  async (version) => {
    const azure = await localAzure();
    const link = { resourceId: OTHER_HUB, connectionString: DEAD };

    const linked = await azure.in(version)('POST', `${ACS}/linkNotificationHub`, link);
    const read = await azure.in(version)('GET', ACS);
    const listed = await azure.in(version)('GET', SERVICES);

    expect([linked.status, linked.text]).toEqual([200, `{"resourceId":"${OTHER_HUB}"}`]);
    expect(linked.headers['x-ms-providerhub-traffic']).toBe('True');
    for (const name of ['etag', 'azure-asyncoperation', 'location'])
      expect(linked.headers).not.toHaveProperty(name);
    expect(read.body).toMatchObject({ properties: { notificationHubId: OTHER_HUB } });
    expect(listed.text).toBe(`{"value":[${read.text}]}`);
  },
);

test('the connection string is kept for pushing and is in no answer', async () => {
  const azure = await localAzure();
  await azure.in(VERSION)('POST', `${ACS}/linkNotificationHub`, {
    resourceId: HUB,
    connectionString: DEAD,
  });

  const answers = [
    await azure.in(VERSION)('GET', ACS),
    await azure.in(VERSION)('GET', SERVICES),
    await azure.in(VERSION)('PATCH', ACS, { tags: {} }),
    await azure.in(VERSION)('PUT', ACS, { ...NEW_SERVICE, properties: { dataLocation: 'Europe' } }),
    await azure.in(VERSION)('POST', `${ACS}/listKeys`),
    await azure.in(VERSION)('DELETE', ACS),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 201, 200, 202]);
  for (const { text } of answers) expect(text).not.toContain('abcd1234');
  expect(stored(azure, ACS).linkedConnectionString).toBe(DEAD);
});

test("a link makes the provider's own application the last author, and moves the time", async () => {
  const azure = await localAzure();
  const before = (await azure.in(VERSION)('GET', ACS)).body;
  azure.clock.advance(60_000);

  await azure.in(VERSION)('POST', `${ACS}/linkNotificationHub`, {
    resourceId: HUB,
    connectionString: DEAD,
  });
  const after = (await azure.in(VERSION)('GET', ACS)).body;

  const own = azure.emulator.signIn.clientId;
  expect(before).toMatchObject({ systemData: { createdBy: own, lastModifiedBy: own } });
  expect(after).toMatchObject({
    systemData: {
      createdBy: own,
      lastModifiedBy: expect.not.stringContaining(own),
      lastModifiedByType: 'Application',
      lastModifiedAt: '2026-11-24T10:01:00.120Z',
    },
  });
});

test('linking again overwrites', async () => {
  const azure = await localAzure();
  const link = (resourceId: string, connectionString: string) =>
    azure.in(VERSION)('POST', `${ACS}/linkNotificationHub`, { resourceId, connectionString });

  await link(OTHER_HUB, DEAD);
  await link(HUB, `${DEAD}5`);

  expect(stored(azure, ACS)).toMatchObject({
    notificationHubId: HUB,
    linkedConnectionString: `${DEAD}5`,
  });
});

test.each([undefined, {}, { resourceId: HUB }, { connectionString: DEAD }])(
  'a link sent as %j is refused and links nothing',
  async (body) => {
    const azure = await localAzure();

    const answer = await azure.in(VERSION)('POST', `${ACS}/linkNotificationHub`, body);

    expect(answer.status).toBe(400);
    expect(stored(azure, ACS).notificationHubId).toBeUndefined();
  },
);

test.each([
  ['its name in any case', 'CONTOSO-acs'],
  ['its id in any case', ACS.toUpperCase()],
  ['nothing, being the only one linked', undefined],
])("the portal's Disconnect is played by %s", async (_, resource) => {
  const azure = await localAzure();
  await azure.in(VERSION)('POST', `${ACS}/linkNotificationHub`, {
    resourceId: HUB,
    connectionString: DEAD,
  });

  const done = unlink(azure.emulator.world, resource);
  const read = await azure.in(VERSION)('GET', ACS);

  expect(done).toEqual({ resource: ACS, notificationHubId: HUB });
  expect(read.text).not.toContain('notificationHubId');
  expect(stored(azure, ACS)).not.toHaveProperty('linkedConnectionString');
});

test('Disconnect says what is wrong: none of that name, none linked, several linked', async () => {
  const azure = await localAzure();
  const { world } = azure.emulator;
  await azure.in(VERSION)('PUT', SERVICE, NEW_SERVICE);

  const unknown = unlink(world, 'none');
  const unlinked = unlink(world, 'contoso-acs');
  for (const one of [ACS, SERVICE])
    await azure.in(VERSION)('POST', `${one}/linkNotificationHub`, {
      resourceId: HUB,
      connectionString: DEAD,
    });
  const several = unlink(world, undefined);

  expect(unknown).toMatchObject({ problem: expect.stringContaining("'none'") });
  expect(unlinked).toMatchObject({ problem: expect.stringContaining('linked to a hub') });
  expect(several).toMatchObject({ problem: expect.stringContaining('contoso-acs, Contoso-Calls') });
  expect(stored(azure, ACS).notificationHubId).toBe(HUB);
});
