import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hubsState } from '../../../../src/emulator/providers/notification-hubs/state.ts';
import { azureWithHub, B, HUB, NAMESPACE, VERSIONS_C } from './hubs-support.ts';

const C = '2023-10-01-preview';
const APNS = { endpoint: 'https://api.push.apple.com:443/3/device', keyId: 'k', token: 't' };
/** Every kind with what the specification of 2023-10-01-preview requires of it. */
const WHOLE: Readonly<Record<string, Record<string, string>>> = {
  admCredential: { clientId: 'a', clientSecret: 'b', authTokenUrl: 'c' },
  apnsCredential: APNS,
  baiduCredential: { baiduApiKey: 'a', baiduEndPoint: 'b', baiduSecretKey: 'c' },
  gcmCredential: { googleApiKey: 'a' },
  mpnsCredential: { mpnsCertificate: 'a', certificateKey: 'b', thumbprint: 'c' },
  wnsCredential: { packageSid: 'a', secretKey: 'b' },
  browserCredential: { subject: 'a', vapidPrivateKey: 'b', vapidPublicKey: 'c' },
  xiaomiCredential: { appSecret: 'a', endpoint: 'b' },
  fcmV1Credential: { clientEmail: 'a', privateKey: 'b', projectId: 'c' },
};
const KINDS = Object.keys(WHOLE);
const OF_2017 = KINDS.slice(0, 6);

/** Credentials as requests and answers nest them. */
function nest(kinds: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(kinds.map((kind) => [kind, { properties: WHOLE[kind] }]));
}

async function readBack(azure: Awaited<ReturnType<typeof azureWithHub>>, version: string) {
  const { body } = await azure.in(version)('POST', `${HUB}/pnsCredentials`);
  return (body as { properties: unknown }).properties; // asserted by the caller
}

describe.each([
  [B, OF_2017],
  ['2023-01-01-preview', KINDS.slice(0, 8)],
  ['2023-09-01', KINDS.slice(0, 8)],
  [C, KINDS],
] as const)('in %s', (version, known) => {
  test.each(['PUT', 'PATCH'])(
    '%s keeps every kind that the version knows, and no other',
    async (method) => {
      const azure = await azureWithHub(version);

      await azure.in(version)(method, HUB, { location: 'westeurope', properties: nest(KINDS) });

      expect(await readBack(azure, version)).toEqual(nest(known));
    },
  );

  test('what another version has set is not shown when this one does not know it', async () => {
    const azure = await azureWithHub(C);
    await azure.in(C)('PATCH', HUB, { properties: nest(KINDS) });

    expect(await readBack(azure, version)).toEqual(nest(known));
    expect(await readBack(azure, C)).toEqual(nest(KINDS));
  });
});

test.each(VERSIONS_C)('a namespace keeps its own in %s', async (version) => {
  const azure = await azureWithHub(version);
  const pnsCredentials = nest(OF_2017);

  await azure.in(version)('PATCH', NAMESPACE, { properties: { pnsCredentials } });
  const answer = await azure.in(version)('POST', `${NAMESPACE}/pnsCredentials`);

  expect(answer.body).toMatchObject({ properties: pnsCredentials });
  expect(await readBack(azure, version)).toEqual({});
});

test('whatever is written one after the other, the newest of each kind is there', async () => {
  const write = fc.record({
    method: fc.constantFrom('PUT', 'PATCH'),
    kinds: fc.subarray(KINDS),
    secret: fc.string({ minLength: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(write, { maxLength: 6 }), async (writes) => {
      const azure = await azureWithHub(C);
      const expected: Record<string, unknown> = {};

      for (const { method, kinds, secret } of writes) {
        const sent = kinds.map(
          (kind) => [kind, { properties: { ...WHOLE[kind], secret } }] as const,
        );
        Object.assign(expected, Object.fromEntries(sent));
        const properties = Object.fromEntries(sent);
        await azure.in(C)(method, HUB, { location: 'westeurope', properties });
      }

      expect(await readBack(azure, C)).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

test('a hub PUT drops what it leaves out when the state says so; PATCH never does', async () => {
  const azure = await azureWithHub(C);
  await azure.in(C)('PATCH', HUB, { properties: nest(['gcmCredential', 'apnsCredential']) });
  hubsState(azure.emulator.world).dropOmittedCredentials = true;

  await azure.in(C)('PATCH', HUB, { properties: nest(['wnsCredential']) });
  const afterPatch = await readBack(azure, C);
  await azure.in(C)('PUT', HUB, { location: 'westeurope', properties: nest(['wnsCredential']) });
  const afterPut = await readBack(azure, C);

  expect(afterPatch).toEqual(nest(['gcmCredential', 'apnsCredential', 'wnsCredential']));
  expect(afterPut).toEqual(nest(['wnsCredential']));
});

const REFUSAL =
  'SubCode=40000. Failed to validate credentials with APNS. Invalid URI: The format of the URI could not be determined';

test.each([
  ['https://api.push.apple.com:443/3/device', true],
  ['https://api.sandbox.push.apple.com', true],
  ['gateway.push.apple.com', true],
  ['gateway.sandbox.push.apple.com', true],
  ['api.push.apple.com:443/3/device', false],
  ['production', false],
])('an APNs endpoint %s is taken: %s', async (endpoint, taken) => {
  const azure = await azureWithHub(C);
  const properties = { apnsCredential: { properties: { ...APNS, endpoint } } };

  const put = await azure.in(C)('PUT', HUB, { location: 'westeurope', properties });
  const patch = await azure.in(B)('PATCH', HUB, { properties });

  const refused = { error: { code: 'BadRequest', message: REFUSAL } };
  const expected = taken ? { status: 200 } : { status: 400, body: refused };
  expect(put).toMatchObject(expected);
  expect(patch).toMatchObject(expected);
  expect(await readBack(azure, C)).toEqual(taken ? properties : {});
});

const required = Object.entries(WHOLE)
  .filter(([kind]) => kind !== 'wnsCredential' && kind !== 'xiaomiCredential')
  .flatMap(([kind, properties]) =>
    Object.keys(properties)
      .filter((name) => kind !== 'apnsCredential' || name === 'endpoint')
      .map((name) => [kind, name] as const),
  );

test.each(required)('from 2023 on a %s needs its %s', async (kind, name) => {
  const azure = await azureWithHub(C);
  const { [name]: _, ...rest } = WHOLE[kind] ?? {};

  const answer = await azure.in(C)('PATCH', HUB, { properties: { [kind]: { properties: rest } } });

  expect(answer.status).toBe(400);
  expect(answer.text).toContain(`The ${name} of the ${kind} is required.`);
  expect(await readBack(azure, C)).toEqual({});
});

test('in 2017-04-01 nothing is required', async () => {
  const azure = await azureWithHub(B);
  const properties = { apnsCredential: { properties: { keyId: 'k' } } };

  const answer = await azure.in(B)('PATCH', HUB, { properties });

  expect(answer.status).toBe(200);
  expect(await readBack(azure, B)).toEqual(properties);
});
