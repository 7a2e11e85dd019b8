import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SEED } from '../../../src/emulator/seed.ts';
import { local, ORIGIN, refusal, START, tokenIn } from './local.ts';

const TENANT = DEFAULT_SEED.tenant.id;

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

describe('discovery', () => {
  test('has the four fields without which MSAL does not sign in, all at this origin', async () => {
    const { ask } = local();

    const { status, body } = await ask('GET', `/${TENANT}/v2.0/.well-known/openid-configuration`);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      issuer: `${ORIGIN}/${TENANT}/v2.0`,
      authorization_endpoint: `${ORIGIN}/${TENANT}/oauth2/v2.0/authorize`,
      token_endpoint: `${ORIGIN}/${TENANT}/oauth2/v2.0/token`,
      jwks_uri: `${ORIGIN}/${TENANT}/discovery/v2.0/keys`,
    });
  });

  test('knows the tenant by its domain too, in any case', async () => {
    const { ask } = local();
    const path = `/${DEFAULT_SEED.tenant.domain.toUpperCase()}/v2.0/.well-known/openid-configuration`;

    expect((await ask('GET', path)).status).toBe(200);
  });

  test.each(['/v2.0/.well-known/openid-configuration', '/discovery/v2.0/keys'])(
    'of another tenant: AADSTS90002 at %s',
    async (path) => {
      const answer = await local().ask('GET', `/nobody.example${path}`);

      expect(refusal(answer)).toEqual([400, 'invalid_tenant']);
      expect(answer.body).toMatchObject({ error_codes: [90002] });
    },
  );
});

describe('an authority that ends in /adfs, as older az needs it', () => {
  const UNSIGNED = { version: '', token: '' };

  test('names a token endpoint without a tenant', async () => {
    const { status, body } = await local().ask(
      'GET',
      '/adfs/.well-known/openid-configuration',
      UNSIGNED,
    );

    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_endpoint: `${ORIGIN}/adfs/oauth2/token`,
      authorization_endpoint: `${ORIGIN}/adfs/oauth2/authorize`,
      jwks_uri: `${ORIGIN}/${TENANT}/discovery/v2.0/keys`,
    });
  });

  test('gives a token that opens Resource Manager, for a secret and nothing less', async () => {
    const { ask, emulator } = local();
    const { clientId, clientSecret } = emulator.signIn;
    const asked = (secret: string) =>
      ask('POST', '/adfs/oauth2/token', {
        ...UNSIGNED,
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: secret,
          scope: `${ORIGIN}//.default`,
        }).toString(),
      });

    const token = tokenIn(await asked(clientSecret));

    expect((await ask('GET', '/subscriptions', { token })).status).toBe(200);
    expect(refusal(await asked('guess'))).toEqual([401, 'invalid_client']);
  });
});

describe('a token', () => {
  test('is signed by the key that JWKS shows, with this origin as its audience', async () => {
    const { ask, signIn } = local();
    const keys = await ask('GET', `/${TENANT}/discovery/v2.0/keys`);
    const token = tokenIn(await signIn());

    const [head = '', body = '', signature = ''] = token.split('.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    const jwks = keys.body as { keys: { kid: string }[] };
    const jwk = jwks.keys.find(({ kid }) => kid === header.kid);
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    const signed = Buffer.from(`${head}.${body}`);
    expect(verify('sha256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(claimsOf(token)).toMatchObject({
      aud: ORIGIN,
      tid: TENANT,
      appid: DEFAULT_SEED.servicePrincipal.clientId,
      iat: START / 1000,
      exp: START / 1000 + 3600,
    });
  });

  test('is of no use after an hour of the emulator’s clock', async () => {
    const { ask, clock } = local();
    await ask('GET', '/subscriptions');

    clock.advance(3_600_000);

    expect(refusal(await ask('GET', '/subscriptions'))).toEqual([
      401,
      'ExpiredAuthenticationToken',
    ]);
  });

  test('with the scope’s doubled slash, as az sends it, is for the same audience', async () => {
    const { signIn } = local();

    const token = tokenIn(await signIn({ scope: `${ORIGIN}//.default` }));

    expect(claimsOf(token)['aud']).toBe(ORIGIN);
  });
});

describe('the token endpoint refuses', () => {
  const cases: [string, Record<string, string>, number, string, number][] = [
    ['a wrong secret', { client_secret: 'guess' }, 401, 'invalid_client', 7000215],
    ['no secret', { client_secret: '' }, 401, 'invalid_client', 7000218],
    ['an unknown application', { client_id: 'nobody' }, 400, 'unauthorized_client', 700016],
    ['no application', { client_id: '' }, 400, 'invalid_request', 900144],
    ['no grant', { grant_type: '' }, 400, 'invalid_request', 900144],
    ['no scope', { scope: '' }, 400, 'invalid_request', 900144],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
    [
      'a name that every object has',
      { grant_type: 'toString' },
      400,
      'unsupported_grant_type',
      70003,
    ],
    ['a scope without /.default', { scope: ORIGIN }, 400, 'invalid_scope', 1002012],
    ['two scopes', { scope: `a/.default ${ORIGIN}/.default` }, 400, 'invalid_scope', 1002012],
    [
      'real Azure’s audience',
      { scope: 'https://management.azure.com/.default' },
      400,
      'invalid_resource',
      500011,
    ],
  ];

  test.each(cases)('%s', async (_what, form, status, error, number) => {
    const answer = await local().signIn(form);

    expect(refusal(answer)).toEqual([status, error]);
    expect(answer.body).toMatchObject({
      error_codes: [number],
      error_description: expect.stringMatching(new RegExp(`^AADSTS${number}: .*Trace ID: `)),
      timestamp: '2026-01-15 09:30:00Z',
    });
  });

  test('another tenant', async () => {
    const answer = await local().signIn({}, 'nobody.example');

    expect(refusal(answer)).toEqual([400, 'invalid_request']);
    expect(answer.body).toMatchObject({ error_codes: [90002] });
  });

  test('the secret of another emulator', async () => {
    const other = local({ random: { bytes: (count) => new Uint8Array(count).fill(7) } });
    const { clientSecret } = other.emulator.signIn;

    const answer = await local().signIn({ client_secret: clientSecret });

    expect(answer.body).toMatchObject({ error_codes: [7000215] });
  });
});

test('a client id is compared without case, as in the seed so in the request', async () => {
  const clientId = DEFAULT_SEED.servicePrincipal.clientId.toUpperCase();
  const seed = { ...DEFAULT_SEED, servicePrincipal: { clientId, name: 'shouting' } };

  const answer = await local({ seed }).signIn({ client_id: clientId.toLowerCase() });

  expect(answer.status).toBe(200);
});

test('the client secret is in no saved state', () => {
  const { emulator } = local();

  expect(JSON.stringify(emulator.save())).not.toContain(emulator.signIn.clientSecret);
});

test('an endpoint that is not played is 501, also without a token', async () => {
  const answer = await local().ask('POST', `/${TENANT}/oauth2/v2.0/devicecode`, { token: '' });

  expect(refusal(answer)).toEqual([501, 'NotImplemented']);
  expect(answer.text).toContain(`POST /${TENANT}/oauth2/v2.0/devicecode`);
});
