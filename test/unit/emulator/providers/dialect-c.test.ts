import { describe, expect, test } from 'vitest';
import { SUBSCRIPTION } from '../../../support/ids.ts';
import {
  azureWithHub,
  FOREVER,
  HUB,
  NAMESPACE,
  NEW_NAMESPACE,
  PROVIDER,
  VERSIONS_C,
} from './hubs-support.ts';
import { localAzure, ORIGIN } from './local-azure.ts';

const NAMES = `"id":"${NAMESPACE}","name":"Contoso-Push","type":"Microsoft.NotificationHubs/namespaces"`;
const HUB_NAMES = `"id":"${HUB}","name":"com.contoso.App.voip","type":"Microsoft.NotificationHubs/namespaces/notificationHubs"`;
const VERSIONS =
  '2014-09-01, 2016-03-01, 2017-04-01, 2020-01-01-preview, 2023-01-01-preview, 2023-09-01, 2023-10-01-preview';
const WNS = { wnsCredential: { properties: { packageSid: 'sid', secretKey: 'key' } } };

function read(state: string, updatedAt = '2026-11-24T10:00:00.12+00:00'): string {
  return `{"sku":{"name":"Standard"},"properties":{"name":"Contoso-Push","provisioningState":"${state}","status":"Created","enabled":true,"critical":false,"subscriptionId":"${SUBSCRIPTION}","createdAt":"2026-11-24T10:00:00.12+00:00","updatedAt":"${updatedAt}","namespaceType":"NotificationHub","zoneRedundancy":"Disabled","networkAcls":{},"serviceBusEndpoint":"https://Contoso-Push.servicebus.windows.net:443/","privateEndpointConnections":[],"publicNetworkAccess":"Enabled"},"location":"West Europe","tags":{},${NAMES}}`;
}

describe.each(VERSIONS_C)('%s', (version) => {
  test('a new namespace answers with the location as sent and a signed operation', async () => {
    const azure = await localAzure();

    const made = await azure.in(version)('PUT', NAMESPACE, NEW_NAMESPACE);

    expect([made.status, made.text]).toEqual([
      201,
      `{"sku":{"name":"Standard"},"properties":{"provisioningState":"InProgress","zoneRedundancy":"Disabled"},"location":"westeurope","tags":{},${NAMES}}`,
    ]);
    const operation = new URL(made.headers['azure-asyncoperation'] ?? '');
    expect([...operation.searchParams.keys()]).toEqual(['api-version', 't', 'c', 's', 'h']);
    expect(made.headers).toMatchObject({
      'api-supported-versions': VERSIONS,
      location: `${ORIGIN}${NAMESPACE}?api-version=${version}`,
      'retry-after': '10',
    });
    expect(made.headers).not.toHaveProperty('server');
  });

  test('a namespace is ready by the clock, and its status stays Created', async () => {
    const azure = await localAzure();
    const made = await azure.in(version)('PUT', NAMESPACE, NEW_NAMESPACE);

    const before = await azure.in(version)('GET', NAMESPACE);
    azure.clock.advance(1000);
    const after = await azure.in(version)('GET', NAMESPACE);
    const done = await azure.ask({
      method: 'GET',
      at: made.headers['azure-asyncoperation'] ?? '',
    });

    expect(before.text).toBe(read('InProgress'));
    expect(after.text).toBe(read('Succeeded'));
    expect(done.body).toMatchObject({ status: 'Succeeded', percentComplete: 0 });
  });

  test("updatedAt moves with the namespace's own rules, and not with those of its hubs", async () => {
    const azure = await azureWithHub(version);
    const rights = { properties: { rights: ['Send'] } };
    azure.clock.advance(59_000);

    await azure.in(version)('PUT', `${HUB}/authorizationRules/acs-send`, rights);
    const unmoved = await azure.in(version)('GET', NAMESPACE);
    await azure.in(version)('PUT', `${NAMESPACE}/authorizationRules/own`, rights);
    const moved = await azure.in(version)('GET', NAMESPACE);

    expect(unmoved.text).toBe(read('Succeeded'));
    expect(moved.text).toBe(read('Succeeded', '2026-11-24T10:01:00.12+00:00'));
  });

  test('PUT on an existing namespace is refused and changes nothing; PATCH changes it', async () => {
    const azure = await azureWithHub(version);

    const refused = await azure.in(version)('PUT', NAMESPACE, {
      ...NEW_NAMESPACE,
      tags: { a: 'b' },
    });
    const before = await azure.in(version)('GET', NAMESPACE);
    const patched = await azure.in(version)('PATCH', NAMESPACE, {
      tags: { a: 'b' },
      sku: { name: 'Free' },
      properties: { publicNetworkAccess: 'Disabled' },
    });
    const after = await azure.in(version)('GET', NAMESPACE);

    expect([refused.status, refused.text]).toEqual([
      400,
      `{"error":{"code":"BadArgument","message":"Value cannot be null. (Parameter 'value')"}}`,
    ]);
    expect(before.text).toBe(read('Succeeded'));
    expect(patched.status).toBe(200);
    expect(patched.body).toMatchObject({
      tags: { a: 'b' },
      sku: { name: 'Free' },
      properties: { publicNetworkAccess: 'Disabled' },
    });
    expect(after.text).toBe(patched.text);
  });

  test('a hub is 200 when new as well, and PUT, GET, PATCH and lists show the same of it', async () => {
    const azure = await azureWithHub(version);
    const other = `${NAMESPACE}/notificationHubs/other`;

    const made = await azure.in(version)('PUT', other, { location: 'westeurope', properties: WNS });
    const answers = [
      await azure.in(version)('GET', HUB),
      await azure.in(version)('PATCH', HUB, { properties: WNS }),
      await azure.in(version)('PUT', HUB, { location: 'westeurope' }),
    ];
    const listed = await azure.in(version)('GET', `${NAMESPACE}/notificationHubs`);

    const shown = `{"properties":{"name":"com.contoso.App.voip","registrationTtl":"${FOREVER}","dailyMaxActiveDevices":0},"location":"West Europe","tags":{},${HUB_NAMES}}`;
    const shownOther = shown.replaceAll('com.contoso.App.voip', 'other');
    expect([made.status, made.text]).toEqual([200, shownOther]);
    expect(answers.map(({ status, text }) => [status, text])).toEqual(
      answers.map(() => [200, shown]),
    );
    expect(listed.text).toBe(`{"value":[${shown},${shownOther}]}`);
  });

  test('pnsCredentials of hub and namespace', async () => {
    const azure = await azureWithHub(version);
    const type = 'Microsoft.NotificationHubs/namespaces';
    await azure.in(version)('PATCH', NAMESPACE, { properties: { pnsCredentials: WNS } });

    const ofHub = await azure.in(version)('POST', `${HUB}/pnsCredentials`);
    const ofNamespace = await azure.in(version)('POST', `${NAMESPACE}/pnsCredentials`);

    expect(ofHub.text).toBe(
      `{"properties":{},"id":"${HUB}/pnsCredentials","name":"com.contoso.App.voip","type":"${type}/notificationHubs/pnsCredentials"}`,
    );
    expect(ofNamespace.text).toBe(
      `{"properties":${JSON.stringify(WNS)},"id":"${NAMESPACE}/pnsCredentials","name":"Contoso-Push","type":"${type}/pnsCredentials"}`,
    );
  });

  test.each([
    [HUB, 'Microsoft.NotificationHubs/namespaces/notificationHubs/authorizationRules'],
    [NAMESPACE, 'Microsoft.NotificationHubs/namespaces/authorizationRules'],
  ])('a rule of %s has two times, and no keys', async (owner, type) => {
    const azure = await azureWithHub(version);
    const at = `${owner}/AuthorizationRules/acs-send`;

    const made = await azure.in(version)('PUT', at, { properties: { rights: ['Send'] }, tags: {} });
    azure.clock.advance(60_000);
    const changed = await azure.in(version)('PUT', at, { properties: { rights: ['Listen'] } });

    const shown = (right: string, modified: string) =>
      `{"properties":{"rights":["${right}"],"modifiedTime":"${modified}","createdTime":"2026-11-24T10:00:01.12+00:00"},"id":"${owner}/authorizationRules/acs-send","name":"acs-send","type":"${type}"}`;
    expect([made.status, made.text]).toEqual([200, shown('Send', '2026-11-24T10:00:01.12+00:00')]);
    expect([changed.status, changed.text]).toEqual([
      200,
      shown('Listen', '2026-11-24T10:01:01.12+00:00'),
    ]);
  });

  test('an absent rule is told by the provider, an absent hub by ARM', async () => {
    const azure = await azureWithHub(version);
    const absent = `${NAMESPACE}/notificationHubs/none`;

    const rule = await azure.in(version)('POST', `${HUB}/authorizationRules/none/listKeys`);
    const hub = await azure.in(version)('GET', absent);
    const ruleOfNone = await azure.in(version)('GET', `${absent}/authorizationRules/r`);

    expect([rule.status, rule.text]).toEqual([
      404,
      '{"error":{"code":"NotFound","message":"Notification Hub com.contoso.App.voip or Authorization Rule none was not found."}}',
    ]);
    expect(rule.headers['api-supported-versions']).toBe(VERSIONS);
    expect([hub.status, hub.text]).toEqual([
      404,
      `{"error":{"code":"ResourceNotFound","message":"The Resource 'Microsoft.NotificationHubs/namespaces/Contoso-Push/notificationHubs/none' under resource group 'contoso' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix"}}`,
    ]);
    expect(hub.headers['x-ms-failure-cause']).toBe('gateway');
    expect(hub.headers).not.toHaveProperty('trackingid');
    expect(ruleOfNone.text).toBe(hub.text);
  });

  test('the id in a look-up of a name is that of the item', async () => {
    const azure = await azureWithHub(version);

    const namespace = await azure.in(version)('POST', `${PROVIDER}/checkNamespaceAvailability`, {
      name: 'contoso-new',
    });
    const hub = await azure.in(version)('POST', `${NAMESPACE}/checkNotificationHubAvailability`, {
      name: 'new',
    });

    expect(namespace.text).toBe(
      `{"isAvailiable":true,"id":"${PROVIDER}/namespaces/contoso-new","name":"contoso-new","type":"Microsoft.NotificationHubs/namespaces/checkNamespaceAvailability"}`,
    );
    expect(hub.body).toMatchObject({ id: `${NAMESPACE}/notificationHubs/new`, isAvailiable: true });
  });

  test('deletions: rule and namespace 204, hub 200; what lay in the namespace is gone', async () => {
    const azure = await azureWithHub(version);
    const rule = `${HUB}/authorizationRules/DefaultListenSharedAccessSignature`;

    const ofRule = await azure.in(version)('DELETE', rule);
    const ofNamespace = await azure.in(version)('DELETE', NAMESPACE);
    await azure.in(version)('PUT', NAMESPACE, NEW_NAMESPACE);
    const hubs = await azure.in(version)('GET', `${NAMESPACE}/notificationHubs`);
    azure.clock.advance(1000);
    await azure.in(version)('PUT', HUB, { location: 'westeurope' });
    const ofHub = await azure.in(version)('DELETE', HUB);

    expect([ofRule.status, ofNamespace.status, ofHub.status]).toEqual([204, 204, 200]);
    expect(hubs.text).toBe('{"value":[]}');
  });

  test('a test send finds no registration', async () => {
    const azure = await azureWithHub(version);

    const answer = await azure.in(version)('POST', `${HUB}/debugsend`);

    expect([answer.status, answer.text]).toEqual([
      200,
      `{"properties":{"success":0,"failure":0,"results":[]},"id":"${HUB}","name":"com.contoso.App.voip","type":"Microsoft.NotificationHubs/namespaces/notificationHubs/debugSend"}`,
    ]);
  });

  test("the TrackingId is the client's request id where it sent one, otherwise fresh", async () => {
    const azure = await azureWithHub(version);
    const get = { method: 'GET', at: HUB, version };

    const named = await azure.ask({ ...get, headers: { 'x-ms-client-request-id': 'mine' } });
    const [one, two] = [await azure.ask(get), await azure.ask(get)];

    expect(named.headers['trackingid']).toBe('mine');
    expect(one.headers['trackingid']).not.toBe(two.headers['trackingid']);
  });
});
