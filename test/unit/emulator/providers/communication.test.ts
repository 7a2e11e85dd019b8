import { describe, expect, test } from 'vitest';
import {
  NEW_SERVICE,
  PROVIDER,
  SERVICE,
  SERVICES,
  stored,
  systemData,
  VERSION,
  VERSIONS,
} from './communication-support.ts';
import { localAzure } from './local-azure.ts';

const NAMES = `"id":"${SERVICE}","name":"Contoso-Calls","type":"microsoft.communication/communicationservices","location":"Global"`;
const AT = '2026-11-24T10:00:00.120Z';
const HOST = 'contoso-calls.unitedstates.communication.azure.com';
const OPERATION =
  /^\/subscriptions\/[^/]+\/providers\/Microsoft\.Communication\/locations\/WESTUS2\/operationStatuses\/[0-9a-f-]{36}\*[0-9A-F]{64}$/;

describe.each(VERSIONS)('%s', (version) => {
  test('creation and update are 201, Accepted, each with its own order of properties', async () => {
    const azure = await localAzure();
    const put = (body: unknown) => azure.in(version)('PUT', SERVICE, body);

    const made = await put(NEW_SERVICE);
    azure.clock.advance(1000);
    const changed = await put({ ...NEW_SERVICE, tags: { a: 'b' }, identity: { type: 'None' } });

    const data = (...at: [string, string?]) =>
      version === '2020-08-20-preview' ? '' : `${systemData(azure, ...at)},`;
    const { immutableResourceId } = stored(azure);
    expect([made.status, made.text]).toEqual([
      201,
      `{${NAMES},${data(AT)}"properties":{"dataLocation":"United States","provisioningState":"Accepted"}}`,
    ]);
    expect([changed.status, changed.text]).toEqual([
      201,
      `{${NAMES},"tags":{"a":"b"},${data(AT, '2026-11-24T10:00:01.120Z')}"identity":{"type":"None"},"properties":{"provisioningState":"Accepted","hostName":"${HOST}","immutableResourceId":"${immutableResourceId}","dataLocation":"United States"}}`,
    ]);
    for (const { headers } of [made, changed]) {
      const operation = new URL(headers['azure-asyncoperation'] ?? '');
      expect(operation.pathname).toMatch(OPERATION);
      expect([...operation.searchParams.keys()]).toEqual(['api-version', 't', 'c', 's', 'h']);
      expect(headers['etag']).toMatch(/^"[0-9a-f]{8}-0000-0100-0000-[0-9a-f]{8}0000"$/);
      expect(headers).toMatchObject({
        'x-ms-providerhub-traffic': 'True',
        'request-context': 'appId=',
      });
      expect(headers).not.toHaveProperty('location');
      expect(headers).not.toHaveProperty('retry-after');
    }
  });

  test('the poll of a PUT is 200 throughout: Accepted, then Succeeded with properties null', async () => {
    const azure = await localAzure();
    const made = await azure.in(version)('PUT', SERVICE, NEW_SERVICE);
    const at = made.headers['azure-asyncoperation'] ?? '';
    const poll = () => azure.ask({ method: 'GET', at });

    azure.clock.advance(999);
    const running = await poll();
    azure.clock.advance(1);
    const done = await poll();

    const { pathname } = new URL(at);
    const shown = `"id":"${pathname}","name":"${pathname.split('/').at(-1)}","resourceId":"${SERVICE}"`;
    expect([running.status, running.text]).toEqual([
      200,
      `{${shown},"status":"Accepted","startTime":"${AT}"}`,
    ]);
    expect([done.status, done.text]).toEqual([
      200,
      `{${shown},"status":"Succeeded","startTime":"${AT}","properties":null}`,
    ]);
    expect(running.headers).not.toHaveProperty('retry-after');
  });

  test('GET is Succeeded once the clock says so, with an ETag; a list shows the same', async () => {
    const azure = await localAzure();
    await azure.in(version)('PUT', SERVICE, NEW_SERVICE);

    const early = await azure.in(version)('GET', SERVICE);
    azure.clock.advance(1000);
    const read = await azure.in(version)(
      'GET',
      SERVICE.replace('communicationS', 'CommunicationS'),
    );
    const listed = await azure.in(version)('GET', SERVICES);
    const all = await azure.in(version)('GET', `${PROVIDER}/communicationServices`);

    const data = version === '2020-08-20-preview' ? '' : `${systemData(azure, AT)},`;
    const { immutableResourceId, etag } = stored(azure);
    const shown = (state: string) =>
      `{${NAMES},${data}"properties":{"provisioningState":"${state}","hostName":"${HOST}","immutableResourceId":"${immutableResourceId}","dataLocation":"United States"}}`;
    expect(early.text).toBe(shown('Accepted'));
    expect([read.status, read.text]).toEqual([200, shown('Succeeded')]);
    expect(read.headers['etag']).toBe(etag);
    expect(listed.text).toMatch(/^\{"value":\[.*\]\}$/);
    expect(listed.text).toContain(read.text);
    expect(all.text).toBe(listed.text);
  });

  test('DELETE is 202 with the body null; its poll 202, then 200; then it is gone', async () => {
    const azure = await localAzure();
    await azure.in(version)('PUT', SERVICE, NEW_SERVICE);
    azure.clock.advance(1000);

    const deleted = await azure.in(version)('DELETE', SERVICE);
    const at = deleted.headers['location'] ?? '';
    const deleting = await azure.ask({ method: 'GET', at });
    const update = await azure.in(version)('PUT', SERVICE, NEW_SERVICE);
    azure.clock.advance(1000);
    const done = await azure.ask({ method: 'GET', at: deleting.headers['location'] ?? '' });
    const gone = await azure.in(version)('GET', SERVICE);
    const again = await azure.in(version)('DELETE', SERVICE);

    expect([deleted.status, deleted.text]).toEqual([202, 'null']);
    expect(deleted.headers['azure-asyncoperation']).toBe(at);
    expect([deleting.status, deleting.body]).toEqual([
      202,
      expect.objectContaining({ status: 'Deleting' }),
    ]);
    expect(deleting.headers['location']).toBe(at.replace('/WESTUS2/', '/westus2/'));
    expect(deleting.headers['azure-asyncoperation']).toBe(deleting.headers['location']);
    expect(update.status).toBe(409);
    expect([done.status, done.body]).toEqual([
      200,
      expect.objectContaining({ status: 'Succeeded', properties: null }),
    ]);
    expect([gone.status, again.status, again.text]).toEqual([404, 204, '']);
    expect(gone.text).toContain(
      "The Resource 'Microsoft.Communication/CommunicationServices/Contoso-Calls' under resource group 'contoso' was not found.",
    );
  });
});

test('PATCH is synchronous and shows the full resource', async () => {
  const azure = await localAzure();
  await azure.in(VERSION)('PUT', SERVICE, NEW_SERVICE);
  azure.clock.advance(1000);

  const patched = await azure.in(VERSION)('PATCH', SERVICE, { tags: { c: 'd' } });
  const read = await azure.in(VERSION)('GET', SERVICE);

  expect(patched.status).toBe(200);
  expect(patched.body).toMatchObject({ tags: { c: 'd' }, properties: { hostName: HOST } });
  expect(patched.text).toBe(read.text);
  expect(patched.headers).not.toHaveProperty('azure-asyncoperation');
});

test.each([
  ['2023-03-31', {}],
  ['2023-04-01', { linkedDomains: ['d'] }],
  ['2025-05-01', { linkedDomains: ['d'], publicNetworkAccess: 'Disabled', disableLocalAuth: true }],
])('in %s the settings kept are %j', async (version, kept) => {
  const azure = await localAzure();
  const sent = { linkedDomains: ['d'], publicNetworkAccess: 'Disabled', disableLocalAuth: true };
  const properties = { ...NEW_SERVICE.properties, ...sent };

  await azure.in(version)('PUT', SERVICE, { ...NEW_SERVICE, properties });
  const read = await azure.in('2025-05-01')('GET', SERVICE);

  const { properties: shown } = read.body as { properties: Record<string, unknown> };
  const {
    provisioningState: _,
    hostName: __,
    immutableResourceId: ___,
    dataLocation,
    ...rest
  } = shown;
  expect([dataLocation, rest]).toEqual(['United States', kept]);
});

test('listKeys and regenerateKey: four members, then the regenerated pair alone', async () => {
  const azure = await localAzure();
  await azure.in(VERSION)('PUT', SERVICE, NEW_SERVICE);
  const { primaryKey, secondaryKey } = stored(azure);

  const keys = await azure.in(VERSION)('POST', `${SERVICE}/listKeys`);
  const first = await azure.in(VERSION)('POST', `${SERVICE}/regenerateKey`, { keyType: 'Primary' });
  const second = await azure.in(VERSION)('POST', `${SERVICE}/regenerateKey`, {
    keyType: 'Secondary',
  });
  const neither = await azure.in(VERSION)('POST', `${SERVICE}/regenerateKey`, { keyType: 'Third' });

  const string = (key: string) => `endpoint=https://${HOST}/;accesskey=${key}`;
  expect(keys.text).toBe(
    `{"primaryKey":"${primaryKey}","secondaryKey":"${secondaryKey}","primaryConnectionString":"${string(primaryKey)}","secondaryConnectionString":"${string(secondaryKey)}"}`,
  );
  expect(Buffer.from(primaryKey, 'base64')).toHaveLength(64);
  const after = stored(azure);
  expect([first.status, first.text]).toEqual([
    200,
    `{"primaryKey":"${after.primaryKey}","primaryConnectionString":"${string(after.primaryKey)}"}`,
  ]);
  expect(second.text).toBe(
    `{"secondaryKey":"${after.secondaryKey}","secondaryConnectionString":"${string(after.secondaryKey)}"}`,
  );
  expect([after.primaryKey, after.secondaryKey]).not.toContain(primaryKey);
  expect(neither.status).toBe(400);
});

test.each([
  [
    'Contoso-Calls',
    '{"nameAvailable":false,"reason":"AlreadyExists","message":"Resource name already exists"}',
  ],
  [
    'CONTOSO-acs',
    '{"nameAvailable":false,"reason":"AlreadyExists","message":"Resource name already exists"}',
  ],
  ['contoso-new', '{"nameAvailable":true}'],
  ['no dots.', '{"nameAvailable":false,"reason":"Invalid","message":"Resource name is invalid"}'],
])('the name %s is looked up', async (name, expected) => {
  const azure = await localAzure();
  await azure.in(VERSION)('PUT', SERVICE, NEW_SERVICE);

  const answer = await azure.in(VERSION)('POST', `${PROVIDER}/checkNameAvailability`, {
    name,
    type: 'Microsoft.Communication/CommunicationServices',
  });

  expect([answer.status, answer.text]).toEqual([200, expected]);
});

test.each([
  ['no location', { properties: NEW_SERVICE.properties }, 400, 'LocationRequired'],
  [
    'another location than global',
    { ...NEW_SERVICE, location: 'westeurope' },
    400,
    'LocationNotAvailable',
  ],
  ['no dataLocation', { location: 'global' }, 400, 'BadRequest'],
  [
    'an unknown dataLocation',
    { location: 'global', properties: { dataLocation: 'Mars' } },
    400,
    'BadRequest',
  ],
])('a new resource with %s is refused', async (_, body, status, code) => {
  const azure = await localAzure();

  const answer = await azure.in(VERSION)('PUT', SERVICE, body);

  expect([answer.status, answer.text]).toEqual([
    status,
    expect.stringContaining(`"code":"${code}`),
  ]);
  expect(() => stored(azure)).toThrow('No resource');
});

test('the data location is fixed, however it is written', async () => {
  const azure = await localAzure();
  await azure.in(VERSION)('PUT', SERVICE, NEW_SERVICE);
  const put = (dataLocation: string) =>
    azure.in(VERSION)('PUT', SERVICE, { location: 'global', properties: { dataLocation } });

  expect((await put('unitedstates')).status).toBe(201);
  expect((await put('Europe')).text).toContain('The dataLocation property cannot be changed.');
  expect(stored(azure).dataLocation).toBe('United States');
});

test('a name outside the rule and one that another group has are refused', async () => {
  const azure = await localAzure();
  const other = SERVICES.replace('/contoso/', '/second/');
  await azure.in('2024-07-01')('PUT', other.slice(0, other.indexOf('/providers')), {
    location: 'westeurope',
  });

  const named = await azure.in(VERSION)('PUT', `${SERVICES}/a.b`, NEW_SERVICE);
  const taken = await azure.in(VERSION)('PUT', `${other}/Contoso-ACS`, NEW_SERVICE);

  expect([named.status, taken.status]).toEqual([400, 409]);
});
