import type { Secret } from './secret.ts';

/** What the inner rooms need from the outer world, as small interfaces. The real ones are built in `cli/deps.ts`. */

/** Time. In tests it is moved, never slept. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after that many milliseconds; rejects with the signal's reason as soon as it aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Chance. In tests it is seeded. */
export interface Random {
  /** That many random bytes. */
  bytes(count: number): Uint8Array;
}

/** The environment variables. An empty one counts as unset: whoever builds this leaves empty ones out. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The seam of all tests: sends one HTTP request. The real one opens a connection; tests pass the emulator's `handle`. */
export type Transport = (request: Request) => Promise<Response>;

/** One request to Azure Resource Manager. */
export interface ArmRequest {
  method: 'GET' | 'HEAD' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** From `/` on, without host and without `api-version`; or an absolute URL that ARM itself gave. */
  path: string;
  /** Appended as `api-version`; left out for absolute URLs, which hold it already. */
  apiVersion?: string;
  /** Sent as JSON. */
  body?: unknown;
  /** A POST that changes nothing (`listKeys`, `checkNameAvailability`): it may be sent again after any fault. */
  safe?: boolean;
}

/** What ARM answered, checked: a success status, JSON that parsed. */
export interface ArmAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined when there was no body. */
  body: unknown;
}

/**
 * Azure Resource Manager, raw. Failures are `CliError`s: `NOT_FOUND`, `DENIED`, `TOKEN_REFUSED`, `CONFLICT`, `THROTTLED`,
 * `UNAVAILABLE`, `UNREACHABLE`, `CERTIFICATE`, `UNEXPECTED_ANSWER`, `AZURE_REFUSED`, and for a change whose answer never
 * came `OUTCOME_UNKNOWN`: read back, then decide.
 */
export interface Arm {
  send(request: ArmRequest): Promise<ArmAnswer>;
  /** The body of a GET. Undefined when the thing, its group or its provider's registration is absent. */
  get(path: string, apiVersion: string): Promise<unknown>;
  /** All items of all pages. A `nextLink` elsewhere, or one seen before, is an error. */
  list(path: string, apiVersion: string): AsyncIterable<unknown>;
}

export type Sku = 'Free' | 'Basic' | 'Standard';
export type Right = 'Listen' | 'Manage' | 'Send';
export type Tags = Readonly<Record<string, string>>;

/** A Notification Hubs namespace as Azure has it. */
export interface Namespace {
  id: string;
  name: string;
  /** As the service writes it: "South Central US" or "southcentralus". Compare with `sameLocation`. */
  location: string | undefined;
  sku: Sku | undefined;
  tags: Tags;
  /** From provisioningState: `ready` when Succeeded (or absent), `failed` when Failed or Canceled, else `pending`. */
  state: 'ready' | 'pending' | 'failed';
}

/** A notification hub as Azure has it. */
export interface Hub {
  id: string;
  name: string;
  location: string | undefined;
  /** Undefined where the service does not show them: 2017-04-01 was seen not to (observed 1.3). */
  tags: Tags | undefined;
}

/** An authorization rule ("access policy") as Azure has it. It never shows keys. */
export interface Rule {
  id: string;
  name: string;
  rights: Right[];
}

/** What listKeys gives. */
export interface RuleKeys {
  keyName: string;
  primaryConnectionString: Secret;
  secondaryConnectionString: Secret;
}

/** A change that Azure took on and may still be working at. */
export interface Accepted {
  /** The longest pause between two looks that Azure asks for, in milliseconds. */
  retryAfter?: number;
}

/** One push credential: the kind by its ARM key (`apnsCredential`) and its parts, secret ones as Secret. */
export interface PnsCredential {
  kind: string;
  parts: Readonly<Record<string, string | Secret>>;
}

/**
 * Namespaces, hubs, authorization rules and keys (`@azure/arm-notificationhubs`, 2017-04-01; credentials raw, in
 * 2023-10-01-preview). Every id is an ARM id. Reads give undefined for what is absent. Failures as in `Arm`.
 */
export interface NotificationHubs {
  namespace(id: string): Promise<Namespace | undefined>;
  namespaces(subscription: string): Promise<Namespace[]>;
  createNamespace(
    id: string,
    wanted: { location: string; sku: Sku; tags: Tags },
  ): Promise<Accepted>;
  patchNamespace(id: string, change: { sku?: Sku; tags?: Tags }): Promise<void>;
  deleteNamespace(id: string): Promise<Accepted>;
  /** Whether the global name of a namespace is free. */
  namespaceNameFree(subscription: string, name: string): Promise<boolean>;
  hub(id: string): Promise<Hub | undefined>;
  hubs(namespaceId: string): Promise<Hub[]>;
  putHub(id: string, wanted: { location: string; tags: Tags }): Promise<void>;
  deleteHub(id: string): Promise<void>;
  /** A rule of a hub. */
  rule(id: string): Promise<Rule | undefined>;
  rules(hubId: string): Promise<Rule[]>;
  putRule(id: string, rights: readonly Right[]): Promise<void>;
  deleteRule(id: string): Promise<void>;
  keys(ruleId: string): Promise<RuleKeys>;
  /** The push credentials of a hub; empty when it has none. */
  credentials(hubId: string): Promise<PnsCredential[]>;
}

export interface Subscription {
  id: string;
  name: string;
  tenantId: string;
  state: string;
}

export interface ResourceGroup {
  id: string;
  name: string;
  location: string;
}

/** A resource as the subscription's list shows it. */
export interface GenericResource {
  id: string;
  name: string;
  type: string;
  location: string | undefined;
}

/** Subscriptions, groups, providers and look-ups (`@azure/arm-resources`, subscriptions raw). Failures as in `Arm`. */
export interface Resources {
  subscriptions(): Promise<Subscription[]>;
  /** Names of the locations that the subscription may use (`westeurope`) with their display names. */
  locations(subscription: string): Promise<{ name: string; displayName: string }[]>;
  group(id: string): Promise<ResourceGroup | undefined>;
  groups(subscription: string): Promise<ResourceGroup[]>;
  putGroup(id: string, wanted: { location: string; tags: Tags }): Promise<void>;
  /** All resources of a type in the subscription, e.g. `Microsoft.Communication/communicationServices`. */
  resources(subscription: string, type: string): Promise<GenericResource[]>;
  /** `Registered`, `Registering`, `NotRegistered`, `Unregistering`; undefined for an unknown provider. */
  providerState(subscription: string, namespace: string): Promise<string | undefined>;
  registerProvider(subscription: string, namespace: string): Promise<void>;
}

/** Azure, one client for each purpose, all over the same pipeline. */
export interface Azure {
  arm: Arm;
  hubs: NotificationHubs;
  resources: Resources;
}
