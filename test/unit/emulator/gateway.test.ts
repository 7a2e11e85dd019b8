import { describe, expect, test } from 'vitest';
import { ACS, GROUP, OTHER_SUBSCRIPTION, SUBSCRIPTION } from '../../support/ids.ts';
import { local, ORIGIN, refusal, TAKES, tokenIn, valueOf } from './local.ts';

const SUB = `/subscriptions/${SUBSCRIPTION}`;
const OTHER = `/subscriptions/${OTHER_SUBSCRIPTION}`;
const ABSENT_ACS = `${GROUP}/providers/Microsoft.Communication/communicationServices/nobody`;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('the bearer token', () => {
  test('is demanded before anything else is looked at', async () => {
    const answer = await local().ask('GET', '/subscriptions/nonsense', { token: '', version: '' });

    expect(refusal(answer)).toEqual([401, 'AuthenticationFailed']);
    expect(answer.headers.get('www-authenticate')).toMatch(
      new RegExp(`^Bearer authorization_uri="${ORIGIN}/[0-9a-f-]+", error="invalid_token"`),
    );
  });

  test.each([
    ['is none', 'abc'],
    ['has a forged signature', 'eyJhbGciOiJub25lIn0.e30.c2ln'],
    ['is unsigned', 'eyJhbGciOiJub25lIn0.e30.'],
  ])('is refused when it %s', async (_what, token) => {
    expect(refusal(await local().ask('GET', '/subscriptions', { token }))).toEqual([
      401,
      'InvalidAuthenticationToken',
    ]);
  });

  test('of another emulator’s origin is refused, although the key is the same', async () => {
    const elsewhere = 'https://localhost:9999';
    const other = local({ origin: elsewhere });
    const token = tokenIn(await other.signIn({ scope: `${elsewhere}/.default` }));

    expect(refusal(await local().ask('GET', '/subscriptions', { token }))).toEqual([
      401,
      'InvalidAuthenticationTokenAudience',
    ]);
  });
});

describe('refusals, in the order in which they are decided', () => {
  const cases: [string, string, string, { version?: string; body?: unknown }, number, string][] = [
    ['no api-version', 'GET', '/subscriptions', { version: '' }, 400, 'MissingApiVersionParameter'],
    [
      'no api-version, of nothing that there is',
      'GET',
      '/subscriptions/x/y',
      { version: '' },
      400,
      'MissingApiVersionParameter',
    ],
    [
      'a body that is not JSON',
      'PUT',
      GROUP,
      { body: '{"location":' },
      400,
      'InvalidRequestContent',
    ],
    [
      'a subscription that is no GUID',
      'GET',
      '/subscriptions/contoso/resourceGroups',
      {},
      400,
      'InvalidSubscriptionId',
    ],
    [
      'an absent subscription',
      'GET',
      '/subscriptions/00000000-0000-0000-0000-000000000000',
      {},
      404,
      'SubscriptionNotFound',
    ],
    [
      'a version that ARM’s own resources never had',
      'GET',
      '/subscriptions',
      { version: '2015-01-01' },
      400,
      'InvalidApiVersionParameter',
    ],
    [
      'a version that is no date',
      'GET',
      '/subscriptions',
      { version: 'latest' },
      400,
      'InvalidApiVersionParameter',
    ],
    [
      'an unknown provider',
      'GET',
      `${GROUP}/providers/Contoso.Nothing/things/x`,
      {},
      404,
      'InvalidResourceNamespace',
    ],
    [
      'an unknown type',
      'GET',
      `${GROUP}/providers/Microsoft.Communication/things/x`,
      { version: '2023-04-01' },
      404,
      'InvalidResourceType',
    ],
    [
      'an absent group',
      'GET',
      ABSENT_ACS.replace('contoso', 'nowhere'),
      { version: '2023-04-01' },
      404,
      'ResourceGroupNotFound',
    ],
    [
      'an absent group, before an unregistered provider',
      'GET',
      `${OTHER}/resourceGroups/nowhere/providers/Microsoft.Communication/communicationServices/x`,
      { version: '2023-04-01' },
      404,
      'ResourceGroupNotFound',
    ],
    [
      'an unregistered provider, before an unknown version',
      'GET',
      `${OTHER}/resourceGroups/fabrikam/providers/Microsoft.Communication/communicationServices/x`,
      { version: '1999-01-01' },
      409,
      'MissingSubscriptionRegistration',
    ],
    [
      'an absent resource, before an unknown version',
      'GET',
      ABSENT_ACS,
      { version: '1999-01-01' },
      404,
      'ResourceNotFound',
    ],
    [
      'an unknown version of a list',
      'GET',
      `${GROUP}/providers/Microsoft.Communication/communicationServices`,
      { version: '1999-01-01' },
      404,
      'InvalidResourceType',
    ],
    [
      'an unknown version of a write',
      'PUT',
      ABSENT_ACS,
      { version: '1999-01-01', body: { location: 'Global' } },
      400,
      'NoRegisteredProviderFound',
    ],
    [
      'an action that is not played',
      'POST',
      `${ACS}/fly`,
      { version: '2023-04-01' },
      501,
      'NotImplemented',
    ],
    ['a method that is not played', 'PATCH', SUB, {}, 501, 'NotImplemented'],
  ];

  test.each(cases)('%s', async (_what, method, path, asking, status, code) => {
    const { ask, emulator } = local();

    expect(refusal(await ask(method, path, asking))).toEqual([status, code]);
    expect(emulator.writes).toEqual([]);
  });

  test('DELETE of an absent resource in an unknown version is 204', async () => {
    const { status } = await local().ask('DELETE', ABSENT_ACS, { version: '1999-01-01' });

    expect(status).toBe(204);
  });

  test('an absent resource is the gateway’s own 404, in its own words', async () => {
    const answer = await local().ask('GET', ABSENT_ACS, { version: '2023-04-01' });

    expect(answer.headers.get('x-ms-failure-cause')).toBe('gateway');
    expect(answer.body).toEqual({
      error: {
        code: 'ResourceNotFound',
        message:
          "The Resource 'Microsoft.Communication/CommunicationServices/nobody' under resource group 'contoso' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
      },
    });
  });

  test('an unknown version of a write names the location and every version that there is', async () => {
    const { text } = await local().ask('PUT', ABSENT_ACS, {
      version: '1999-01-01',
      body: { location: 'Global' },
    });

    expect(text).toContain(
      "No registered resource provider found for location 'global' and API version '1999-01-01' for type 'CommunicationServices'. The supported api-versions are '",
    );
    expect(text).toContain('2023-04-01, ');
    expect(text).toContain("The supported locations are 'global'.");
  });

  test('a missing registration names the namespace as its target', async () => {
    const { body } = await local().ask(
      'GET',
      `${OTHER}/providers/Microsoft.NotificationHubs/namespaces`,
      { version: '2017-04-01' },
    );

    expect(body).toMatchObject({
      error: {
        code: 'MissingSubscriptionRegistration',
        details: [
          { code: 'MissingSubscriptionRegistration', target: 'Microsoft.NotificationHubs' },
        ],
      },
    });
  });

  test('an unknown route names method and path', async () => {
    const answer = await local().ask('GET', `${SUB}/deployments/x`);

    expect(refusal(answer)).toEqual([501, 'NotImplemented']);
    expect(answer.text).toContain(`GET ${SUB}/deployments/x`);
  });
});

describe('addresses', () => {
  test('are compared without case, and names come back as they are', async () => {
    const { body } = await local().ask('GET', GROUP.toUpperCase());

    expect(body).toMatchObject({ id: GROUP, name: 'contoso' });
  });

  test('may have doubled and trailing slashes, as az writes them', async () => {
    const path = ACS.replace('/communicationServices', '//communicationServices');

    expect((await local().ask('GET', `/${path}/`, { version: '2023-04-01' })).status).toBe(200);
  });

  test('query parameters too are found whatever their case', async () => {
    const { status } = await local().ask('GET', '/subscriptions?API-Version=2022-12-01', {
      version: '',
    });

    expect(status).toBe(200);
  });
});

describe('headers', () => {
  test('a correlation id is echoed, the other ids are new', async () => {
    const { headers } = await local().ask('GET', '/subscriptions', {
      headers: { 'x-ms-correlation-request-id': 'mine' },
    });

    expect(headers.get('x-ms-correlation-request-id')).toBe('mine');
    expect(headers.get('x-ms-request-id')).toMatch(UUID);
    expect(headers.get('x-ms-routing-request-id')).toMatch(/^LOCAL:20260115T093000Z:[0-9a-f-]+$/);
  });

  test('without one sent, the correlation id is the request id', async () => {
    const { headers } = await local().ask('GET', '/subscriptions');

    expect(headers.get('x-ms-correlation-request-id')).toBe(headers.get('x-ms-request-id'));
  });

  test('the client’s request id comes back only when asked for', async () => {
    const { ask } = local();
    const id = { 'x-ms-client-request-id': 'c' };
    const wanted = { ...id, 'x-ms-return-client-request-id': 'true' };

    const plain = await ask('GET', '/subscriptions', { headers: id });
    const asked = await ask('GET', '/subscriptions', { headers: wanted });

    expect(plain.headers.get('x-ms-client-request-id')).toBeNull();
    expect(asked.headers.get('x-ms-client-request-id')).toBe('c');
  });

  test('refusals have them too', async () => {
    const { headers } = await local().ask('GET', `${GROUP}x`);

    expect(headers.get('x-ms-request-id')).toMatch(UUID);
    expect(headers.get('x-ms-ratelimit-remaining-subscription-reads')).toBe('249');
  });
});

describe('what is left of the limits', () => {
  const READS = 'x-ms-ratelimit-remaining-subscription-reads';

  test('counts down by request and is refilled by the clock, to the brim and no more', async () => {
    const { ask, clock } = local();
    const left = async () => (await ask('GET', GROUP)).headers.get(READS);

    expect([await left(), await left(), await left()]).toEqual(['249', '248', '247']);
    clock.advance(40);
    expect(await left()).toBe('247');
    clock.advance(60_000);
    expect(await left()).toBe('249');
  });

  test('is counted for reads, writes and deletes, and for each subscription, by itself', async () => {
    const { ask } = local();
    const names = async (method: string, path: string, body?: unknown) => {
      const { headers } = await ask(method, path, body === undefined ? {} : { body });
      return [...headers].filter(([name]) => name.startsWith('x-ms-ratelimit'));
    };

    expect(await names('GET', GROUP)).toEqual([[READS, '249']]);
    expect(await names('PUT', GROUP, { location: 'westeurope' })).toEqual([
      ['x-ms-ratelimit-remaining-subscription-writes', '199'],
    ]);
    expect(await names('DELETE', GROUP)).toEqual([
      ['x-ms-ratelimit-remaining-subscription-deletes', '199'],
    ]);
    expect(await names('GET', `${OTHER}/resourceGroups`)).toEqual([[READS, '249']]);
    expect(await names('GET', '/tenants')).toEqual([
      ['x-ms-ratelimit-remaining-tenant-reads', '249'],
    ]);
  });

  test('is not told to somebody without a token', async () => {
    const { headers } = await local().ask('GET', GROUP, { token: '' });

    expect([...headers.keys()].filter((name) => name.startsWith('x-ms-ratelimit'))).toEqual([]);
  });
});

test('every version from 2019-05-01 to 2025-04-01 answers for ARM’s own resources', async () => {
  const { ask } = local();
  const versions = ['2019-05-01', '2019-11-01', '2021-04-01', '2022-12-01', '2025-04-01'];

  for (const version of versions)
    expect([version, (await ask('GET', GROUP, { version })).status]).toEqual([version, 200]);
  for (const version of ['2019-04-30', '2025-04-02'])
    expect([version, (await ask('GET', GROUP, { version })).status]).toEqual([version, 400]);
});

describe('subscriptions, tenants, locations', () => {
  test('are those of the seed', async () => {
    const { ask, emulator } = local();
    const [subscriptions, one, tenants, locations] = await Promise.all([
      ask('GET', '/subscriptions'),
      ask('GET', SUB),
      ask('GET', '/tenants'),
      ask('GET', `${SUB}/locations`),
    ]);
    const { tenantId } = emulator.signIn;

    expect(valueOf(subscriptions).map((each) => each['subscriptionId'])).toEqual([
      SUBSCRIPTION,
      OTHER_SUBSCRIPTION,
    ]);
    expect(one.body).toMatchObject({ id: SUB, tenantId, state: 'Enabled' });
    expect(valueOf(tenants)).toMatchObject([{ id: `/tenants/${tenantId}`, tenantId }]);
    expect(valueOf(locations)).toContainEqual(
      expect.objectContaining({ name: 'westeurope', displayName: 'West Europe' }),
    );
    expect(valueOf(locations).map(({ name }) => name)).not.toContain('global');
  });
});

describe('registration', () => {
  const HUBS = `${OTHER}/providers/Microsoft.NotificationHubs`;
  const LIST = `${HUBS}/namespaces`;
  const state = ({ body }: { body: unknown }) =>
    (body as { registrationState: string }).registrationState;

  test('goes from NotRegistered over Registering to Registered, by the clock alone', async () => {
    const { ask, clock } = local();
    const seen = [state(await ask('GET', HUBS)), state(await ask('POST', `${HUBS}/register`))];
    for (let poll = 0; poll < 5; poll += 1) await ask('GET', HUBS);
    seen.push(state(await ask('GET', HUBS)));
    clock.advance(TAKES);
    seen.push(state(await ask('GET', HUBS)));

    expect(seen).toEqual(['NotRegistered', 'Registering', 'Registering', 'Registered']);
    expect((await ask('GET', LIST, { version: '2017-04-01' })).status).toBe(200);
  });

  test('a second request does not begin anew', async () => {
    const { ask, clock } = local();
    await ask('POST', `${HUBS}/register`);
    clock.advance(TAKES);

    expect(state(await ask('POST', `${HUBS}/register`))).toBe('Registered');
  });

  test('is taken back over Unregistering to Unregistered, and can be had again', async () => {
    const { ask, clock } = local();
    await ask('POST', `${HUBS}/register`);
    clock.advance(TAKES);
    const seen = [state(await ask('POST', `${HUBS}/unregister`))];
    clock.advance(TAKES);
    seen.push(state(await ask('GET', HUBS)));
    const refused = await ask('GET', LIST, { version: '2017-04-01' });
    seen.push(state(await ask('POST', `${HUBS}/register`)));

    expect(seen).toEqual(['Unregistering', 'Unregistered', 'Registering']);
    expect(refusal(refused)).toEqual([409, 'MissingSubscriptionRegistration']);
  });

  test('is all there in the first subscription, and nothing of it in the second', async () => {
    const { ask } = local();
    const states = async (of: string) =>
      valueOf(await ask('GET', `${of}/providers`)).map((one) => [
        one['namespace'],
        one['registrationState'],
      ]);

    expect(await states(SUB)).toEqual([
      ['Microsoft.Resources', 'Registered'],
      ['Microsoft.NotificationHubs', 'Registered'],
      ['Microsoft.Communication', 'Registered'],
      ['Microsoft.EventGrid', 'Registered'],
    ]);
    expect(await states(OTHER)).toEqual([
      ['Microsoft.Resources', 'Registered'],
      ['Microsoft.NotificationHubs', 'NotRegistered'],
      ['Microsoft.Communication', 'NotRegistered'],
      ['Microsoft.EventGrid', 'NotRegistered'],
    ]);
  });

  test('of a provider that nobody has', async () => {
    const answer = await local().ask('POST', `${SUB}/providers/Contoso.Nothing/register`);

    expect(refusal(answer)).toEqual([404, 'InvalidResourceNamespace']);
  });
});

describe('/metadata/endpoints', () => {
  test.each([
    ['2015-01-01', { authentication: { loginEndpoint: ORIGIN, audiences: [ORIGIN] } }],
    ['2019-05-01', [{ resourceManager: ORIGIN }]],
    ['2022-09-01', { resourceManager: ORIGIN, authentication: { audiences: [ORIGIN] } }],
  ])('needs no token, and has the shape of %s', async (version, shape) => {
    const { status, body } = await local().ask('GET', '/metadata/endpoints', {
      version,
      token: '',
    });

    expect(status).toBe(200);
    expect(body).toMatchObject(shape);
  });
});
