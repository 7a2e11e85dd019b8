import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NotificationHubsManagementClient } from '@azure/arm-notificationhubs';
import { all, notificationHubs, POLLING } from './clients.ts';
import { judgeAll } from './judging.ts';
import { openTarget, type Target } from './target.ts';
import { readyNamespace } from './waiting.ts';

const VERSION = '2017-04-01';
const RIGHTS = ['Manage', 'Listen', 'Send'];
let target: Target;
let client: NotificationHubsManagementClient;
let namespace: string;

beforeAll(async () => {
  target = await openTarget();
  client = notificationHubs(target);
  namespace = target.fresh('nh-sdk');
  await client.namespaces.createOrUpdate(target.group, namespace, {
    location: target.location,
    sku: { name: 'Standard' },
    tags: { team: 'contract' },
  });
  await readyNamespace(target, namespace, VERSION);
});
afterAll(async () => target?.close());

const hubs = () => client.notificationHubs;
async function newHub(): Promise<string> {
  const hub = target.fresh('hub');
  await hubs().createOrUpdate(target.group, namespace, hub, { location: target.location });
  return hub;
}

describe('namespaces, driven by @azure/arm-notificationhubs', () => {
  test('get shows the namespace that was made, ready', async () => {
    const found = await client.namespaces.get(target.group, namespace);

    expect(found).toMatchObject({ name: namespace, sku: { name: 'Standard' } });
    expect(found.provisioningState).toBe('Succeeded');
  });

  test('both lists hold it', async () => {
    const names = async (items: AsyncIterable<{ name?: string }>) =>
      (await all(items)).map(({ name }) => name);

    expect(await names(client.namespaces.list(target.group))).toContain(namespace);
    expect(await names(client.namespaces.listAll())).toContain(namespace);
  });

  test('a name that is had is not available, a new one is', async () => {
    const ask = async (name: string) =>
      (await client.namespaces.checkAvailability({ name })).isAvailiable;

    expect(await ask(namespace)).toBe(false);
    expect(await ask(target.fresh('nh-free'))).toBe(true);
  });
});

describe('changes of namespaces', () => {
  test('patch changes tags', async () => {
    const other = target.fresh('nh-patch');
    await client.namespaces.createOrUpdate(target.group, other, { location: target.location });
    await readyNamespace(target, other, VERSION);

    await client.namespaces.patch(target.group, other, { tags: { a: 'b' } });

    expect(await client.namespaces.get(target.group, other)).toMatchObject({ tags: { a: 'b' } });
  });

  test('a second createOrUpdate keeps it and answers with it', async () => {
    const again = await client.namespaces.createOrUpdate(target.group, namespace, {
      location: target.location,
      sku: { name: 'Standard' },
      tags: { team: 'contract' },
    });

    expect(again.name).toBe(namespace);
  });

  test('after delete it is not found', async () => {
    const gone = target.fresh('nh-gone');
    await client.namespaces.createOrUpdate(target.group, gone, { location: target.location });
    await readyNamespace(target, gone, VERSION);

    await client.namespaces.beginDeleteAndWait(target.group, gone, POLLING);

    await expect(client.namespaces.get(target.group, gone)).rejects.toMatchObject({
      statusCode: 404,
    });
  });
});

describe('rules of a namespace', () => {
  test('put, get, list, keys, regeneration and delete', async () => {
    const rule = target.fresh('rule');
    const of = [target.group, namespace, rule] as const;
    const made = await client.namespaces.createOrUpdateAuthorizationRule(...of, {
      properties: { rights: ['Listen', 'Send'] },
    });
    const listed = await all(client.namespaces.listAuthorizationRules(target.group, namespace));
    const before = await client.namespaces.listKeys(...of);
    const after = await client.namespaces.regenerateKeys(...of, { policyKey: 'SecondaryKey' });
    const read = await client.namespaces.getAuthorizationRule(...of);
    await client.namespaces.deleteAuthorizationRule(...of);

    expect(made.rights).toEqual(['Listen', 'Send']);
    expect(read.rights).toEqual(['Listen', 'Send']);
    expect(listed.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['RootManageSharedAccessKey', rule]),
    );
    expect(after.primaryKey).toBe(before.primaryKey);
    expect(after.secondaryKey).not.toBe(before.secondaryKey);
    await expect(client.namespaces.getAuthorizationRule(...of)).rejects.toMatchObject({
      statusCode: 404,
    });
  });
});

describe('hubs', () => {
  test('createOrUpdate, get and list agree', async () => {
    const hub = await newHub();
    const read = await hubs().get(target.group, namespace, hub);
    const again = await hubs().createOrUpdate(target.group, namespace, hub, {
      location: target.location,
    });
    const listed = await all(hubs().list(target.group, namespace));

    expect([read.name, again.name]).toEqual([hub, hub]);
    expect(listed.map(({ name }) => name?.toLowerCase())).toContain(hub);
  });

  test('a name that is had in the namespace is not available', async () => {
    const hub = await newHub();
    const ask = async (name: string) =>
      (await hubs().checkNotificationHubAvailability(target.group, namespace, { name }))
        .isAvailiable;

    expect(await ask(hub)).toBe(false);
    expect(await ask(target.fresh('hub'))).toBe(true);
  });
});

describe('what hubs hold, and their end', () => {
  test('credentials that a patch sets are read by getPnsCredentials alone', async () => {
    const hub = await newHub();
    const gcmCredential = {
      googleApiKey: 'not-a-real-key',
      gcmEndpoint: 'https://fcm.googleapis.com/fcm/send',
    };
    await hubs().patch(target.group, namespace, hub, { parameters: { gcmCredential } });

    const shown = await hubs().getPnsCredentials(target.group, namespace, hub);
    const read = await hubs().get(target.group, namespace, hub);

    expect(shown.gcmCredential).toMatchObject({ googleApiKey: 'not-a-real-key' });
    expect(read.gcmCredential).toBeUndefined();
  });

  test('debugSend answers with counts', async () => {
    const hub = await newHub();

    const sent = await hubs().debugSend(target.group, namespace, hub, {
      parameters: { data: { message: 'Hello' } },
    });

    expect(sent).toMatchObject({ success: 0, failure: 0 });
  });

  test('after delete a hub is not found', async () => {
    const hub = await newHub();

    await hubs().delete(target.group, namespace, hub);

    await expect(hubs().get(target.group, namespace, hub)).rejects.toMatchObject({
      statusCode: 404,
      code: 'ResourceNotFound',
    });
  });
});

describe('rules of a hub', () => {
  test('a new hub has the two default rules, in their order', async () => {
    const hub = await newHub();

    const rules = await all(hubs().listAuthorizationRules(target.group, namespace, hub));

    expect(rules.map(({ name, rights }) => [name, rights])).toEqual([
      ['DefaultListenSharedAccessSignature', ['Listen']],
      ['DefaultFullSharedAccessSignature', RIGHTS],
    ]);
  });

  test('put, get, keys, regeneration and delete', async () => {
    const of = [target.group, namespace, await newHub(), 'acs-send'] as const;
    const made = await hubs().createOrUpdateAuthorizationRule(...of, {
      properties: { rights: ['Send'] },
    });
    const before = await hubs().listKeys(...of);
    const after = await hubs().regenerateKeys(...of, { policyKey: 'PrimaryKey' });
    const read = await hubs().getAuthorizationRule(...of);
    await hubs().deleteAuthorizationRule(...of);

    expect([made.rights, read.rights]).toEqual([['Send'], ['Send']]);
    expect(before.keyName).toBe('acs-send');
    expect(after.primaryKey).not.toBe(before.primaryKey);
    expect(after.secondaryKey).toBe(before.secondaryKey);
    await expect(hubs().getAuthorizationRule(...of)).rejects.toMatchObject({
      statusCode: 404,
      code: 'NotFound',
    });
  });
});

judgeAll(() => target, {
  provider: 'Microsoft.NotificationHubs',
  versions: [VERSION],
  notPlayed: /^Operations_List$/,
});
