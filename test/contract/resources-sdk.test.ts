import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { all, communication, POLLING, resources, subscriptions } from './clients.ts';
import { judgeAll } from './judging.ts';
import { openTarget, type Target } from './target.ts';
import { until } from './waiting.ts';

const NAMESPACES = ['Microsoft.Communication', 'Microsoft.EventGrid', 'Microsoft.NotificationHubs'];
/** Of ARM's own operations: deployments, tags, moving, resources of any type, other scopes, and look-ups nobody here needs. */
const NOT_PLAYED =
  /^(Deployment\w*_|Tags_|Operations_List|Resources_(?!List)|ResourceGroups_ExportTemplate|Provider\w+_\w*(Scope|Permissions)|ProviderResourceTypes_|Subscriptions_CheckZonePeers|checkResourceName)/;
let target: Target;

beforeAll(async () => {
  target = await openTarget();
});
afterAll(async () => target?.close());

describe('@azure/arm-resources-subscriptions', () => {
  test('lists tenants, subscriptions and locations', async () => {
    const client = subscriptions(target);
    const tenants = await all(client.tenants.list());
    const found = await all(client.subscriptions.list());
    const one = await client.subscriptions.get(target.subscription);
    const locations = await all(client.subscriptions.listLocations(target.subscription));

    expect(tenants.length).toBeGreaterThan(0);
    expect(found.map(({ subscriptionId }) => subscriptionId)).toContain(target.subscription);
    expect(one).toMatchObject({ subscriptionId: target.subscription, state: 'Enabled' });
    expect(locations.map(({ name }) => name)).toContain(target.location);
  });

  test('a subscription that nobody has is not found', async () => {
    const asked = subscriptions(target).subscriptions.get('00000000-0000-0000-0000-00000000dead');

    await expect(asked).rejects.toMatchObject({ statusCode: 404, code: 'SubscriptionNotFound' });
  });
});

describe('resource groups, driven by @azure/arm-resources', () => {
  test('create, get, existence, update and list agree', async () => {
    const groups = resources(target).resourceGroups;
    const name = target.fresh('acs-notify-group');
    const made = await groups.createOrUpdate(name, { location: target.location, tags: {} });
    const read = await groups.get(name);
    const exists = await groups.checkExistence(name);
    const patched = await groups.update(name, { tags: { a: 'b' } });
    const names = (await all(groups.list())).map((one) => one.name);
    await groups.delete(name, POLLING);

    expect(made).toMatchObject({ name, location: target.location, tags: {} });
    expect(read.id).toBe(`/subscriptions/${target.subscription}/resourceGroups/${name}`);
    expect(exists.body).toBe(true);
    expect(patched.tags).toEqual({ a: 'b' });
    expect(names).toContain(name);
    expect((await groups.checkExistence(name)).body).toBe(false);
    await expect(groups.get(name)).rejects.toMatchObject({ code: 'ResourceGroupNotFound' });
  });
});

describe('resource lists', () => {
  test('both hold what is in the group, filtered by type', async () => {
    const { group } = target;
    const name = target.fresh('acs');
    const wanted = { location: 'global', dataLocation: 'Europe' };
    await communication(target).communicationServices.beginCreateOrUpdateAndWait(
      group,
      name,
      wanted,
      POLLING,
    );
    const { resources: lists } = resources(target);
    const filter = "resourceType eq 'Microsoft.Communication/CommunicationServices'";

    const inGroup = await all(lists.listByResourceGroup(group, { filter }));
    const everywhere = await all(lists.list({ filter }));
    const others = await all(lists.list({ filter: "resourceType eq 'Microsoft.Compute/disks'" }));

    expect(inGroup.map((one) => one.name)).toEqual([name]);
    expect(everywhere.map((one) => one.name)).toContain(name);
    expect(others.map((one) => one.name)).not.toContain(name);
  });

  test('pages follow their nextLink to the last', async () => {
    const lists = resources(target).resources;
    const whole = await all(lists.list());
    const paged: number[] = [];
    for await (const page of lists.list({ top: 1 }).byPage()) paged.push(page.length);

    expect(paged.reduce((sum, size) => sum + size, 0)).toBe(whole.length);
  });
});

describe('providers', () => {
  test('list and get show what is registered', async () => {
    const { providers } = resources(target);
    const listed = (await all(providers.list())).map(({ namespace }) => namespace);

    expect(listed).toEqual(expect.arrayContaining(NAMESPACES));
    for (const one of NAMESPACES.slice(1))
      expect(await providers.get(one)).toMatchObject({ namespace: one });
  });

  test('what is not registered is refused: 409, naming the provider', async ({ skip }) => {
    const { bareSubscription, wire } = target;
    if (bareSubscription === undefined) return skip();
    const namespace = 'Microsoft.Communication';
    const path = `/subscriptions/${bareSubscription}/providers/${namespace}/communicationServices`;

    const { status, body } = await wire.get(path, '2023-04-01');

    expect(status).toBe(409);
    expect(body).toMatchObject({
      error: { code: 'MissingSubscriptionRegistration', details: [{ target: namespace }] },
    });
    return undefined;
  });

  test('register answers Registering at once, then it is Registered; unregister takes it back', async ({
    skip,
  }) => {
    const { bareSubscription } = target;
    if (bareSubscription === undefined) return skip();
    const { providers } = resources(target, bareSubscription);
    const before = await providers.get('Microsoft.NotificationHubs');
    const asked = await providers.register('Microsoft.NotificationHubs');
    const path = `/subscriptions/${bareSubscription}/providers/Microsoft.NotificationHubs`;
    await until(
      () => target.wire.get(path, '2025-04-01'),
      ({ text }) => text.includes('"registrationState":"Registered"'),
    );
    const back = await providers.unregister('Microsoft.NotificationHubs');

    expect(before.registrationState).toBe('NotRegistered');
    expect(asked.registrationState).toBe('Registering');
    expect(back.registrationState).not.toBe('Registered');
    return undefined;
  });
});

judgeAll(() => target, {
  provider: 'Microsoft.Resources',
  versions: ['2022-12-01', '2025-04-01'],
  notPlayed: NOT_PLAYED,
});
