import { expect, test } from 'vitest';
import type { ArmRequest } from '../../../src/shared/ports.ts';
import { retryAfter } from '../../../src/azure/retry-after.ts';
import { type Answer, armError, errorOf, fault, HUB, json, RULE, START, worldOf } from './fake.ts';

type Method = ArmRequest['method'];

const VERSION = '2017-04-01';
const READS: ArmRequest[] = [
  { method: 'GET', path: HUB },
  { method: 'HEAD', path: HUB },
  { method: 'POST', path: `${RULE}/listKeys` },
  { method: 'POST', path: `${HUB}/pnsCredentials` },
  { method: 'POST', path: '/subscriptions/s/providers/Microsoft.X/checkNameAvailability' },
  { method: 'POST', path: '/providers/Microsoft.ResourceGraph/resources', safe: true },
];
const WRITES: ArmRequest[] = [
  { method: 'PUT', path: HUB, body: { location: 'westeurope' } },
  { method: 'PATCH', path: HUB, body: {} },
  { method: 'DELETE', path: HUB },
  { method: 'POST', path: `${RULE}/regenerateKeys`, body: { policyKey: 'Primary Key' } },
  { method: 'POST', path: '/x/linkNotificationHub', body: {} },
];
const ALL = [...READS, ...WRITES];

/** Nothing had been sent, or Azure said that nothing was done. */
const HARMLESS: [string, Answer][] = [
  ['ENOTFOUND', fault('ENOTFOUND', 'getaddrinfo ENOTFOUND management.azure.com')],
  ['EAI_AGAIN', fault('EAI_AGAIN')],
  ['ECONNREFUSED', fault('ECONNREFUSED')],
  ['EHOSTUNREACH', fault('EHOSTUNREACH')],
  ['connect time-out', fault('ETIMEDOUT', 'connect ETIMEDOUT 20.0.0.1:443')],
  [
    'reset in the TLS handshake',
    fault(
      'ECONNRESET',
      'Client network socket disconnected before secure TLS connection was established',
    ),
  ],
  ['fetch of undici', new TypeError('fetch failed', { cause: fault('ECONNREFUSED') })],
  ['429', armError(429, 'TooManyRequests')],
];

/** The server may have acted. */
const DOUBTFUL: [string, Answer][] = [
  ['reset', fault('ECONNRESET', 'read ECONNRESET')],
  ['broken pipe', fault('EPIPE')],
  ['time-out while waiting', fault('ETIMEDOUT', 'read ETIMEDOUT')],
  ['cut body', fault('PARSE_ERROR', 'Error reading response as text: aborted')],
  ...[408, 500, 502, 503, 504].map((status): [string, Answer] => [
    String(status),
    armError(status, 'ServerBusy'),
  ]),
  ['502 with HTML', new Response('<html>Bad gateway</html>', { status: 502 })],
];

const name = ({ method, path }: ArmRequest) => `${method} …/${path.split('/').at(-1)}`;
const cases = (requests: ArmRequest[], faults: [string, Answer][]) =>
  requests.flatMap((request) =>
    faults.map(([what, answer]) => ({ what, name: name(request), request, answer })),
  );

test.each(cases(ALL, HARMLESS))('$name is sent again after $what', async ({ request, answer }) => {
  const { azure, sent, clock } = worldOf([answer, answer, json({ id: HUB })]);

  const { status } = await azure.arm.send({ ...request, apiVersion: VERSION });

  expect(status).toBe(200);
  expect(sent).toHaveLength(3);
  expect(clock.pauses).toEqual([150, 300]);
});

test.each(cases(READS, DOUBTFUL))(
  '$name is sent again after $what',
  async ({ request, answer }) => {
    const { azure, sent } = worldOf([answer, json({ id: HUB })]);

    const { status } = await azure.arm.send({ ...request, apiVersion: VERSION });

    expect(status).toBe(200);
    expect(sent).toHaveLength(2);
  },
);

test.each(cases(WRITES, DOUBTFUL))(
  '$name is never sent again after $what: its outcome is unknown',
  async ({ request, answer }) => {
    const { azure, sent, clock } = worldOf([answer, json({ id: HUB })]);

    const error = await errorOf(azure.arm.send({ ...request, apiVersion: VERSION }));

    expect(error.code).toBe('OUTCOME_UNKNOWN');
    expect(sent).toHaveLength(1);
    expect(clock.pauses).toEqual([]);
  },
);

test('an unknown outcome carries what Azure said', async () => {
  const { azure } = worldOf([armError(503, 'ServerBusy', 'Come back.')]);

  const error = await errorOf(azure.arm.send({ method: 'PUT', path: HUB, apiVersion: VERSION }));

  expect(error.azure).toEqual({
    status: 503,
    code: 'ServerBusy',
    message: 'Come back.',
    correlationId: 'the-correlation-id',
  });
});

test.each<[Record<string, string>, number | undefined]>([
  [{ 'retry-after': '5' }, 5000],
  [{}, undefined],
])('an unknown outcome with the headers %j carries the pause %s', async (headers, pause) => {
  const { azure } = worldOf([json({}, { status: 503, headers })]);

  const error = await errorOf(azure.arm.send({ method: 'PUT', path: HUB, apiVersion: VERSION }));

  expect(error.retryAfter).toBe(pause);
});

const LASTING: [string, Answer][] = [
  ['400', armError(400, 'BadRequest')],
  ['404', armError(404, 'ResourceNotFound')],
  ['409', armError(409, 'Conflict')],
  ['501', armError(501, 'NotImplemented')],
  ['505', armError(505, 'HttpVersionNotSupported')],
  ['an unknown certificate authority', fault('SELF_SIGNED_CERT_IN_CHAIN')],
  ['an expired certificate', fault('CERT_HAS_EXPIRED')],
];

test.each(cases(ALL, LASTING))(
  '$name is not sent again after $what',
  async ({ request, answer }) => {
    const { azure, sent, clock } = worldOf([answer, json({ id: HUB })]);

    await errorOf(azure.arm.send({ ...request, apiVersion: VERSION }));

    expect(sent).toHaveLength(1);
    expect(clock.pauses).toEqual([]);
  },
);

test('the SDKs repeat no more than we do', async () => {
  const { azure, sent } = worldOf([armError(503, 'ServerBusy')]);

  expect((await errorOf(azure.hubs.putRule(RULE, ['Send']))).code).toBe('OUTCOME_UNKNOWN');
  expect(sent).toHaveLength(1);
});

test.each<[string, Answer, string]>([
  ['a host without a name', fault('ENOTFOUND'), 'UNREACHABLE'],
  ['a busy server', armError(503, 'ServerBusy'), 'UNAVAILABLE'],
])('%s is given up within ten seconds', async (_name, answer, code) => {
  const { azure, clock } = worldOf([answer]);

  const error = await errorOf(azure.arm.get(HUB, VERSION));

  expect(error).toMatchObject({ code, exit: 7 });
  expect(error.message).toContain('management.azure.com');
  expect(clock.now() - START).toBeLessThan(10_000);
});

test('throttling without a hint is waited out for up to a minute', async () => {
  const { azure, clock, announced } = worldOf([armError(429, 'TooManyRequests')]);

  const error = await errorOf(azure.arm.get(HUB, VERSION));

  expect(error).toMatchObject({ code: 'THROTTLED', exit: 7 });
  expect(clock.now() - START).toBeGreaterThan(20_000);
  expect(clock.now() - START).toBeLessThanOrEqual(60_000);
  expect(announced[0]).toBe('management.azure.com answered 429; trying again in 2 s.');
});

test.each([
  ['seconds', { 'retry-after': '7' }, 7_000],
  ['a date', { 'retry-after': 'Tue, 24 Nov 2026 12:00:09 GMT' }, 9_000],
  ['milliseconds', { 'retry-after-ms': '2500' }, 2_500],
  ['milliseconds of ARM', { 'x-ms-retry-after-ms': '3500' }, 3_500],
  ['nought', { 'retry-after': '0' }, 150],
  ['a date gone by', { 'retry-after': 'Mon, 23 Nov 2026 12:00:00 GMT' }, 150],
  ['a negative number', { 'retry-after': '-5' }, 150],
  ['junk', { 'retry-after': 'soon' }, 150],
  ['an empty text', { 'retry-after': '' }, 150],
])('Retry-After in %s is the shortest pause', async (_name, headers, pause) => {
  const busy = json({}, { status: 429, headers });
  const { azure, clock } = worldOf([busy, json({ id: HUB })]);

  await azure.arm.get(HUB, VERSION);

  expect(clock.pauses).toEqual([pause]);
});

test.each([
  ['429', 429, 'THROTTLED'],
  ['503', 503, 'UNAVAILABLE'],
])(
  'asked by a %s to wait an hour, we stop at once and say when to come back',
  async (_n, status, code) => {
    const busy = json({}, { status, headers: { 'retry-after': '3600' } });
    const { azure, clock, sent } = worldOf([busy]);

    const error = await errorOf(azure.arm.get(HUB, VERSION));

    expect(error).toMatchObject({ code, exit: 7 });
    expect(error.hint).toBe('Run the same command again in 3600 s, after 2026-11-24 13:00 UTC.');
    expect(clock.pauses).toEqual([]);
    expect(sent).toHaveLength(1);
  },
);

test('pauses double, and chance spreads them', async () => {
  const pausesWith = async (byte: number) => {
    const random = { bytes: (count: number) => new Uint8Array(count).fill(byte) };
    const { azure, clock } = worldOf([fault('ECONNREFUSED')], { random });
    await errorOf(azure.arm.get(HUB, VERSION));
    return clock.pauses;
  };

  expect(await pausesWith(0)).toEqual([100, 200, 400, 800, 1600]);
  expect(await pausesWith(255)).toEqual([200, 399, 798, 1597, 3194]);
});

test('a bug is no fault of the network', async () => {
  const bug = new TypeError('x is not a function');
  const { azure, sent } = worldOf([bug]);

  await expect(azure.arm.get(HUB, VERSION)).rejects.toBe(bug);
  expect(sent).toHaveLength(1);
});

test('an abort ends a wait with its own reason', async () => {
  const stop = new AbortController();
  const reason = new Error('stopped by Ctrl-C');
  const { azure, sent } = worldOf(
    [
      () => {
        stop.abort(reason);
        return armError(503, 'ServerBusy');
      },
    ],
    { signal: stop.signal },
  );

  await expect(azure.arm.get(HUB, VERSION)).rejects.toBe(reason);
  expect(sent).toHaveLength(1);
});

test('an abort ends a request that never gets its answer', async () => {
  const stop = new AbortController();
  const reason = new Error('stopped by Ctrl-C');
  const never = () => {
    queueMicrotask(() => stop.abort(reason));
    return new Promise<Response>(() => {});
  };
  const { azure } = worldOf([never], { signal: stop.signal });

  await expect(azure.hubs.namespace(HUB)).rejects.toBe(reason);
});

test('nothing is sent once the signal has aborted', async () => {
  const reason = new Error('stopped by Ctrl-C');
  const { azure, sent, signIns } = worldOf([json({})], { signal: AbortSignal.abort(reason) });

  await expect(azure.arm.get(HUB, VERSION)).rejects.toBe(reason);
  expect([sent, signIns]).toEqual([[], []]);
});

test('Retry-After of more than nine digits is junk', () => {
  expect(retryAfter((one) => (one === 'retry-after' ? '9999999999' : undefined), START)).toBe(
    undefined,
  );
});

test.each<Method>(['GET', 'PUT'])(
  'the correlation id of a %s stays the same when it is sent again',
  async (method) => {
    const { azure, sent } = worldOf([armError(429, 'TooManyRequests'), json({ id: HUB })]);

    await azure.arm.send({ method, path: HUB, apiVersion: VERSION });

    const ids = sent.map((one) => one.headers.get('x-ms-correlation-request-id'));
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids[1]).toBe(ids[0]);
  },
);
