import { describe, expect, test } from 'vitest';
import { ConnectionCut } from '../../../src/emulator/faults/apply.ts';
import { parseFaults } from '../../../src/emulator/faults/parse.ts';
import type { FaultAction, FaultMatch, FaultRule } from '../../../src/emulator/faults/plan.ts';
import { EmulatorProblem } from '../../../src/emulator/problem.ts';
import { ACS, GROUP, SUBSCRIPTION } from '../../support/ids.ts';
import { type Answered, local, refusal, START, valueOf } from './local.ts';

const SUB = `/subscriptions/${SUBSCRIPTION}`;
const NEW = `${SUB}/resourceGroups/new`;
const WHERE = { body: { location: 'westeurope' } };
const LINK = {
  version: '2023-04-01',
  body: { resourceId: '/subscriptions/x', connectionString: 'Endpoint=sb://x/' },
};

/** A world where this happens to the first request that fits. */
const worldWith = (does: FaultAction, match: FaultMatch = { path: '/subscriptions/*' }) =>
  local({ faults: [{ match, does }] });

const linked = (answer: Answered): unknown =>
  (answer.body as { properties: { notificationHubId?: string } }).properties.notificationHubId;

describe('a rule', () => {
  const statuses = async (rule: FaultRule, count: number): Promise<number[]> => {
    const { ask } = local({ faults: [rule] });
    const seen: number[] = [];
    for (let each = 0; each < count; each += 1) seen.push((await ask('GET', GROUP)).status);
    return seen;
  };
  const match = { path: '*/resourceGroups/*' };
  const does = { status: 503 };

  test.each<[string, Omit<FaultRule, 'match' | 'does'>, number[]]>([
    ['once, at the first, unless it says more', {}, [503, 200, 200, 200]],
    ['from the nth on', { nth: 3 }, [200, 200, 503, 200]],
    ['so many times', { times: 2 }, [503, 503, 200, 200]],
    ['from the nth on so many times', { nth: 2, times: 2 }, [200, 503, 503, 200]],
    ['for ever with times 0', { nth: 2, times: 0 }, [200, 503, 503, 503]],
  ])('acts %s', async (_how, when, expected) => {
    expect(await statuses({ match, does, ...when }, 4)).toEqual(expected);
  });

  const fits: [FaultMatch, boolean][] = [
    [{ method: 'get' }, true],
    [{ method: 'PUT' }, false],
    [{ apiVersion: '2024-07-01' }, true],
    [{ apiVersion: '2021-04-01' }, false],
    [{ path: GROUP.toUpperCase() }, true],
    [{ path: '*/CONTOSO' }, true],
    [{ path: '/subscriptions/*' }, true],
    [{ path: 'contoso' }, false],
    [{ path: '*.contoso' }, false],
    [{ path: '/groups.contoso$/' }, true],
    [{ path: '/^contoso/' }, false],
    [{ method: 'GET', path: '*/contoso', apiVersion: '2021-04-01' }, false],
  ];
  test.each(fits)('%j fits a GET of the group: %s', async (one, fitting) => {
    expect(await statuses({ match: one, does, times: 0 }, 1)).toEqual([fitting ? 503 : 200]);
  });

  test('that comes first wins, and the later one still counts the request', async () => {
    const { ask } = local({
      faults: [
        { match, does: { status: 500 } },
        { match, nth: 2, does: { status: 429 } },
      ],
    });

    const seen = [await ask('GET', GROUP), await ask('GET', GROUP), await ask('GET', GROUP)];
    expect(seen.map(({ status }) => status)).toEqual([500, 429, 200]);
  });

  test('hits token requests too, but no control route', async () => {
    const { ask, signIn } = local({ faults: [{ match: {}, times: 0, does: { status: 503 } }] });

    expect((await signIn()).status).toBe(503);
    const health = await ask('GET', '/_emulator/health', { token: 'control-key' });
    expect(health.status).toBe(200);
  });
});

describe('a status', () => {
  test('replaces the act', async () => {
    const { ask, emulator } = worldWith({
      status: 429,
      headers: { 'Retry-After': '7' },
      body: { error: { code: 'TooManyRequests', message: 'x' } },
    });

    const answer = await ask('PUT', NEW, WHERE);

    expect(refusal(answer)).toEqual([429, 'TooManyRequests']);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('x-ms-request-id')).not.toBeNull();
    expect(emulator.writes).toEqual([]);
    expect((await ask('HEAD', NEW)).status).toBe(404);
  });

  test('with act comes after the act', async () => {
    const { ask } = worldWith({ status: 500, act: true });

    expect((await ask('PUT', NEW, WHERE)).status).toBe(500);
    expect((await ask('HEAD', NEW)).status).toBe(204);
  });

  test('of no content has no body', async () => {
    const { ask } = worldWith({ status: 204, body: 'ignored' });

    expect(await ask('GET', GROUP)).toMatchObject({ status: 204, text: '' });
  });
});

test('a body that is text goes out as it is, with the headers that are given', async () => {
  const html = '<html>Sign in</html>';
  const { ask } = worldWith({ status: 200, headers: { 'content-type': 'text/html' }, body: html });

  const { text, headers } = await ask('GET', GROUP);

  expect([text, headers.get('content-type')]).toEqual([html, 'text/html']);
});

test('headers alone are added to the real answer', async () => {
  const { ask } = worldWith({ headers: { 'x-odd': '1' } });

  const { status, headers, body } = await ask('GET', GROUP);

  expect([status, headers.get('x-odd')]).toEqual([200, '1']);
  expect(body).toMatchObject({ name: 'contoso' });
});

test('truncate sends the beginning of the body', async () => {
  const { ask } = worldWith({ truncate: 12 });

  const { status, text } = await ask('GET', GROUP);

  expect([status, text]).toEqual([200, '{"id":"/subs']);
});

test('a delay passes by the clock, before the act', async () => {
  const { ask, clock } = worldWith({ delay: 5000 });

  await ask('PUT', NEW, WHERE);

  expect(clock.sleeps).toEqual([5000]);
  expect(clock.now()).toBe(START + 5000);
});

describe('a cut connection', () => {
  test('before the act: nothing was done', async () => {
    const { ask, emulator } = worldWith({ cut: 'before' });

    await expect(ask('PUT', NEW, WHERE)).rejects.toThrow(ConnectionCut);
    expect((await ask('HEAD', NEW)).status).toBe(404);
    expect(emulator.log.map(({ method, status }) => [method, status])).toEqual([
      ['POST', 200],
      ['PUT', 0],
      ['HEAD', 404],
    ]);
  });

  test('after the act: it was done, the answer is lost, and it looks like a reset', async () => {
    const { ask } = worldWith({ cut: 'after' });

    await expect(ask('PUT', NEW, WHERE)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await ask('HEAD', NEW)).status).toBe(204);
  });
});

describe('stale reads', () => {
  test('show what was there before the write, so many times, in any api-version', async () => {
    const { ask } = worldWith({ stale: 2 });
    await ask('PUT', NEW, WHERE);

    const versions = ['2021-04-01', '2024-07-01', '2025-04-01'];
    const seen: number[] = [];
    for (const version of versions) seen.push((await ask('GET', NEW, { version })).status);
    expect(seen).toEqual([404, 404, 200]);
  });

  test('are of that path alone: lists and others see the write', async () => {
    const { ask } = worldWith({ stale: 9 });
    await ask('PUT', NEW, WHERE);

    const listed = valueOf(await ask('GET', `${SUB}/resourceGroups`)).map(({ name }) => name);
    expect(listed).toContain('new');
    expect((await ask('GET', GROUP)).status).toBe(200);
  });

  test('after a POST are of the resource that it works at', async () => {
    const { ask } = worldWith({ stale: 1 }, { path: '*/linkNotificationHub' });
    await ask('POST', `${ACS}/linkNotificationHub`, LINK);

    const before = linked(await ask('GET', ACS, { version: '2023-04-01' }));
    const after = linked(await ask('GET', ACS, { version: '2023-04-01' }));
    expect([before, after]).toEqual([undefined, '/subscriptions/x']);
  });

  test('change nothing in the world, and writes meanwhile go on from what is true', async () => {
    const { ask, emulator } = worldWith({ stale: 1 });
    await ask('PUT', NEW, WHERE);
    await ask('GET', NEW);

    expect((await ask('PUT', NEW, WHERE)).status).toBe(200);
    expect(Object.keys(emulator.save().world.groups)).toContain(NEW.toLowerCase());
  });

  test('go together with a lost answer', async () => {
    const { ask } = worldWith({ stale: 1, cut: 'after' });

    await expect(ask('PUT', NEW, WHERE)).rejects.toThrow(ConnectionCut);
    const seen = [await ask('GET', NEW), await ask('GET', NEW)];
    expect(seen.map(({ status }) => status)).toEqual([404, 200]);
  });
});

describe('a fault plan’s file', () => {
  test('is an array of rules; match may be left out', () => {
    const rules = [
      { does: { status: 500 } },
      { match: { method: 'put', path: '*' }, nth: 2, times: 0, does: { cut: 'after', stale: 1 } },
    ];

    expect(parseFaults(JSON.stringify(rules))).toEqual([{ match: {}, ...rules[0] }, rules[1]]);
  });

  test.each<[string, RegExp]>([
    ['nonsense', /^The fault plan is not JSON: /],
    ['{}', /^The fault plan must be an array\.$/],
    ['[1]', /^The fault plan\[0\] must be an object\.$/],
    ['[{}]', /^The fault plan\[0\]\.does is missing\.$/],
    ['[{"does":{}}]', /\.does is empty: the rule does nothing\.$/],
    ['[{"does":{"stats":1}}]', /\.does\.stats is unknown; known are status, headers, /],
    ['[{"does":{"status":99}}]', /\.does\.status must be a whole number, from 200 to 599\.$/],
    ['[{"does":{"status":"503"}}]', /\.does\.status must be a whole number/],
    ['[{"does":{"cut":"during"}}]', /\.does\.cut must be 'before' or 'after'\.$/],
    ['[{"does":{"act":1}}]', /\.does\.act must be true or false\.$/],
    ['[{"does":{"stale":0}}]', /\.does\.stale must be a whole number, 1 or more\.$/],
    ['[{"does":{"delay":-1}}]', /\.does\.delay must be a whole number, 0 or more\.$/],
    ['[{"does":{"headers":{"a":1}}}]', /\.does\.headers\.a must be text\.$/],
    ['[{"does":{"headers":{"a b":"c"}}}]', /\.does\.headers holds what no HTTP header can\.$/],
    ['[{"nth":0,"does":{"status":500}}]', /\.nth must be a whole number, 1 or more\.$/],
    ['[{"times":1.5,"does":{"status":500}}]', /\.times must be a whole number/],
    [
      '[{"match":{"paths":"x"},"does":{"status":500}}]',
      /\.match\.paths is unknown; known are method, path, apiVersion\.$/,
    ],
    ['[{"match":{"method":"FETCH"},"does":{"status":500}}]', /\.match\.method must be GET, /],
    [
      '[{"match":{"path":"/(/"},"does":{"status":500}}]',
      /\.match\.path is no regular expression: \/\(\/$/,
    ],
  ])('is refused, naming the place: %s', (json, message) => {
    expect(() => parseFaults(json)).toThrow(EmulatorProblem);
    expect(() => parseFaults(json)).toThrow(message);
  });
});
