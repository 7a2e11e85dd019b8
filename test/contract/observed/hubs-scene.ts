import type { Target } from '../target.ts';
import { namespaceId, readyNamespace } from '../waiting.ts';
import type { Exchange } from '../wire.ts';
import type { Scene } from './row.ts';

/** What the scenario of Notification Hubs asks. */
export type HubsExchange = keyof Awaited<ReturnType<typeof play>>;

const GCM = { gcmCredential: { properties: { googleApiKey: 'not-a-real-key' } } };
export const ALL_RIGHTS = ['Manage', 'Listen', 'Send'];

/** Plays one scenario in an api-version: a namespace, hubs, rules, keys, credentials, refusals, deletions. */
export async function hubsScene(target: Target, version: string): Promise<Scene<HubsExchange>> {
  const names = { namespace: `${target.fresh('Nh-Observed')}-X`, hub: 'com.contoso.app.voip' };
  return { target, names, of: await play(target, version, names) };
}

async function play(target: Target, version: string, names: { namespace: string; hub: string }) {
  const { wire } = target;
  const path = namespaceId(target, names.namespace);
  const namespacePut = await wire.put(path, version, {
    location: target.location,
    sku: { name: 'Standard' },
    tags: {},
    properties: {},
  });
  const namespaceGet = await readyNamespace(target, names.namespace, version);
  const operation = await wire.send('GET', namespacePut.headers['azure-asyncoperation'] ?? '');
  const namespaceAgain = await wire.put(path, version, {
    location: target.location,
    sku: { name: 'Standard' },
  });
  return {
    namespacePut,
    namespaceGet,
    operation,
    namespaceAgain,
    ...(await lookUps(target, version, names.namespace)),
    ...(await hubs(target, version, `${path}/notificationHubs/${names.hub}`)),
    ...(await rules(target, version, path)),
    ...(await endings(target, version, path)),
  };
}

async function lookUps(target: Target, version: string, namespace: string) {
  const { wire, subscription } = target;
  const provider = `/subscriptions/${subscription}/providers/Microsoft.NotificationHubs`;
  const ask = (name: string): Promise<Exchange> =>
    wire.post(`${provider}/checkNamespaceAvailability`, version, { name });
  return {
    namespaceTaken: await ask(namespace),
    namespaceFree: await ask(target.fresh('nh-free')),
    namespaceInvalid: await ask('no'),
    namespaceList: await wire.get(`${provider}/namespaces?$top=100`, version),
    hubAvailability: await wire.post(
      `${namespaceId(target, namespace)}/checkNotificationHubAvailability`,
      version,
      { name: 'hub-free' },
    ),
  };
}

async function hubs({ wire, location }: Target, version: string, hub: string) {
  const parent = hub.slice(0, hub.lastIndexOf('/'));
  return {
    hubPut: await wire.put(hub, version, { location, tags: {}, properties: {} }),
    credentialsNone: await wire.post(`${hub}/pnsCredentials`, version),
    hubPutAgain: await wire.put(hub, version, { location, properties: GCM }),
    hubGet: await wire.get(hub, version),
    hubList: await wire.get(parent, version),
    credentials: await wire.post(`${hub}/pnsCredentials`, version),
    hubPatch: await wire.patch(hub, version, { properties: GCM }),
    ruleListOfNew: await wire.get(`${hub}/authorizationRules`, version),
  };
}

async function rules({ wire, location }: Target, version: string, path: string) {
  const rule = `${path}/notificationHubs/com.contoso.app.voip/AuthorizationRules/acs-rule`;
  const own = `${path}/AuthorizationRules/own-rule`;
  const rights = { rights: ['Send', 'Listen', 'Manage'] };
  const put = { properties: rights, location, tags: {} };
  const rulePut = await wire.put(rule, version, put);
  const keys = await wire.post(`${rule}/listKeys`, version);
  return {
    rulePut,
    keys,
    ruleGet: await wire.get(rule, version),
    regenerated: await wire.post(`${rule}/regenerateKeys`, version, { policyKey: 'primary KEY' }),
    keysAfter: await wire.post(`${rule}/listKeys`, version),
    ownRulePut: await wire.put(own, version, { properties: rights }),
    namespaceAfterRule: await wire.get(path, version),
    ruleAbsent: await wire.get(
      `${path}/notificationHubs/com.contoso.app.voip/AuthorizationRules/none`,
      version,
    ),
    manageAlone: await wire.put(`${own}-2`, version, { properties: { rights: ['Manage'] } }),
    ruleDelete: await wire.delete(rule, version),
  };
}

async function endings({ wire }: Target, version: string, path: string) {
  const hub = `${path}/notificationHubs/com.contoso.app.voip`;
  return {
    hubDelete: await wire.delete(hub, version),
    hubAbsent: await wire.get(hub, version),
    namespaceDelete: await wire.delete(path, version),
    namespaceAbsent: await wire.get(path, version),
  };
}
