import { expect, test } from 'vitest';
import type { Env, Transport } from '../../../src/shared/ports.ts';
import { connectAzure } from '../../../src/azure/connect.ts';
import {
  armError,
  entra,
  errorOf,
  fakeClock,
  fakeRandom,
  fault,
  HUB,
  json,
  NAMESPACE,
  SECRET,
  SIGNED_IN,
  TOKEN,
  worldOf,
} from './fake.ts';

interface Tried {
  env?: Env;
  login?: Transport;
  arm?: (token: string | null) => Response;
  signal?: AbortSignal;
}

/** A client whose Entra and ARM are these functions. */
function signingIn({
  env = SIGNED_IN,
  login = entra,
  arm = () => json({ id: HUB }),
  signal,
}: Tried) {
  const clock = fakeClock();
  const logins: Request[] = [];
  const tokens: (string | null)[] = [];
  const transport: Transport = async (request) => {
    if (!new URL(request.url).host.startsWith('management.')) {
      logins.push(request.clone());
      return login(request);
    }
    const token = request.headers.get('authorization');
    tokens.push(token);
    return arm(token);
  };
  const azure = connectAzure({
    env,
    clock,
    random: fakeRandom,
    signal: signal ?? new AbortController().signal,
    announce: () => {},
    transport,
  });
  const read = () => azure.arm.get(HUB, '2017-04-01');
  return { azure, read, clock, logins, tokens };
}

const isTokenRequest = (request: Request): boolean =>
  new URL(request.url).pathname.endsWith('/token');

/** Entra that refuses every token request like this. */
const refusing =
  (body: unknown, status = 400): Transport =>
  async (request) =>
    isTokenRequest(request) ? json(body, { status }) : entra(request);

const aadsts = (number: number, text = 'Words.') => ({
  error: 'invalid_client',
  error_description: `AADSTS${number}: ${text} Trace ID: abc Correlation ID: def Timestamp: 2026`,
  error_codes: [number],
});

test('nobody signs in before the first request, and once is enough', async () => {
  const { read, logins, azure } = signingIn({});

  expect(logins).toEqual([]);
  await Promise.all([read(), read(), azure.arm.get(NAMESPACE, '2017-04-01')]);
  await read();

  expect(logins.filter(isTokenRequest)).toHaveLength(1);
});

test('the scope is asked for explicitly, the secret goes to the login host only', async () => {
  const { read, logins } = signingIn({});

  await read();

  const [asked] = logins.filter(isTokenRequest);
  const form = new URLSearchParams(await asked?.text());
  expect(asked?.url.split('?')[0]).toBe(
    'https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/oauth2/v2.0/token',
  );
  expect(Object.fromEntries(form)).toMatchObject({
    scope: 'https://management.azure.com/.default',
    client_id: SIGNED_IN['AZURE_CLIENT_ID'],
    client_secret: SECRET,
    grant_type: 'client_credentials',
  });
});

test.each([
  ['usgov', 'https://login.microsoftonline.us/', 'https://management.usgovcloudapi.net/.default'],
  ['china', 'https://login.chinacloudapi.cn/', 'https://management.chinacloudapi.cn/.default'],
])('in the cloud %s the token is for that cloud', async (cloud, login, scope) => {
  const { read, logins } = signingIn({ env: { ...SIGNED_IN, ACS_NOTIFY_CLOUD: cloud } });

  await read();

  const [asked] = logins.filter(isTokenRequest);
  expect(asked?.url.startsWith(login)).toBe(true);
  expect(new URLSearchParams(await asked?.text()).get('scope')).toBe(scope);
  expect(logins.every((one) => one.url.startsWith(login))).toBe(true);
});

test.each([
  [
    {},
    'There is no way to sign in to Azure: AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET are not set.',
  ],
  [
    { AZURE_TENANT_ID: 't', AZURE_CLIENT_ID: 'c' },
    'The sign-in to Azure is incomplete: AZURE_CLIENT_SECRET is not set.',
  ],
  [
    { AZURE_CLIENT_SECRET: 's' },
    'The sign-in to Azure is incomplete: AZURE_TENANT_ID, AZURE_CLIENT_ID are not set.',
  ],
])('what is not set is named: %o', async (env, message) => {
  const { read, logins } = signingIn({ env });

  expect(await errorOf(read())).toMatchObject({ code: 'SIGN_IN_NEEDED', exit: 4, message });
  expect(logins).toEqual([]);
});

test.each([
  [7000215, 'the client secret is wrong', 'AZURE_CLIENT_SECRET'],
  [7000222, 'the client secret has expired', 'AZURE_CLIENT_SECRET'],
  [700016, 'the application is unknown in this tenant', 'AZURE_CLIENT_ID'],
  [90002, 'the tenant does not exist', 'AZURE_TENANT_ID'],
  [900382, 'the tenant belongs to another cloud', 'ACS_NOTIFY_CLOUD'],
  [500011, 'the tenant does not know the resource', 'ACS_NOTIFY_CLOUD'],
  [1002012, 'the scope is malformed', 'report'],
  [53003, 'a Conditional Access policy', 'administrator'],
])('AADSTS%i is explained with what mends it', async (number, says, mend) => {
  const { read, tokens } = signingIn({ login: refusing(aadsts(number)) });

  const error = await errorOf(read());

  expect(error).toMatchObject({ code: 'SIGN_IN_FAILED', exit: 4 });
  expect(error.message).toContain(`AADSTS${number}: ${says}`);
  expect(error.hint).toContain(mend);
  expect(tokens).toEqual([]);
});

test('an AADSTS number that we do not know comes with Entra’s own words', async () => {
  const { read } = signingIn({ login: refusing(aadsts(99999, 'Something new.')) });

  const error = await errorOf(read());

  expect(error.message).toBe(
    'Signing in with AZURE_CLIENT_ID and AZURE_CLIENT_SECRET failed: AADSTS99999: Something new.',
  );
});

test('a tenant that the login host does not know is named, though MSAL hides it', async () => {
  const env = {
    ...SIGNED_IN,
    ACS_NOTIFY_CLOUD: 'emulator',
    ACS_NOTIFY_EMULATOR: 'https://localhost:4431',
  };
  const login: Transport = async () => json(aadsts(90002), { status: 400 });
  const { read } = signingIn({ env, login });

  expect(await errorOf(read())).toMatchObject({
    code: 'SIGN_IN_FAILED',
    message: expect.stringContaining('AADSTS90002: the tenant does not exist') as string,
  });
});

test.each([
  ['a refused connection', fault('ECONNREFUSED'), 'UNREACHABLE'],
  ['an unknown host', fault('ENOTFOUND'), 'UNREACHABLE'],
  ['a reset', fault('ECONNRESET'), 'UNREACHABLE'],
  ['an unknown certificate authority', fault('SELF_SIGNED_CERT_IN_CHAIN'), 'CERTIFICATE'],
  [
    'an HTML page',
    new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    'UNEXPECTED_ANSWER',
  ],
  ['an empty answer', new Response(''), 'UNEXPECTED_ANSWER'],
  ['cut JSON', new Response('{"access_tok'), 'UNEXPECTED_ANSWER'],
  [
    'a redirect',
    new Response(null, { status: 302, headers: { location: 'https://x.example' } }),
    'UNEXPECTED_ANSWER',
  ],
  ['503', json({ error: 'temporarily_unavailable' }, { status: 503 }), 'UNAVAILABLE'],
  ['429', json({ error: 'slow_down' }, { status: 429 }), 'THROTTLED'],
])('%s on the way to Entra is not called a failed sign-in', async (_name, answer, code) => {
  const login: Transport = async () => {
    if (answer instanceof Error) throw answer;
    return answer.clone();
  };
  const { read, tokens } = signingIn({ login });

  expect((await errorOf(read())).code).toBe(code);
  expect(tokens).toEqual([]);
});

test('a fault that passes does not stop the sign-in', async () => {
  let count = 0;
  const login: Transport = async (request) => {
    count += 1;
    if (count === 1) throw fault('ECONNRESET');
    if (count === 2) return json({}, { status: 503 });
    return entra(request);
  };

  const { read } = signingIn({ login });

  expect(await read()).toEqual({ id: HUB });
});

test('a discovery document that leads elsewhere gets no secret', async () => {
  const env = {
    ...SIGNED_IN,
    ACS_NOTIFY_CLOUD: 'emulator',
    ACS_NOTIFY_EMULATOR: 'https://localhost:4431',
  };
  const login: Transport = async (request) => {
    const answer = await entra(request);
    const text = (await answer.text()).replaceAll('/oauth2/v2.0/token', '/x');
    return new Response(
      text.replace(
        'https://localhost:4431/11111111-1111-4111-8111-111111111111/x',
        'https://evil.example/x',
      ),
      { headers: { 'content-type': 'application/json' } },
    );
  };
  const { read, logins } = signingIn({ env, login });

  expect((await errorOf(read())).code).toBe('FOREIGN_ORIGIN');
  expect(logins.every((one) => one.url.startsWith('https://localhost:4431/'))).toBe(true);
});

test('a token is renewed before it ends, by our clock', async () => {
  let issued = 0;
  const login: Transport = async (request) =>
    isTokenRequest(request)
      ? json({ token_type: 'Bearer', expires_in: 3600, access_token: `token-${(issued += 1)}` })
      : entra(request);
  const { read, clock, tokens } = signingIn({ login });

  await read();
  clock.advance(54 * 60_000);
  await read();
  clock.advance(2 * 60_000);
  await read();

  expect(tokens).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2']);
});

test('a token that ARM refuses at once is refused: no second one is asked for', async () => {
  const { read, logins, tokens } = signingIn({
    arm: () => armError(401, 'InvalidAuthenticationToken'),
  });

  expect(await errorOf(read())).toMatchObject({ code: 'TOKEN_REFUSED', exit: 4 });
  expect(tokens).toHaveLength(1);
  expect(logins.filter(isTokenRequest)).toHaveLength(1);
});

test('a token that was good before is renewed once when ARM refuses it', async () => {
  let issued = 0;
  const login: Transport = async (request) =>
    isTokenRequest(request)
      ? json({ token_type: 'Bearer', expires_in: 3600, access_token: `token-${(issued += 1)}` })
      : entra(request);
  let revoked = '';
  const arm = (token: string | null) =>
    token === revoked ? armError(401, 'ExpiredAuthenticationToken') : json({ id: HUB });
  const { azure, read, tokens } = signingIn({ login, arm });

  await read();
  revoked = 'Bearer token-1';
  await azure.arm.send({ method: 'PUT', path: HUB, apiVersion: '2017-04-01', body: {} });
  await read();

  expect(tokens).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2', 'Bearer token-2']);
});

test('requests at the same time share one renewal', async () => {
  let issued = 0;
  const login: Transport = async (request) =>
    isTokenRequest(request)
      ? json({ token_type: 'Bearer', expires_in: 3600, access_token: `token-${(issued += 1)}` })
      : entra(request);
  const arm = (token: string | null) =>
    issued > 0 && token === 'Bearer token-1' && refused
      ? armError(401, 'ExpiredAuthenticationToken')
      : json({ id: HUB });
  let refused = false;
  const { read } = signingIn({ login, arm });

  await read();
  refused = true;
  await Promise.all([read(), read(), read()]);

  expect(issued).toBe(2);
});

test('a failed sign-in is not remembered', async () => {
  let failing = true;
  const login: Transport = async (request) => {
    if (failing) throw fault('ECONNREFUSED');
    return entra(request);
  };
  const { read, tokens } = signingIn({ login });

  await errorOf(read());
  failing = false;

  expect(await read()).toEqual({ id: HUB });
  expect(tokens).toEqual([`Bearer ${TOKEN}`]);
});

test('an abort ends the sign-in with its own reason', async () => {
  const stop = new AbortController();
  const reason = new Error('stopped by Ctrl-C');
  const login: Transport = () => {
    queueMicrotask(() => stop.abort(reason));
    return new Promise(() => {});
  };
  const { read } = signingIn({ login, signal: stop.signal });

  await expect(read()).rejects.toBe(reason);
});

test('the user agent names the program and its version', async () => {
  const { azure, sent } = worldOf([json({ id: HUB, name: 'x' })], { version: '1.2.3' });

  await azure.hubs.hub(HUB);

  expect(sent[0]?.headers.get('user-agent')).toBe('acs-notify/1.2.3');
});
