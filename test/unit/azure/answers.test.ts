import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { Azure } from '../../../src/shared/ports.ts';
import { all } from '../../../src/azure/sdk.ts';
import {
  type Answer,
  errorOf,
  GROUP,
  HUB,
  json,
  NAMESPACE,
  RULE,
  SUBSCRIPTION,
  worldOf,
} from './fake.ts';

const HTML = new Response(
  '<!doctype html><title>Sign in to \u001b[31mthe hotel\u202e network</title>',
  {
    headers: { 'content-type': 'text/html', server: 'captive-portal' },
  },
);
const WHOLE = { id: HUB, name: 'com.contoso.app', location: 'West Europe', properties: {} };

const JSON_TYPE = { headers: { 'content-type': 'application/json; charset=utf-8' } };

const text = (body: string, type = 'application/json'): Response =>
  new Response(body, { headers: { 'content-type': type } });

const FALSE: [string, Answer][] = [
  ['an HTML page', HTML],
  ['HTML that says it is JSON', text('<html></html>')],
  ['JSON that says it is HTML', text(JSON.stringify(WHOLE), 'text/html')],
  ['cut JSON', text(JSON.stringify(WHOLE).slice(0, 40))],
  ['an empty body', text('')],
  ['an array', json([WHOLE])],
  ['a text', json('hello')],
  ['a number', json(7)],
  ['null', json(null)],
];

const READS: [string, (azure: Azure) => Promise<unknown>][] = [
  ['arm.get', ({ arm }) => arm.get(HUB, '2017-04-01')],
  ['arm.list', ({ arm }) => all(arm.list('/subscriptions', '2022-12-01'))],
  ['hubs.namespace', ({ hubs }) => hubs.namespace(NAMESPACE)],
  ['hubs.namespaces', ({ hubs }) => hubs.namespaces(SUBSCRIPTION)],
  ['hubs.hub', ({ hubs }) => hubs.hub(HUB)],
  ['hubs.hubs', ({ hubs }) => hubs.hubs(NAMESPACE)],
  ['hubs.rule', ({ hubs }) => hubs.rule(RULE)],
  ['hubs.rules', ({ hubs }) => hubs.rules(HUB)],
  ['hubs.keys', ({ hubs }) => hubs.keys(RULE)],
  ['hubs.namespaceNameFree', ({ hubs }) => hubs.namespaceNameFree(SUBSCRIPTION, 'contoso')],
  ['hubs.credentials', ({ hubs }) => hubs.credentials(HUB)],
  ['resources.group', ({ resources }) => resources.group(GROUP)],
  ['resources.groups', ({ resources }) => resources.groups(SUBSCRIPTION)],
  ['resources.resources', ({ resources }) => resources.resources(SUBSCRIPTION, 'Microsoft.X/y')],
  [
    'resources.providerState',
    ({ resources }) => resources.providerState(SUBSCRIPTION, 'Microsoft.X'),
  ],
  ['resources.subscriptions', ({ resources }) => resources.subscriptions()],
  ['resources.locations', ({ resources }) => resources.locations(SUBSCRIPTION)],
];

const WRITES: [string, (azure: Azure) => Promise<unknown>][] = [
  [
    'hubs.createNamespace',
    ({ hubs }) =>
      hubs.createNamespace(NAMESPACE, { location: 'westeurope', sku: 'Free', tags: {} }),
  ],
  ['hubs.patchNamespace', ({ hubs }) => hubs.patchNamespace(NAMESPACE, { sku: 'Basic' })],
  ['hubs.putHub', ({ hubs }) => hubs.putHub(HUB, { location: 'westeurope', tags: {} })],
  ['hubs.putRule', ({ hubs }) => hubs.putRule(RULE, ['Send'])],
  ['resources.putGroup', ({ resources }) => resources.putGroup(GROUP, { location: 'x', tags: {} })],
  ['resources.registerProvider', ({ resources }) => resources.registerProvider('s', 'Microsoft.X')],
];

const cases = (calls: typeof READS) =>
  calls.flatMap(([name, call]) => FALSE.map(([what, answer]) => ({ name, call, what, answer })));

test.each(cases(READS))('$name does not take $what for an answer', async ({ call, answer }) => {
  const { azure } = worldOf([answer]);

  expect((await errorOf(call(azure))).code).toBe('UNEXPECTED_ANSWER');
});

test.each(cases(WRITES))(
  'after $name, $what leaves the outcome unknown',
  async ({ call, answer }) => {
    const { azure, sent } = worldOf([answer]);

    expect((await errorOf(call(azure))).code).toBe('OUTCOME_UNKNOWN');
    expect(sent).toHaveLength(1);
  },
);

test('the error says who answered, with what, and steers no terminal', async () => {
  const { azure } = worldOf([HTML]);

  const { message } = await errorOf(azure.arm.get(HUB, '2017-04-01'));

  expect(message).toContain('management.azure.com (server: captive-portal) answered GET with 200');
  expect(message).toContain(
    'text/html, beginning with “<!doctype html><title>Sign in to \\u001b[31m',
  );
  expect(message).toContain('\\u202e');
  // oxlint-disable-next-line no-control-regex -- that is what must not be there
  expect(message).not.toMatch(/[\u0000-\u001f\u202e]/);
});

test('a byte order mark is harmless', async () => {
  const bytes = [0xef, 0xbb, 0xbf, ...Buffer.from(JSON.stringify(WHOLE))];
  // The first mark is eaten by the decoder of a Response, as Node's client does not.
  const marked = () => new Response(new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]), JSON_TYPE);
  const { azure } = worldOf([marked]);

  expect(await azure.arm.get(HUB, '2017-04-01')).toEqual(WHOLE);
  expect((await azure.hubs.hub(HUB))?.name).toBe('com.contoso.app');
  expect((await azure.resources.group(GROUP))?.name).toBe('com.contoso.app');
});

test('an answer without a content type is taken when it is JSON', async () => {
  const bare = () => new Response(new Uint8Array(Buffer.from(JSON.stringify(WHOLE))));
  const { azure } = worldOf([bare]);

  expect(await azure.arm.get(HUB, '2017-04-01')).toEqual(WHOLE);
});

test('a raw request may have no answer, or null', async () => {
  const { azure } = worldOf([new Response(null, { status: 204 }), json(null, { status: 202 })]);
  const remove = () => azure.arm.send({ method: 'DELETE', path: HUB, apiVersion: '2023-04-01' });

  expect(await remove()).toMatchObject({ status: 204, body: undefined });
  expect(await remove()).toMatchObject({ status: 202, body: null });
});

test.each([
  ['404', 404],
  ['403', 403],
  ['401', 401],
  ['400', 400],
])('a %s with an HTML page does not come from Azure', async (_name, status) => {
  const page = new Response('<html>blocked</html>', {
    status,
    headers: { 'content-type': 'text/html' },
  });
  const { azure } = worldOf([page]);

  expect((await errorOf(azure.arm.get(HUB, '2017-04-01'))).code).toBe('UNEXPECTED_ANSWER');
  expect((await errorOf(azure.hubs.hub(HUB))).code).toBe('UNEXPECTED_ANSWER');
});

test('a proxy that wants a sign-in is named as what it is', async () => {
  const { azure } = worldOf([new Response('no', { status: 407 })]);

  expect(await errorOf(azure.arm.get(HUB, '2017-04-01'))).toMatchObject({
    code: 'UNREACHABLE',
    message: expect.stringContaining('407') as string,
  });
});

test.each<[string, (azure: Azure) => Promise<unknown>]>([
  ['the raw client', ({ arm }) => all(arm.list('/subscriptions', '2022-12-01'))],
  ['arm-notificationhubs', ({ hubs }) => hubs.namespaces(SUBSCRIPTION)],
  ['arm-resources', ({ resources }) => resources.groups(SUBSCRIPTION)],
])('%s finds pages in a circle at the second visit', async (_name, call) => {
  const page = (to: string) =>
    json({
      value: [{ id: '/x', name: 'x', location: 'x', properties: {} }],
      nextLink: `https://management.azure.com/page?n=${to}&api-version=1`,
    });
  const { azure, sent } = worldOf([page('1'), page('2'), page('1')]);

  const error = await errorOf(call(azure));

  expect(error.code).toBe('UNEXPECTED_ANSWER');
  expect(error.message).toContain('/page came twice');
  expect(sent.length).toBeLessThanOrEqual(3);
});

test('all pages of a list come, one after the other', async () => {
  const pages = [
    json({ value: [{ n: 1 }], nextLink: 'https://westus.management.azure.com/p2?api-version=1' }),
    json({ value: [], nextLink: 'https://management.azure.com:443/p3?api-version=1' }),
    json({ value: [{ n: 2 }], nextLink: null }),
  ];
  const { azure, sent } = worldOf(pages);

  const items = await all(azure.arm.list('/subscriptions', '2022-12-01'));

  expect(items).toEqual([{ n: 1 }, { n: 2 }]);
  expect(sent.map((one) => one.url)).toEqual([
    'https://management.azure.com/subscriptions?api-version=2022-12-01',
    'https://westus.management.azure.com/p2?api-version=1',
    'https://management.azure.com/p3?api-version=1',
  ]);
});

test('an answer that the SDK cannot read is not passed on with the error', async () => {
  const wrong = json({ primaryConnectionString: { canary: 'SharedAccessKey=canary' }, keyName: 7 });
  const { azure } = worldOf([wrong]);

  const error = await errorOf(azure.hubs.keys(RULE));

  expect(error.code).toBe('UNEXPECTED_ANSWER');
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('canary');
});
