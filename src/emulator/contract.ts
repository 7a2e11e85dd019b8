import type { Clock, Random } from '../shared/ports.ts';
import type { Seed } from './seed-shape.ts';

/** The JSON document that `--state` keeps: every room of the local Azure has its own plain data under its own name. */
export interface WorldState {
  /** Milliseconds by which `emulator clock --advance` has moved the clock. */
  clockOffset: number;
  subscriptions: SubscriptionState[];
  /** Providers by lower-case subscription and namespace: since when asked for, from which instant on in force. */
  registrations: Record<string, Record<string, RegistrationState>>;
  /** Resource groups by lower-case ARM id. */
  groups: Record<string, GroupState>;
  /** Resources of providers that are not emulated, seeded, by lower-case ARM id. */
  generic: Record<string, GenericState>;
  /** Their types, which stay known when the last of them is deleted. */
  genericTypes: string[];
  operations: Record<string, OperationState>;
  /** Everything that a provider keeps, by provider namespace, then by lower-case ARM id. */
  providers: Record<string, Record<string, unknown>>;
}

export interface SubscriptionState {
  id: string;
  name: string;
  tenantId: string;
}

export interface RegistrationState {
  requestedAt: number;
  readyAt: number;
  /** Set when the provider was unregistered again. */
  leaving?: boolean;
}

export interface GroupState {
  id: string;
  name: string;
  location: string;
  managedBy?: string;
  tags?: Record<string, string>;
  /** Set while it is being deleted; gone at that instant, with all that lies in it. */
  deletedAt?: number;
}

export interface GenericState {
  id: string;
  name: string;
  type: string;
  location?: string;
  tags?: Record<string, string>;
  properties?: unknown;
}

/** A long-running operation. It is ready by the clock, whether or not anybody polls it. */
export interface OperationState {
  /** What it works at: an ARM id. */
  target: string;
  /** Which kind of operation, for the provider that answers the poll: `CreateNamespace`, `DeleteGroup`. */
  kind: string;
  startedAt: number;
  readyAt: number;
}

/** What a route's handler works with. */
export interface World {
  state: WorldState;
  clock: Clock;
  random: Random;
  /** The ARM origin, no trailing slash: `https://localhost:4431`. Absolute URLs in answers begin with it. */
  origin: string;
  /** How long operations take, in milliseconds. */
  operationTime: number;
}

/** A request that the gateway has let through: authenticated, version and subscription known, provider registered. */
export interface Call {
  method: string;
  url: URL;
  headers: Headers;
  /** The placeholders of the route's path, percent-decoded, casing as sent. */
  params: Readonly<Record<string, string>>;
  /** The path as sent, without trailing slash, doubled slashes made one. */
  path: string;
  apiVersion: string;
  /** Parsed JSON; undefined when the body is empty. */
  body: unknown;
  world: World;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON in the given member order; undefined: no body. `null` is sent as the four characters `null`. */
  body?: unknown;
}

/** One operation of a provider. BEHAVIOUR.md lists each as `METHOD path`, and a test compares the two. */
export interface Route {
  method: 'GET' | 'HEAD' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** Template with `{name}` placeholders, one segment each. Literal segments are compared without case. */
  path: string;
  /** A POST that changes nothing: it does not count as a write in the log. */
  reads?: boolean;
  /** api-versions of this operation where they are fewer than the type's. */
  versions?: readonly string[];
  handle(call: Call): Reply;
}

/** One resource provider. */
export interface Provider {
  namespace: string;
  /** What `/providers/{namespace}` and `/resources` know of it. */
  types: readonly ResourceTypeInfo[];
  routes: readonly Route[];
  /** Applies what has become due by the clock: called before every request. */
  settle?(world: World): void;
  /** Tracked resources for `/resources`, `az resource list` and deletion with the group. */
  resources(world: World): TrackedResource[];
  /** Removes a resource and all below it, when its group goes. */
  drop(world: World, id: string): void;
  /** Adds what the seed names of this provider. */
  seed?(world: World, seed: Seed): void;
}

export interface ResourceTypeInfo {
  /** Without the provider: `namespaces/notificationHubs`. */
  type: string;
  /** Newest first. */
  apiVersions: readonly string[];
  /** Display names, `global` for ACS. */
  locations: readonly string[];
}

export interface TrackedResource {
  id: string;
  name: string;
  type: string;
  location?: string;
  tags?: Record<string, string>;
}

/** One line of the log, and of `requests.ndjson`. */
export interface Exchange {
  /** ISO 8601, by the emulator's clock. */
  time: string;
  method: string;
  /** Without the query. */
  path: string;
  apiVersion: string | undefined;
  status: number;
}
