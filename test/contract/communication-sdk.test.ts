import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommunicationServiceManagementClient } from '@azure/arm-communication';
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

describe.each(VERSIONS)('@azure/arm-communication, %s', (version) => {
  let client: CommunicationServiceManagementClient;
  let name: string;
  beforeAll(async () => {
    client = communication(target, version === OWN ? undefined : version);
    name = target.fresh('acs');
    await services().beginCreateOrUpdateAndWait(target.group, name, WANTED, POLLING);
  });
  const services = () => client.communicationServices;

  test('create waits until it has succeeded, get and both lists show it', async () => {
    const found = await services().get(target.group, name);
    const listed = await all(services().listByResourceGroup(target.group));
    const everywhere = await all(services().listBySubscription());

    expect(found).toMatchObject({ name, location: 'Global', dataLocation: 'United States' });
    expect(found.provisioningState).toBe('Succeeded');
    expect(found.hostName).toContain('.communication.azure.com');
    expect(listed.map((one) => one.name)).toContain(name);
    expect(everywhere.map((one) => one.name)).toContain(name);
  });

  test('while it is being made its state is Accepted', async () => {
    const { wire, group } = target;
    const made = target.fresh('acs');
    const properties = { dataLocation: 'Europe' };
    const path = serviceId(target, made);
    const put = await wire.put(path, version, { location: 'Global', properties });
    const read = await wire.get(path, version);
    await services().beginDeleteAndWait(group, made, POLLING);

    expect(put.body).toMatchObject({ properties: { provisioningState: 'Accepted' } });
    expect(read.body).toMatchObject({ properties: { provisioningState: 'Accepted' } });
  });

  test('tags go by update, and a second create keeps the host name', async () => {
    const before = await services().get(target.group, name);
    const updated = await services().update(target.group, name, { tags: { team: 'contract' } });
    const again = await services().beginCreateOrUpdateAndWait(
      target.group,
      name,
      { ...WANTED, tags: { team: 'contract' } },
      POLLING,
    );

    expect(updated.tags).toEqual({ team: 'contract' });
    expect(again.hostName).toBe(before.hostName);
  });

  test('a name that is had is not available, a new one is', async () => {
    const type = 'Microsoft.Communication/CommunicationServices';
    const ask = async (wanted: string) =>
      (await services().checkNameAvailability({ name: wanted, type })).nameAvailable;

    expect(await ask(name)).toBe(false);
    expect(await ask(target.fresh('acs'))).toBe(true);
  });

  test('regenerating one key gives that pair alone and leaves the other', async () => {
    const before = await services().listKeys(target.group, name);
    const given = await services().regenerateKey(target.group, name, { keyType: 'Secondary' });
    const after = await services().listKeys(target.group, name);

    expect(given.primaryKey).toBeUndefined();
    expect(given.secondaryKey).toBe(after.secondaryKey);
    expect(after.secondaryKey).not.toBe(before.secondaryKey);
    expect(after.primaryKey).toBe(before.primaryKey);
  });

  test('a link shows as notificationHubId', async () => {
    const resourceId = `${namespaceId(target, 'some-ns')}/notificationHubs/some-hub`;
    const connectionString =
      'Endpoint=sb://some-ns.servicebus.windows.net/;SharedAccessKey=abcd1234';

    const linked = await services().linkNotificationHub(target.group, name, {
      linkNotificationHubParameters: { resourceId, connectionString },
    });

    expect(linked.resourceId).toBe(resourceId);
    expect((await services().get(target.group, name)).notificationHubId).toBe(resourceId);
  });

  test('after delete it is not found', async () => {
    const gone = target.fresh('acs');
    await services().beginCreateOrUpdateAndWait(target.group, gone, WANTED, POLLING);

    await services().beginDeleteAndWait(target.group, gone, POLLING);

    await expect(services().get(target.group, gone)).rejects.toMatchObject({
      statusCode: 404,
      code: 'ResourceNotFound',
    });
  });
});

judgeAll(() => target, {
  provider: 'Microsoft.Communication',
  versions: VERSIONS,
  notPlayed: /^(Operations_List|OperationStatuses_Get|(EmailServices|Domains|S\w+)_\w+)$/,
});
