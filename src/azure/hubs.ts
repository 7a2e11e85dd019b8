import type { NotificationHubsManagementClient } from '@azure/arm-notificationhubs';
import { parseArmId } from '../shared/arm-id.ts';
import type {
  Arm,
  Clock,
  Hub,
  Namespace,
  NotificationHubs,
  Right,
  Rule,
  Sku,
} from '../shared/ports.ts';
import { Secret } from '../shared/secret.ts';
import { orAbsent } from './arm.ts';
import { readCredentials } from './credentials.ts';
import { retryAfter } from './retry-after.ts';
import { all, emptyAnswer, sdkCall } from './sdk.ts';

type Client = NotificationHubsManagementClient;

export interface HubsDeps {
  /** Gives a fresh client of the SDK for one call. */
  clientFor: (subscription: string) => Promise<Client>;
  arm: Arm;
  clock: Clock;
}

/** The version that the SDK speaks (its default). */
const API_VERSION = '2017-04-01';

/** Namespaces, hubs, rules and keys through @azure/arm-notificationhubs (2017-04-01). */
export function createHubs(deps: HubsDeps): NotificationHubs {
  const at: At = (id, call) => {
    const parts = partsOf(id);
    return sdkCall(async () =>
      call({ client: await deps.clientFor(parts.subscription), ...parts }),
    );
  };
  return {
    ...namespaceReads(at, deps),
    ...namespaceChanges(at, deps),
    ...hubs(at, deps),
    ...rules(at),
    credentials: (hubId) => readCredentials(deps.arm, hubId),
  };
}

interface Parts {
  subscription: string;
  group: string;
  namespace: string;
  hub: string;
  rule: string;
}

/** Calls the SDK about what an id names. */
type At = <T>(id: string, call: (parts: Parts & { client: Client }) => Promise<T>) => Promise<T>;

function partsOf(id: string): Parts {
  const parsed = parseArmId(id);
  const [namespace, hub = '', rule = ''] = parsed?.names ?? [];
  if (parsed?.group === undefined || namespace === undefined)
    throw new TypeError(`${id} is no id of Notification Hubs`);
  return { subscription: parsed.subscription, group: parsed.group, namespace, hub, rule };
}

function namespaceReads(
  at: At,
  { clientFor }: HubsDeps,
): Pick<NotificationHubs, 'namespace' | 'namespaces' | 'namespaceNameFree'> {
  return {
    namespace: (id) =>
      orAbsent(() =>
        at(id, async ({ client, group, namespace }) =>
          toNamespace(await client.namespaces.get(group, namespace)),
        ),
      ),
    namespaces: (subscription) =>
      sdkCall(async () =>
        (await all((await clientFor(subscription)).namespaces.listAll())).map(toNamespace),
      ),
    namespaceNameFree: (subscription, name) =>
      sdkCall(async () => {
        const client = await clientFor(subscription);
        const { isAvailiable } = await client.namespaces.checkAvailability({ name });
        if (isAvailiable === undefined) throw emptyAnswer('the availability of a name');
        return isAvailiable;
      }),
  };
}

function namespaceChanges(
  at: At,
  { arm, clock }: HubsDeps,
): Pick<NotificationHubs, 'createNamespace' | 'patchNamespace' | 'deleteNamespace'> {
  const asked = (header: (name: string) => string | undefined) => {
    const pause = retryAfter(header, clock.now());
    return pause === undefined ? {} : { retryAfter: pause };
  };
  return {
    createNamespace: (id, { location, sku, tags }) =>
      at(id, async ({ client, group, namespace }) => {
        let accepted = {};
        const wanted = { location, sku: { name: sku }, tags: { ...tags } };
        await client.namespaces.createOrUpdate(group, namespace, wanted, {
          onResponse: ({ headers }) => (accepted = asked((name) => headers.get(name))),
        });
        return accepted;
      }),
    patchNamespace: (id, { sku, tags }) =>
      at(id, async ({ client, group, namespace }) => {
        await client.namespaces.patch(group, namespace, {
          ...(sku ? { sku: { name: sku } } : {}),
          ...(tags ? { tags: { ...tags } } : {}),
        });
      }),
    /** Raw, since the SDK would begin to poll the operation at once; waiting is the caller's. */
    async deleteNamespace(path) {
      const { headers } = await arm.send({ method: 'DELETE', path, apiVersion: API_VERSION });
      return asked((name) => headers[name]);
    },
  };
}

function hubs(
  at: At,
  { arm }: HubsDeps,
): Pick<NotificationHubs, 'hub' | 'hubs' | 'putHub' | 'deleteHub'> {
  return {
    hub: (id) =>
      orAbsent(() =>
        at(id, async ({ client, group, namespace, hub }) =>
          toHub(await client.notificationHubs.get(group, namespace, hub)),
        ),
      ),
    hubs: (namespaceId) =>
      at(namespaceId, async ({ client, group, namespace }) =>
        (await all(client.notificationHubs.list(group, namespace))).map(toHub),
      ),
    putHub: (id, { location, tags }) =>
      at(id, async ({ client, group, namespace, hub }) => {
        const wanted = { location, tags: { ...tags } };
        await client.notificationHubs.createOrUpdate(group, namespace, hub, wanted);
      }),
    /** Raw, since the SDK takes the 204 for an absent hub (official specification of 2023) for an error. */
    async deleteHub(path) {
      await orAbsent(() => arm.send({ method: 'DELETE', path, apiVersion: API_VERSION }));
    },
  };
}

function rules(
  at: At,
): Pick<NotificationHubs, 'rule' | 'rules' | 'putRule' | 'deleteRule' | 'keys'> {
  return {
    rule: (id) =>
      orAbsent(() =>
        at(id, async ({ client: { notificationHubs: sdk }, group, namespace, hub, rule }) =>
          toRule(await sdk.getAuthorizationRule(group, namespace, hub, rule)),
        ),
      ),
    rules: (hubId) =>
      at(hubId, async ({ client: { notificationHubs: sdk }, group, namespace, hub }) =>
        (await all(sdk.listAuthorizationRules(group, namespace, hub))).map(toRule),
      ),
    putRule: (id, rights) =>
      at(id, async ({ client: { notificationHubs: sdk }, group, namespace, hub, rule }) => {
        const wanted = { properties: { rights: [...rights] } };
        await sdk.createOrUpdateAuthorizationRule(group, namespace, hub, rule, wanted);
      }),
    async deleteRule(id) {
      await orAbsent(() =>
        at(id, ({ client: { notificationHubs: sdk }, group, namespace, hub, rule }) =>
          sdk.deleteAuthorizationRule(group, namespace, hub, rule),
        ),
      );
    },
    keys: (id) =>
      at(id, async ({ client: { notificationHubs: sdk }, group, namespace, hub, rule }) => {
        const keys = await sdk.listKeys(group, namespace, hub, rule);
        const { primaryConnectionString, secondaryConnectionString, keyName = rule } = keys;
        if (!primaryConnectionString || !secondaryConnectionString)
          throw emptyAnswer(`the keys of the policy ${rule}`);
        return {
          keyName,
          primaryConnectionString: new Secret(primaryConnectionString),
          secondaryConnectionString: new Secret(secondaryConnectionString),
        };
      }),
  };
}

interface SdkResource {
  id?: string;
  name?: string;
  location?: string;
  tags?: Record<string, string>;
}

function toNamespace(
  one: SdkResource & { sku?: { name?: string }; provisioningState?: string },
): Namespace {
  const { id, name, location, tags, provisioningState: state } = one;
  if (!id || !name) throw emptyAnswer('a namespace');
  const failed = state === 'Failed' || state === 'Canceled';
  return {
    id,
    name,
    location,
    sku: one.sku?.name as Sku | undefined, // one of the three names by the specification
    tags: tags ?? {},
    state: failed ? 'failed' : state === undefined || state === 'Succeeded' ? 'ready' : 'pending',
  };
}

function toHub({ id, name, location, tags }: SdkResource): Hub {
  if (!id || !name) throw emptyAnswer('a hub');
  return { id, name, location, tags };
}

function toRule({ id, name, rights }: SdkResource & { rights?: string[] }): Rule {
  if (!id || !name || !rights) throw emptyAnswer('an authorization rule');
  return { id, name, rights: rights as Right[] }; // one of the three rights by the specification
}
