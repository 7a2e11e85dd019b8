import { expect, test } from 'vitest';
import { SUBSCRIPTION } from '../../../support/ids.ts';
import {
  azureWithHub,
  B,
  FOREVER,
  HUB,
  NAMESPACE,
  NAMESPACES,
  NEW_NAMESPACE,
  PROVIDER,
  storedRule,
} from './hubs-support.ts';
import { localAzure, ORIGIN } from './local-azure.ts';

const NAMES = `"id":"${NAMESPACE}","name":"Contoso-Push","type":"Microsoft.NotificationHubs/namespaces"`;
const ACTIVE =
  '"createdAt":"2026-11-24T10:00:00.1200000Z","updatedAt":"2026-11-24T10:00:00.1200000Z","serviceBusEndpoint":"https://Contoso-Push.servicebus.windows.net:443/","enabled":true,"critical":false';
const HUB_ID = HUB.replace('/notificationHubs/', '/NotificationHubs/');
const HUB_NAMES = `"id":"${HUB_ID}","name":"com.contoso.App.voip","type":"Microsoft.NotificationHubs/namespaces/notificationHubs","location":"West Europe"`;
const OWN = {
  'api-supported-versions':
    '2014-09-01, 2016-03-01, 2017-04-01, 2020-01-01-preview, 2023-01-01-preview',
  server: 'Kestrel',
};
const GCM = { gcmCredential: { properties: { googleApiKey: 'not-a-real-key' } } };

test('a new namespace answers with a state, its names and an operation', async () => {
  const azure = await localAzure();

  const made = await azure.in(B)('PUT', NAMESPACE, NEW_NAMESPACE);

  const operation = Buffer.from(`CreateNamespace-${SUBSCRIPTION}-Contoso-Push;local`);
  expect(made.status).toBe(201);
  expect(made.text).toBe(`{"properties":{"provisioningState":"Unknown","enabled":false},${NAMES}}`);
  expect(made.headers).toMatchObject({
    ...OWN,
    location: `${ORIGIN}${NAMESPACE}?api-version=${B}`,
    'azure-asyncoperation': `${ORIGIN}${NAMESPACE}/operations/${encodeURIComponent(operation.toString('base64'))}?api-version=${B}`,
    'retry-after': '10',
  });
});

test('a namespace is activated by the clock, whether or not anybody polls', async () => {
  const azure = await localAzure();
  const made = await azure.in(B)('PUT', NAMESPACE, NEW_NAMESPACE);
  const operation = made.headers['azure-asyncoperation'] ?? '';

  azure.clock.advance(999);
  const activating = await azure.in(B)('GET', NAMESPACE);
  const running = await azure.ask({ method: 'GET', at: operation });
  azure.clock.advance(1);
  const active = await azure.in(B)('GET', NAMESPACE);
  const done = await azure.ask({ method: 'GET', at: operation });

  const shown = (state: string) =>
    `{"sku":{"name":"Standard"},"properties":{${state},${ACTIVE}},${NAMES},"location":"West Europe","tags":{}}`;
  expect(activating.text).toBe(shown('"provisioningState":"Activating","status":"Created"'));
  expect(running.body).toMatchObject({ status: 'InProgress', percentComplete: 0 });
  expect(running.headers['retry-after']).toBe('10');
  expect(active.text).toBe(shown('"provisioningState":"Succeeded","status":"Active"'));
  const name = new URL(operation).pathname.split('/').at(-1) ?? '';
  expect(done.text).toBe(
    `{"id":"${NAMESPACE}/operations/${name}","name":"${decodeURIComponent(name)}","status":"Succeeded","startTime":"2026-11-24T10:00:00.120Z","endTime":"2026-11-24T10:00:01.120Z","percentComplete":0,"properties":{"state":"{}"}}`,
  );
  expect(done.headers).not.toHaveProperty('retry-after');
});

test('PUT on an existing namespace updates it and answers in dialect A, with a sku only if it was sent', async () => {
  const azure = await azureWithHub(B);
  const put = azure.in(B);

  const changed = await put('PUT', NAMESPACE, { location: 'westeurope', sku: { name: 'Basic' } });
  const unchanged = await put('PUT', NAMESPACE, { location: 'westeurope' });

  const shown = (sku: string) =>
    `{"id":"${NAMESPACE}","name":"Contoso-Push","type":"Microsoft.NotificationHubs/namespaces","location":"West Europe","tags":{},"kind":"NotificationHub",${sku}"properties":{"provisioningState":"Succeeded","metricId":null,"enabled":false,"namespaceType":"NotificationHub"}}`;
  expect([changed.status, changed.text]).toEqual([200, shown('"sku":{"name":"Basic"},')]);
  expect([unchanged.status, unchanged.text]).toEqual([200, shown('')]);
  expect((await put('GET', NAMESPACE)).body).toMatchObject({ sku: { name: 'Basic' } });
});

test('PATCH of a namespace nulls what names it, and an empty patch gets properties alone', async () => {
  const azure = await azureWithHub(B);

  const patched = await azure.in(B)('PATCH', NAMESPACE, { tags: { a: 'b' } });
  const empty = await azure.in(B)('PATCH', NAMESPACE, {});

  const properties =
    '"properties":{"provisioningState":null,"enabled":true,"messagingSku":0,"messagingSkuPlan":null}';
  expect(patched.text).toBe(
    `{"id":null,"name":null,"type":null,"location":null,"tags":{"a":"b"},"sku":{"name":"Standard"},${properties}}`,
  );
  expect([empty.status, empty.text]).toEqual([200, `{${properties}}`]);
});

test('look-ups of names have four members and say nothing of why', async () => {
  const azure = await azureWithHub(B);
  const free = (name: string) =>
    azure.in(B)('POST', `${PROVIDER}/checkNamespaceAvailability`, { name });

  const answers = await Promise.all(
    ['contoso-new', 'CONTOSO-PUSH', 'contoso-taken', 'no'].map(free),
  );
  const hub = await azure.in(B)('POST', `${NAMESPACE}/checkNotificationHubAvailability`, {
    name: 'COM.contoso.app.VOIP',
  });

  const shown = (name: string, is: boolean) =>
    `{"isAvailiable":${is},"id":"${PROVIDER}/CheckNamespaceAvailability","name":"${name}","type":"Microsoft.NotificationHubs/namespaces/checkNamespaceAvailability"}`;
  expect(answers.map(({ status, text }) => [status, text])).toEqual([
    [200, shown('contoso-new', true)],
    [200, shown('CONTOSO-PUSH', false)],
    [200, shown('contoso-taken', false)],
    [200, shown('no', false)],
  ]);
  expect(hub.text).toBe(
    `{"isAvailiable":false,"id":"${NAMESPACE}/CheckNotificationHubAvailability","name":"COM.contoso.app.VOIP","type":"Microsoft.NotificationHubs/namespaces/notificationHubs/checkNotificationHubAvailability"}`,
  );
});

test('a hub is 201 when new, 200 afterwards, and only a GET has authorizationRules', async () => {
  const azure = await azureWithHub(B);
  const other = `${NAMESPACE}/notificationHubs/other`;

  const made = await azure.in(B)('PUT', other, { location: 'West Europe' });
  const again = await azure.in(B)('PUT', other, { location: 'westeurope', properties: GCM });
  const read = await azure.in(B)('GET', HUB);
  const listed = await azure.in(B)('GET', `${NAMESPACE}/notificationHubs`);

  const properties = `"registrationTtl":"${FOREVER}","dailyMaxActiveDevices":0`;
  const shown = `{"properties":{${properties}},${HUB_NAMES.replaceAll('com.contoso.App.voip', 'other')}}`;
  expect([made.status, made.text]).toEqual([201, shown]);
  expect([again.status, again.text]).toEqual([200, shown]);
  expect(read.text).toBe(`{"properties":{${properties},"authorizationRules":[]},${HUB_NAMES}}`);
  expect(listed.text).toBe(`{"value":[{"properties":{${properties}},${HUB_NAMES}},${shown}]}`);
});

test('PATCH of a hub answers in dialect A: the credentials sent, and all rules with keys unless the request named rules', async () => {
  const azure = await azureWithHub(B);
  const listen = storedRule(azure, HUB, 'DefaultListenSharedAccessSignature');
  const full = storedRule(azure, HUB, 'DefaultFullSharedAccessSignature');

  const bare = await azure.in(B)('PATCH', HUB, { properties: { ...GCM, authorizationRules: [] } });
  const whole = await azure.in(B)('PATCH', HUB, { properties: GCM, tags: { a: 'b' } });

  const names = `"id":"${HUB}","name":"com.contoso.App.voip","type":"Microsoft.NotificationHubs/namespaces/notificationHubs","location":"West Europe"`;
  const rule = ({ name, primaryKey, secondaryKey }: typeof listen, rights: string) =>
    `{"keyName":"${name}","primaryKey":"${primaryKey}","secondaryKey":"${secondaryKey}","claimType":"SharedAccessKey","claimValue":"None","rights":[${rights}],"createdTime":"2026-11-24T10:00:01.120Z","modifiedTime":"2026-11-24T10:00:01.120Z"}`;
  const gcm = JSON.stringify(GCM).slice(1, -1);
  expect(bare.text).toBe(
    `{${names},"tags":null,"properties":{"registrationTtl":"${FOREVER}",${gcm}}}`,
  );
  expect(whole.text).toBe(
    `{${names},"tags":{"a":"b"},"properties":{"registrationTtl":"${FOREVER}","authorizationRules":[${rule(listen, '"Listen"')},${rule(full, '"Listen","Manage","Send"')}],${gcm}}}`,
  );
});

test('pnsCredentials is B without a credential and A with one', async () => {
  const azure = await azureWithHub(B);

  const none = await azure.in(B)('POST', `${HUB}/pnsCredentials`);
  await azure.in(B)('PUT', HUB, { location: 'westeurope', properties: GCM });
  const one = await azure.in(B)('POST', `${HUB}/pnsCredentials`);

  expect(none.text).toBe('{"properties":{}}');
  expect(one.text).toBe(
    `{"id":"${HUB}/pnsCredentials","name":"com.contoso.App.voip","type":"Microsoft.NotificationHubs/namespaces/notificationHubs/pnsCredentials","location":null,"tags":null,"properties":${JSON.stringify(GCM)}}`,
  );
});

test.each([
  [HUB, 'Microsoft.NotificationHubs/namespaces/notificationHubs/authorizationRules', HUB],
  [NAMESPACE, 'Microsoft.NotificationHubs/Namespaces/AuthorizationRules', NAMESPACE],
])('a rule of %s has a location and no keys', async (owner, type, id) => {
  const azure = await azureWithHub(B);
  const at = `${owner}/authorizationRules/acs-send`;

  const made = await azure.in(B)('PUT', at, { properties: { rights: ['Send', 'Listen'] } });
  const read = await azure.in(B)('GET', at);

  const shown = `{"properties":{"rights":["Listen","Send"]},"id":"${id}/AuthorizationRules/acs-send","name":"acs-send","type":"${type}","location":"West Europe"}`;
  expect([made.status, made.text]).toEqual([200, shown]);
  expect([read.status, read.text]).toEqual([200, shown]);
});

test('an absent rule is told as in dialect A, by the provider', async () => {
  const azure = await azureWithHub(B);

  const answer = await azure.in(B)('GET', `${HUB}/authorizationRules/none`);

  expect([answer.status, answer.text]).toEqual([
    404,
    '{"error":{"message":"The requested resource none does not exist.","code":"NotFound"}}',
  ]);
  expect(answer.headers).toMatchObject(OWN);
  expect(answer.headers).not.toHaveProperty('x-ms-failure-cause');
});

test('deletions: a rule 200, a hub 200 with Content-Length 0, a namespace 204; an absent one 204', async () => {
  const azure = await azureWithHub(B);
  const rule = `${HUB}/authorizationRules/DefaultListenSharedAccessSignature`;

  const answers = [];
  for (const at of [rule, rule, HUB, HUB, NAMESPACE, NAMESPACE])
    answers.push(await azure.in(B)('DELETE', at));

  expect(answers.map(({ status, text }) => [status, text])).toEqual([
    [200, ''],
    [204, ''],
    [200, ''],
    [204, ''],
    [204, ''],
    [204, ''],
  ]);
  expect(answers[2]?.headers['content-length']).toBe('0');
});

test('a test send finds no registration', async () => {
  const azure = await azureWithHub(B);

  const answer = await azure.in(B)('POST', `${HUB}/debugsend`, { data: { message: 'Hello' } });

  expect([answer.status, answer.text]).toEqual([
    201,
    `{"properties":{"success":0,"failure":0,"results":{}},"id":"${HUB_ID}","name":"com.contoso.App.voip","type":"Microsoft.NotificationHubs/namespaces/notificationHubs","location":"West Europe"}`,
  ]);
});

test('lists are {"value": […]} with nothing beside it', async () => {
  const azure = await azureWithHub(B);

  const ofGroup = await azure.in(B)('GET', NAMESPACES);
  const ofSubscription = await azure.in(B)('GET', `${PROVIDER}/namespaces`);
  const one = await azure.in(B)('GET', NAMESPACE);

  expect(ofGroup.text).toBe(`{"value":[${one.text}]}`);
  expect(ofSubscription.text).toBe(ofGroup.text);
});
