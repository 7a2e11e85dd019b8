import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { all, communication, POLLING } from './clients.ts';
import { judgeAll } from './judging.ts';
import { FILES } from './official/files.ts';
import { openTarget, type Target } from './target.ts';
import { namespaceId, serviceId } from './waiting.ts';

/** The SDK's own version comes unpinned; every other version that has a judge is pinned. */
const OWN = '2025-09-01';
const VERSIONS = Object.keys(FILES['Microsoft.Communication'] ?? {});
const WANTED = { location: 'Global', dataLocation: 'United States' };
let target: Target;

beforeAll(async () => {
  target = await openTarget();
});
afterAll(async () => target?.close());

/** The SDK's operations in a version. */
function services(version: string) {
  return communication(target, version === OWN ? undefined : version).communicationServices;
}

const made = new Map<string, Promise<string>>();
/** A resource that the tests of a version share. */
function shared(version: string): Promise<string> {
  const name = made.get(version) ?? create(version);
  made.set(version, name);
  return name;
}

async function create(version: string): Promise<string> {
  const name = target.fresh('acs');
  await services(version).beginCreateOrUpdateAndWait(target.group, name, WANTED, POLLING);
  return name;
}

describe.each(VERSIONS)('resources, driven by @azure/arm-communication, %s', (version) => {
  test('create waits until it has succeeded, get and both lists show it', async () => {
    const name = await shared(version);
    const found = await services(version).get(target.group, name);
    const listed = await all(services(version).listByResourceGroup(target.group));
    const everywhere = await all(services(version).listBySubscription());

    expect(found).toMatchObject({ name, location: 'Global', dataLocation: 'United States' });
    expect(found.provisioningState).toBe('Succeeded');
    expect(found.hostName).toContain('.communication.azure.com');
    expect(listed.map((one) => one.name)).toContain(name);
    expect(everywhere.map((one) => one.name)).toContain(name);
  });

  test('while it is being made its state is Accepted', async () => {
    const { wire, group } = target;
    const fresh = target.fresh('acs');
    const properties = { dataLocation: 'Europe' };
    const path = serviceId(target, fresh);
    const put = await wire.put(path, version, { location: 'Global', properties });
    const read = await wire.get(path, version);
    await services(version).beginDeleteAndWait(group, fresh, POLLING);

    expect(put.body).toMatchObject({ properties: { provisioningState: 'Accepted' } });
    expect(read.body).toMatchObject({ properties: { provisioningState: 'Accepted' } });
  });

  test('tags go by update, and a second create keeps the host name', async () => {
    const name = await shared(version);
    const before = await services(version).get(target.group, name);
    const updated = await services(version).update(target.group, name, {
      tags: { team: 'contract' },
    });
    const again = await services(version).beginCreateOrUpdateAndWait(
      target.group,
      name,
      { ...WANTED, tags: { team: 'contract' } },
      POLLING,
    );

    expect(updated.tags).toEqual({ team: 'contract' });
    expect(again.hostName).toBe(before.hostName);
  });
});

describe.each(VERSIONS)(
  'names, keys and links, driven by @azure/arm-communication, %s',
  (version) => {
    test('a name that is had is not available, a new one is', async () => {
      const name = await shared(version);
      const type = 'Microsoft.Communication/CommunicationServices';
      const ask = async (wanted: string) =>
        (await services(version).checkNameAvailability({ name: wanted, type })).nameAvailable;

      expect(await ask(name)).toBe(false);
      expect(await ask(target.fresh('acs'))).toBe(true);
    });

    test('regenerating one key gives that pair alone and leaves the other', async () => {
      const name = await shared(version);
      const before = await services(version).listKeys(target.group, name);
      const given = await services(version).regenerateKey(target.group, name, {
        keyType: 'Secondary',
      });
      const after = await services(version).listKeys(target.group, name);

      expect(given.primaryKey).toBeUndefined();
      expect(given.secondaryKey).toBe(after.secondaryKey);
      expect(after.secondaryKey).not.toBe(before.secondaryKey);
      expect(after.primaryKey).toBe(before.primaryKey);
    });

    test('a link shows as notificationHubId', async () => {
      const name = await shared(version);
      const resourceId = `${namespaceId(target, 'some-ns')}/notificationHubs/some-hub`;
      const connectionString =
        'Endpoint=sb://some-ns.servicebus.windows.net/;SharedAccessKey=abcd1234';

      const linked = await services(version).linkNotificationHub(target.group, name, {
        linkNotificationHubParameters: { resourceId, connectionString },
      });

      expect(linked.resourceId).toBe(resourceId);
      expect((await services(version).get(target.group, name)).notificationHubId).toBe(resourceId);
    });

    test('after delete it is not found', async () => {
      const gone = await create(version);

      await services(version).beginDeleteAndWait(target.group, gone, POLLING);

      await expect(services(version).get(target.group, gone)).rejects.toMatchObject({
        statusCode: 404,
        code: 'ResourceNotFound',
      });
    });
  },
);

judgeAll(() => target, {
  provider: 'Microsoft.Communication',
  versions: VERSIONS,
  notPlayed: /^(Operations_List|OperationStatuses_Get|(EmailServices|Domains|S\w+)_\w+)$/,
});
