import type { ResourceManagementClient } from '@azure/arm-resources';
import { parseArmId } from '../shared/arm-id.ts';
import { textAt } from '../shared/json.ts';
import type { Arm, GenericResource, ResourceGroup, Resources } from '../shared/ports.ts';
import { orAbsent } from './arm.ts';
import { all, emptyAnswer, sdkCall } from './sdk.ts';

/** Source: official subscriptions.json. */
const SUBSCRIPTIONS_VERSION = '2022-12-01';

/** Groups, providers and look-ups through @azure/arm-resources; subscriptions and locations raw. */
export function createResources(
  clientFor: (subscription: string) => Promise<ResourceManagementClient>,
  arm: Arm,
): Resources {
  return { ...subscriptions(arm), ...groups(clientFor), ...lookups(clientFor) };
}

type ClientFor = (subscription: string) => Promise<ResourceManagementClient>;

function subscriptions(arm: Arm): Pick<Resources, 'subscriptions' | 'locations'> {
  return {
    async subscriptions() {
      const found = await all(arm.list('/subscriptions', SUBSCRIPTIONS_VERSION));
      return found.map((one) => ({
        id: needed(one, 'subscriptionId', 'a subscription'),
        name: textAt(one, 'displayName') ?? '',
        tenantId: textAt(one, 'tenantId') ?? '',
        state: textAt(one, 'state') ?? '',
      }));
    },
    async locations(subscription) {
      const path = `/subscriptions/${subscription}/locations`;
      const found = await all(arm.list(path, SUBSCRIPTIONS_VERSION));
      return found.map((one) => {
        const name = needed(one, 'name', 'a location');
        return { name, displayName: textAt(one, 'displayName') ?? name };
      });
    },
  };
}

function needed(one: unknown, member: string, what: string): string {
  const text = textAt(one, member);
  if (!text) throw emptyAnswer(what);
  return text;
}

function groups(clientFor: ClientFor): Pick<Resources, 'group' | 'groups' | 'putGroup'> {
  return {
    group: (id) =>
      orAbsent(() =>
        sdkCall(async () => {
          const { client, group } = await groupOf(clientFor, id);
          return toGroup(await client.resourceGroups.get(group));
        }),
      ),
    groups: (subscription) =>
      sdkCall(async () => {
        const client = await clientFor(subscription);
        return (await all(client.resourceGroups.list())).map(toGroup);
      }),
    putGroup: (id, { location, tags }) =>
      sdkCall(async () => {
        const { client, group } = await groupOf(clientFor, id);
        await client.resourceGroups.createOrUpdate(group, { location, tags: { ...tags } });
      }),
  };
}

function lookups(
  clientFor: ClientFor,
): Pick<Resources, 'resources' | 'providerState' | 'registerProvider'> {
  return {
    resources: (subscription, type) =>
      sdkCall(async () => {
        const client = await clientFor(subscription);
        const filter = `resourceType eq '${type.replaceAll("'", "''")}'`;
        return (await all(client.resources.list({ filter }))).map(toResource);
      }),
    providerState: (subscription, namespace) =>
      orAbsent(() =>
        sdkCall(async () => {
          const { providers } = await clientFor(subscription);
          return (await providers.get(namespace)).registrationState;
        }),
      ),
    registerProvider: (subscription, namespace) =>
      sdkCall(async () => {
        await (await clientFor(subscription)).providers.register(namespace);
      }),
  };
}

async function groupOf(
  clientFor: ClientFor,
  id: string,
): Promise<{ client: ResourceManagementClient; group: string }> {
  const parsed = parseArmId(id);
  if (parsed?.group === undefined) throw new TypeError(`${id} is no id of a resource group`);
  return { client: await clientFor(parsed.subscription), group: parsed.group };
}

function toGroup({
  id,
  name,
  location,
}: {
  id?: string;
  name?: string;
  location?: string;
}): ResourceGroup {
  if (!id || !name || !location) throw emptyAnswer('a resource group');
  return { id, name, location };
}

function toResource({
  id,
  name,
  type,
  location,
}: {
  id?: string;
  name?: string;
  type?: string;
  location?: string;
}): GenericResource {
  if (!id || !name || !type) throw emptyAnswer('a resource');
  return { id, name, type, location };
}
