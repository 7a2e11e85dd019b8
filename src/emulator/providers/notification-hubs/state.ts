import type { Call, World } from '../../contract.ts';

/** One push credential as it was sent: the members of its `properties`. */
export type Credentials = Record<string, Record<string, unknown>>;

export interface NamespaceState {
  /** With the casing of the first PUT. */
  id: string;
  name: string;
  /** Normalised: `westeurope`. */
  location: string;
  sku: string;
  tags: Record<string, string>;
  createdAt: number;
  updatedAt: number;
  /** When it has become active. */
  readyAt: number;
  /** These three as sent; `Disabled`, `{}` and `Enabled` unless sent (observed 1.1). */
  zoneRedundancy: unknown;
  networkAcls: unknown;
  publicNetworkAccess: unknown;
  credentials: Credentials;
}

export interface HubState {
  id: string;
  name: string;
  location: string;
  tags: Record<string, string>;
  registrationTtl: string;
  credentials: Credentials;
}

export interface RuleState {
  id: string;
  name: string;
  rights: string[];
  primaryKey: string;
  secondaryKey: string;
  createdAt: number;
  modifiedAt: number;
}

/** All that the provider keeps, each by lower-case ARM id, in order of creation. */
export interface HubsState {
  namespaces: Record<string, NamespaceState>;
  hubs: Record<string, HubState>;
  rules: Record<string, RuleState>;
  /** Namespace names that somebody else in Azure has, lower case. */
  takenNames: string[];
  /** Whether a hub PUT that leaves credentials out drops the stored ones (nobody observed it; facts 2). */
  dropOmittedCredentials: boolean;
  /** Until when a namespace takes no rule write, by lower-case ARM id: plays concurrent writes (facts 2). */
  busyUntil: Record<string, number>;
}

const KEY = 'microsoft.notificationhubs';

/** This provider's part of the world. */
export function hubsState(world: World): HubsState {
  const fresh: HubsState = {
    namespaces: {},
    hubs: {},
    rules: {},
    takenNames: [],
    dropOmittedCredentials: false,
    busyUntil: {},
  };
  return (world.state.providers[KEY] ??= { ...fresh }) as unknown as HubsState; // only this room writes under KEY
}

/** The namespace's ARM id as the service writes it, with the names as sent. */
export function namespaceIdOf(call: Call): string {
  const { subscription, group, namespace } = call.params;
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.NotificationHubs/namespaces/${namespace}`;
}

/** The namespace that the path names, unless it is absent. */
export function namespaceOf(call: Call): NamespaceState | undefined {
  return hubsState(call.world).namespaces[namespaceIdOf(call).toLowerCase()];
}

/** The hub's ARM id, with the names as sent. */
export function hubIdOf(call: Call): string {
  return `${namespaceIdOf(call)}/notificationHubs/${call.params['hub']}`;
}

/** The hub that the path names, unless it is absent. */
export function hubOf(call: Call): HubState | undefined {
  return hubsState(call.world).hubs[hubIdOf(call).toLowerCase()];
}

/** What lies directly or deeper below an ARM id. */
export function below<T>(table: Record<string, T>, id: string): T[] {
  const prefix = `${id.toLowerCase()}/`;
  return Object.entries(table)
    .filter(([key]) => key.startsWith(prefix))
    .map(([, value]) => value);
}

/** Removes an entry and everything below it. */
export function dropBelow(table: Record<string, unknown>, id: string): void {
  const key = id.toLowerCase();
  for (const one of Object.keys(table))
    if (one === key || one.startsWith(`${key}/`)) delete table[one];
}
