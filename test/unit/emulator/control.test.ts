import { describe, expect, test } from 'vitest';
import { ACS, GROUP } from '../../support/ids.ts';
import { local, refusal, START, TAKES } from './local.ts';

const KEY = { token: 'control-key' };

test.each([
  ['GET', '/_emulator/health'],
  ['POST', '/_emulator/clock'],
  ['POST', '/_emulator/unlink'],
  ['GET', '/_emulator/nothing'],
])('%s %s demands the key, and an ARM token is not it', async (method, path) => {
  const { ask } = local();

  for (const asking of [{ token: '' }, { token: 'control-kez' }, {}])
    expect(refusal(await ask(method, path, asking))).toEqual([401, 'EmulatorKeyNeeded']);
});

test('health tells the emulator’s time', async () => {
  const { body } = await local().ask('GET', '/_emulator/health', KEY);

  expect(body).toEqual({ status: 'serving', time: new Date(START).toISOString() });
});

test.each([
  ['GET', '/_emulator/nothing'],
  ['GET', '/_emulator/clock'],
  ['POST', '/_emulator/health'],
])('%s %s is unknown', async (method, path) => {
  const answer = await local().ask(method, path, KEY);

  expect(refusal(answer)).toEqual([404, 'UnknownControlRoute']);
});

describe('the clock', () => {
  test('moves all that takes time', async () => {
    const { ask } = local();
    await ask('DELETE', GROUP);

    const moved = await ask('POST', '/_emulator/clock', { ...KEY, body: { advance: TAKES } });

    expect(moved.body).toEqual({ now: new Date(START + TAKES).toISOString() });
    expect((await ask('HEAD', GROUP)).status).toBe(404);
  });

  test('adds up, and is kept in the state', async () => {
    const { ask, emulator } = local();
    await ask('POST', '/_emulator/clock', { ...KEY, body: { advance: 5 } });
    await ask('POST', '/_emulator/clock', { ...KEY, body: { advance: 7 } });

    expect(emulator.save().world.clockOffset).toBe(12);
  });

  test.each([{}, { advance: -1 }, { advance: '1h' }, { advance: 1e300 }, { advance: null }, []])(
    'refuses %j',
    async (body) => {
      const { ask, emulator } = local();

      const answer = await ask('POST', '/_emulator/clock', { ...KEY, body });

      expect(refusal(answer)).toEqual([400, 'BadAdvance']);
      expect(emulator.save().world.clockOffset).toBe(0);
    },
  );

  test('refuses what is not JSON', async () => {
    const answer = await local().ask('POST', '/_emulator/clock', { ...KEY, body: '{' });

    expect(refusal(answer)).toEqual([400, 'BadBody']);
  });
});

test('unlink takes the link away, and says when there is none', async () => {
  const { ask } = local();
  const version = '2023-04-01';
  const link = { resourceId: '/subscriptions/x', connectionString: 'Endpoint=sb://x/' };
  await ask('POST', `${ACS}/linkNotificationHub`, { version, body: link });

  const first = await ask('POST', '/_emulator/unlink', {
    ...KEY,
    body: { resource: 'contoso-acs' },
  });
  const second = await ask('POST', '/_emulator/unlink', KEY);

  expect(first.body).toEqual({ resource: ACS, notificationHubId: '/subscriptions/x' });
  expect(refusal(second)).toEqual([404, 'NothingToUnlink']);
  expect((await ask('GET', ACS, { version })).text).not.toContain('notificationHubId');
});

test('the log has every exchange, without query, by the emulator’s clock', async () => {
  const { ask, emulator, clock } = local();
  await ask('GET', '/subscriptions?$top=1', { version: '2022-12-01' });
  clock.advance(1500);
  await ask('GET', '/nowhere', { version: '' });

  expect(emulator.log.slice(1)).toEqual([
    {
      time: '2026-01-15T09:30:00.000Z',
      method: 'GET',
      path: '/subscriptions',
      apiVersion: '2022-12-01',
      status: 200,
    },
    {
      time: '2026-01-15T09:30:01.500Z',
      method: 'GET',
      path: '/nowhere',
      apiVersion: undefined,
      status: 501,
    },
  ]);
});

test('nobody has an answer before the exchange was told', async () => {
  const told: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const { ask } = local({ onExchange: ({ path }) => (told.push(path), held) });

  let answered = false;
  const asking = ask('GET', '/nowhere', { token: 'x' }).then(() => (answered = true));
  while (told.length === 0) await Promise.resolve();
  expect(answered).toBe(false);

  release();
  await asking;
  expect(told).toEqual(['/nowhere']);
});

test('writes are those that reached a handler and may change something', async () => {
  const { ask, emulator } = local();
  await ask('PUT', GROUP, { body: { location: 'westeurope' } });
  await ask('POST', `${ACS}/listKeys`, { version: '2023-04-01' });
  await ask('PUT', ACS, { version: '1999-01-01', body: {} });
  await ask('GET', GROUP);

  expect(emulator.writes).toEqual([GROUP]);
});
