import { expect, test } from 'vitest';
import type { Env } from '../../../src/shared/ports.ts';
import { cloudOf } from '../../../src/azure/clouds.ts';
import { proxyOf } from '../../../src/azure/proxy-settings.ts';

const EMULATOR = {
  ACS_NOTIFY_CLOUD: 'emulator',
  ACS_NOTIFY_EMULATOR: 'https://localhost:4431',
};

test.each([
  [undefined, 'https://management.azure.com', 'https://login.microsoftonline.com'],
  ['public', 'https://management.azure.com', 'https://login.microsoftonline.com'],
  ['usgov', 'https://management.usgovcloudapi.net', 'https://login.microsoftonline.us'],
  ['china', 'https://management.chinacloudapi.cn', 'https://login.chinacloudapi.cn'],
])('the cloud %s has its own hosts and scope', (name, arm, login) => {
  expect(cloudOf({ ACS_NOTIFY_CLOUD: name })).toMatchObject({
    arm,
    login,
    scope: `${arm}/.default`,
  });
});

const WRONG: Env[] = [
  { ACS_NOTIFY_CLOUD: 'Public' },
  { ACS_NOTIFY_CLOUD: 'constructor' },
  { ACS_NOTIFY_CLOUD: 'https://evil.example' },
  { ACS_NOTIFY_CLOUD: 'emulator' },
  ...[
    'http://localhost:4431',
    'https://localhost:4431/',
    'https://localhost:4431/x',
    'https://evil.example:4431',
    'https://localhost.evil.example:4431',
    'https://localhost@evil.example:4431',
    'https://user@localhost:4431',
    'https://127.0.0.2:4431',
    'https://192.168.0.1:4431',
    'https://localhost.:4431',
    'https://localhost:99999',
    'localhost:4431',
    'https://management.azure.com',
  ].map((origin) => ({ ACS_NOTIFY_CLOUD: 'emulator', ACS_NOTIFY_EMULATOR: origin })),
  ...[
    'https://evil.example',
    'https://login.microsoftonline.us',
    'https://login.microsoftonline.com.evil.example',
    'https://login.microsoftonline.com@evil.example',
    'https://user@login.microsoftonline.com',
    'https://login.microsoftonline.com:8443',
    'https://login.microsoftonline.com/tenant',
    'http://login.microsoftonline.com',
    'https://localhost:4431',
    'not an address',
  ].map((host) => ({ AZURE_AUTHORITY_HOST: host })),
  ...[
    'https://login.microsoftonline.com',
    'http://localhost:4431',
    'https://evil.example:4431',
  ].map((host) => ({ ...EMULATOR, AZURE_AUTHORITY_HOST: host })),
];

test.each(WRONG)('%o is no cloud that a token may go to', (env) => {
  expect(() => cloudOf(env)).toThrow(expect.objectContaining({ code: 'INVALID_SETTING', exit: 2 }));
});

test.each([
  [{ AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com' }],
  [{ AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com/' }],
  [{ AZURE_AUTHORITY_HOST: 'login.microsoftonline.com' }],
])('%o is the public cloud’s own login host', (env) => {
  expect(cloudOf(env).login).toBe('https://login.microsoftonline.com');
});

test('the local Azure signs in where it says, on this machine', () => {
  expect(cloudOf(EMULATOR)).toMatchObject({
    login: 'https://localhost:4431',
    scope: 'https://localhost:4431/.default',
  });
  expect(cloudOf({ ...EMULATOR, AZURE_AUTHORITY_HOST: 'https://127.0.0.1:4432/' }).login).toBe(
    'https://127.0.0.1:4432',
  );
  expect(cloudOf({ ...EMULATOR, ACS_NOTIFY_EMULATOR: 'https://[::1]:4431' }).arm).toBe(
    'https://[::1]:4431',
  );
});

test('without a proxy in the environment there is none', () => {
  expect(proxyOf({})).toBeUndefined();
  expect(proxyOf({ HTTP_PROXY: 'http://proxy:8080' })).toBeUndefined();
});

test.each([
  [
    { HTTPS_PROXY: 'http://proxy.contoso.com:8080' },
    { host: 'http://proxy.contoso.com', port: 8080 },
  ],
  [{ https_proxy: 'http://proxy' }, { host: 'http://proxy', port: 80 }],
  [{ ALL_PROXY: 'https://proxy' }, { host: 'https://proxy', port: 443 }],
  [{ HTTPS_PROXY: 'proxy:3128' }, { host: 'http://proxy', port: 3128 }],
  [
    { HTTPS_PROXY: 'http://me:p%40ss@proxy:3128' },
    { host: 'http://proxy', port: 3128, username: 'me', password: 'p@ss' },
  ],
])('%o names a proxy', (env, proxy) => {
  expect(proxyOf(env)?.proxy).toEqual(proxy);
});

test('NO_PROXY names what is reached directly, the local Azure always', () => {
  const env = { HTTPS_PROXY: 'http://proxy:3128' };

  expect(proxyOf(env)?.noProxy).toEqual(['localhost', '127.0.0.1', '[::1]']);
  expect(proxyOf({ ...env, NO_PROXY: 'azure.com, .contoso.com,*.x.org' })?.noProxy).toEqual([
    'localhost',
    '127.0.0.1',
    '[::1]',
    'azure.com',
    '.azure.com',
    '.contoso.com',
    '.x.org',
  ]);
  expect(proxyOf({ ...env, no_proxy: '*' })).toBeUndefined();
});

test.each(['socks5://proxy:1080', 'http://', '://', 'http://user:canary@'])(
  'a proxy %s is refused without showing it',
  (address) => {
    expect(() => proxyOf({ HTTPS_PROXY: address })).toThrow(
      expect.objectContaining({
        code: 'INVALID_SETTING',
        message: expect.not.stringContaining('canary') as string,
      }),
    );
  },
);
