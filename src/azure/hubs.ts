import type { NotificationHubsManagementClient } from '@azure/arm-notificationhubs';
import { CliError } from '../shared/errors.ts';
import { parseArmId } from '../shared/arm-id.ts';
import type { Arm, Hub, Namespace, NotificationHubs, Right, Rule, Sku } from '../shared/ports.ts';
import { Secret } from '../shared/secret.ts';
import { orAbsent } from './arm.ts';
import { readCredentials } from './credentials.ts';
import { retryAfter } from './retry-after.ts';

type Client = NotificationHubsManagementClient;

/** Gives the SDK's client for a subscription. */
export type ClientFor = (subscription: string) => Promise<Client>;

/** Namespaces, hubs, rules and keys through @azure/arm-notificationhubs (2017-04-01). */
export function createHubs(clientFor: ClientFor, arm: Arm): NotificationHubs {
  const at = async (id: string) => {
    const parts = partsOf(id);
    return { client: await clientFor(parts.subscription), ...parts };
  };
  return {
    ...namespaces(at, clientFor),
    ...hubs(at),
    ...rules(at),
    credentials: (hubId) => readCredentials(arm, hubId),
  };
}

interface Parts {
  subscription: string;
  group: string;
  namespace: string;
  hub: string;
  rule: string;
}

type At = (id: string) => Promise<Parts & { client: Client }>;

function partsOf(id: string): Parts {
  const parsed = parseArmId(id);
  const [namespace, hub = '', rule = ''] = parsed?.names ?? [];
  if (parsed?.group === undefined || namespace === undefined)
    throw new TypeError(`${id} is no id of Notification Hubs`);
  return { subscription: parsed.subscription, group: parsed.group, namespace, hub, rule };
}

type NamespacePort = Pick<
  NotificationHubs,
  | 'namespace'
  | 'namespaces'
  | 'createNamespace'
  | 'patchNamespace'
  | 'deleteNamespace'
  | 'namespaceNameFree'
>;

function namespaces(at: At, clientFor: ClientFor): NamespacePort {
  return {
    namespace: (id) =>
      orAbsent(async () => {
        const { client, group, namespace } = await at(id);
        return toNamespace(await client.namespaces.get(group, namespace));
      }),
    async namespaces(subscription) {
      const found: Namespace[] = [];
      for await (const one of (await clientFor(subscription)).namespaces.listAll())
        found.push(toNamespace(one));
      return found;
    },
    async createNamespace(id, { location, sku, tags }) {
      const { client, group, namespace } = await at(id);
      let asked: number | undefined;
      await client.namespaces.createOrUpdate(
        group,
        namespace,
        { location, sku: { name: sku }, tags: { ...tags } },
        {
          onResponse: ({ headers }) => {
            asked = retryAfter((name) => headers.get(name), 0);
          },
        },
      );
      return asked === undefined ? {} : { retryAfter: asked };
    },
    async patchNamespace(id, { sku, tags }) {
      const { client, group, namespace } = await at(id);
      await client.namespaces.patch(group, namespace, {
        ...(sku ? { sku: { name: sku } } : {}),
        ...(tags ? { tags: { ...tags } } : {}),
      });
    },
    async deleteNamespace(id) {
      const { client, group, namespace } = await at(id);
      await client.namespaces.beginDelete(group, namespace);
      return {};
    },
    async namespaceNameFree(subscription, name) {
      const client = await clientFor(subscription);
      const answer = await client.namespaces.checkAvailability({ name });
      return answer.isAvailiable === true;
    },
  };
}

type HubPort = Pick<NotificationHubs, 'hub' | 'hubs' | 'putHub' | 'deleteHub'>;

function hubs(at: At): HubPort {
  return {
    hub: (id) =>
      orAbsent(async () => {
        const { client, group, namespace, hub } = await at(id);
        return toHub(await client.notificationHubs.get(group, namespace, hub));
      }),
    async hubs(namespaceId) {
      const { client, group, namespace } = await at(namespaceId);
      const found: Hub[] = [];
      for await (const one of client.notificationHubs.list(group, namespace))
        found.push(toHub(one));
      return found;
    },
    async putHub(id, { location, tags }) {
      const { client, group, namespace, hub } = await at(id);
      await client.notificationHubs.createOrUpdate(group, namespace, hub, {
        location,
        tags: { ...tags },
      });
    },
    async deleteHub(id) {
      const { client, group, namespace, hub } = await at(id);
      await orAbsent(() => client.notificationHubs.delete(group, namespace, hub));
    },
  };
}

type RulePort = Pick<NotificationHubs, 'rule' | 'rules' | 'putRule' | 'deleteRule' | 'keys'>;

function rules(at: At): RulePort {
  return {
    rule: (id) =>
      orAbsent(async () => {
        const { client, group, namespace, hub, rule } = await at(id);
        return toRule(
          await client.notificationHubs.getAuthorizationRule(group, namespace, hub, rule),
        );
      }),
    async rules(hubId) {
      const { client, group, namespace, hub } = await at(hubId);
      const found: Rule[] = [];
      for await (const one of client.notificationHubs.listAuthorizationRules(group, namespace, hub))
        found.push(toRule(one));
      return found;
    },
    async putRule(id, rights) {
      const { client, group, namespace, hub, rule } = await at(id);
      await client.notificationHubs.createOrUpdateAuthorizationRule(group, namespace, hub, rule, {
        properties: { rights: [...rights] },
      });
    },
    async deleteRule(id) {
      const { client, group, namespace, hub, rule } = await at(id);
      await orAbsent(() =>
        client.notificationHubs.deleteAuthorizationRule(group, namespace, hub, rule),
      );
    },
    async keys(ruleId) {
      const { client, group, namespace, hub, rule } = await at(ruleId);
      const keys = await client.notificationHubs.listKeys(group, namespace, hub, rule);
      const { primaryConnectionString, secondaryConnectionString, keyName } = keys;
      if (!primaryConnectionString || !secondaryConnectionString)
        throw emptyAnswer(`listKeys of ${ruleId}`);
      return {
        keyName: keyName ?? rule,
        primaryConnectionString: new Secret(primaryConnectionString),
        secondaryConnectionString: new Secret(secondaryConnectionString),
      };
    },
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

/** An answer that lacks what it must have. */
export function emptyAnswer(what: string): CliError {
  return new CliError({
    code: 'UNEXPECTED_ANSWER',
    message: `Azure's answer about ${what} is empty or lacks its id.`,
    hint: 'A proxy may be answering: check HTTPS_PROXY, then run the same command again.',
  });
}
