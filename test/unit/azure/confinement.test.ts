import { expect, test } from 'vitest';
import type { Azure } from '../../../src/shared/ports.ts';
import { cloudOf } from '../../../src/azure/clouds.ts';
import { all } from '../../../src/azure/sdk.ts';
import { confineToArm, confineToLogin } from '../../../src/azure/confinement.ts';
import { errorOf, GROUP, json, TOKEN, worldOf } from './fake.ts';

/** None of these is the public cloud's Resource Manager, however much it may look so. */
const HOSTILE = [
  'http://management.azure.com/x',
  'http://management.azure.com:443/x',
  'https://management.azure.com:444/x',
  'https://management.azure.com:8443/x',
  'https://management.azure.com./x',
  'https://westus.management.azure.com./x',
  'https://westus.management.azure.com:8080/x',
  'https://evil.example/x',
  'https://evil.example/management.azure.com',
  'https://evil.example?https://management.azure.com',
  'https://evil.example#management.azure.com',
  'https://management.azure.com.evil.example/x',
  'https://management.azure.com-evil.example/x',
  'https://management.azure.comevil.example/x',
  'https://evilmanagement.azure.com/x',
  'https://evil-management.azure.com/x',
  'https://a.b.management.azure.com/x',
  'https://-.management.azure.com/x',
  'https://xn--e1afmkfd.management.azure.com/x',
  'https://management.azure.com@evil.example/x',
  'https://management.azure.com:443@evil.example/x',
  'https://user@management.azure.com/x',
  'https://user:password@management.azure.com/x',
  'https://:password@management.azure.com/x',
  'https://management.azure.com%2f@evil.example/x',
  'https://evil.example\\@management.azure.com/x',
  'https://evil.example\\.management.azure.com/x',
  'https:/\\evil.example/x',
  'https:\\\\evil.example/x',
  '//evil.example/x',
  '\\\\evil.example/x',
  'https://azure.com/x',
  'https://azure.com./x',
  'https://management.core.windows.net/x',
  'https://management.usgovcloudapi.net/x',
  'https://management.chinacloudapi.cn/x',
  'https://login.microsoftonline.com/x',
  'https://graph.microsoft.com/x',
  'https://management.аzure.com/x',
  'https://management。azure。com.evil.example/x',
  'https://169.254.169.254/metadata/identity/oauth2/token',
  'https://[::1]/x',
  'https://127.0.0.1/x',
  'https://localhost/x',
  'https://2130706433/x',
  'ftp://management.azure.com/x',
  'file:///etc/passwd',
  'data:application/json,{}',
  'javascript:alert(1)',
  'blob:https://management.azure.com/x',
  'ws://management.azure.com/x',
  'https://',
  'subscriptions/x',
  '',
  ' ',
];

const PUBLIC = cloudOf({});

const isOurs = (request: Request): boolean =>
  /^https:\/\/([a-z0-9]+\.)?management\.azure\.com\//.test(request.url);

test('there are at least forty hostile addresses', () => {
  expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(40);
});

test.each(HOSTILE)('%s is no address of ARM', (address) => {
  expect(() => confineToArm(PUBLIC, address)).toThrow(/is not the Resource Manager host/);
});

test.each(HOSTILE.filter((one) => one !== 'https://login.microsoftonline.com/x'))(
  '%s is no address of the login host',
  (address) => {
    expect(() => confineToLogin(PUBLIC, address)).toThrow(/is not the sign-in host/);
  },
);

test.each([
  'https://management.azure.com/x',
  'https://MANAGEMENT.azure.com/x',
  'https://management.azure.com:443/x',
  'https://centraluseuap.management.azure.com/x',
])('%s is ARM', (address) => {
  expect(confineToArm(PUBLIC, address).protocol).toBe('https:');
});

/** These are paths on ARM's own host to the raw client, and lead nowhere else. */
const PATHS = HOSTILE.filter((one) => one.startsWith('/'));
const ELSEWHERE = HOSTILE.filter((one) => !one.startsWith('/'));

test.each(ELSEWHERE)('asked for %s, the raw client sends nothing at all', async (address) => {
  const { azure, sent, signIns } = worldOf([json({})]);

  const error = await errorOf(azure.arm.send({ method: 'GET', path: address }));

  expect(error.code).toBe('FOREIGN_ORIGIN');
  expect([sent, signIns]).toEqual([[], []]);
});

test.each(PATHS)('asked for the path %s, the raw client asks ARM', async (path) => {
  const { azure, sent } = worldOf([json({})]);

  await azure.arm.send({ method: 'GET', path });

  expect(sent.map(isOurs)).toEqual([true]);
});

test.each(ELSEWHERE.filter((one) => one !== ''))(
  'a nextLink to %s is not followed by the raw client',
  async (address) => {
    const page = json({ value: [{ id: 1 }], nextLink: address });
    const { azure, sent } = worldOf([page, json({ value: [] })]);

    const error = await errorOf(all(azure.arm.list('/subscriptions', '2022-12-01')));

    expect(error.code).toBe('FOREIGN_ORIGIN');
    expect(sent).toHaveLength(1);
  },
);

const SDK_LISTS: [string, (azure: Azure) => Promise<unknown>][] = [
  ['arm-notificationhubs', ({ hubs }) => hubs.namespaces('s')],
  ['arm-resources', ({ resources }) => resources.groups('s')],
];

test.each(SDK_LISTS)('%s gets no token for a hostile nextLink', async (_name, list) => {
  for (const nextLink of HOSTILE) {
    const { azure, sent } = worldOf([json({ value: [], nextLink }), json({ value: [] })]);
    await list(azure).catch(() => undefined);
    expect(sent.filter((one) => !isOurs(one))).toEqual([]);
  }
});

// What has another scheme or none is a path to the SDKs, on ARM's own host.
test.each(SDK_LISTS)('%s is told of a nextLink that leads elsewhere', async (_name, list) => {
  for (const nextLink of HOSTILE.filter((one) => /^https?:\/\/./.test(one))) {
    const { azure, sent } = worldOf([json({ value: [], nextLink }), json({ value: [] })]);
    const error = await errorOf(list(azure));
    expect(error.code).toBe('FOREIGN_ORIGIN');
    expect(sent).toHaveLength(1);
  }
});

test.each(HOSTILE)('a redirect to %s is not followed', async (address) => {
  const location = encodeURI(address);
  const { azure, sent } = worldOf([new Response(null, { status: 307, headers: { location } })]);

  const error = await errorOf(azure.arm.get(GROUP, '2022-12-01'));

  expect(['FOREIGN_ORIGIN', 'UNEXPECTED_ANSWER']).toContain(error.code);
  expect(sent).toHaveLength(1);
});

test('the token goes to ARM and to nobody else', async () => {
  const { azure, sent, signIns } = worldOf([json({ value: [] })]);

  await all(azure.arm.list('/subscriptions', '2022-12-01'));

  expect(sent.map((one) => one.headers.get('authorization'))).toEqual([`Bearer ${TOKEN}`]);
  expect(signIns.length).toBeGreaterThan(0);
  expect(signIns.every((one) => !one.headers.has('authorization'))).toBe(true);
});

test('the local Azure is one origin, with no hosts below it', () => {
  const cloud = cloudOf({
    ACS_NOTIFY_CLOUD: 'emulator',
    ACS_NOTIFY_EMULATOR: 'https://localhost:4431',
  });

  expect(confineToArm(cloud, 'https://localhost:4431/x').port).toBe('4431');
  for (const address of [
    'https://localhost:4432/x',
    'https://127.0.0.1:4431/x',
    'https://a.localhost:4431/x',
    'http://localhost:4431/x',
    'https://management.azure.com/x',
  ])
    expect(() => confineToArm(cloud, address)).toThrow(/'emulator'/);
});
