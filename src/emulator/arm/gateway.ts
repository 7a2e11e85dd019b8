import { sameName } from '../../shared/arm-id.ts';
import type { Provider, Reply, Route, World } from '../contract.ts';
import type { TokenIssuer } from '../entra/tokens.ts';
import { type Incoming, parseBody } from '../incoming.ts';
import { queryOf } from '../query.ts';
import { refuseToken } from './authorise.ts';
import { refuseCoreVersion } from './core-versions.ts';
import { genericAnswer, genericLookUp, genericNamespaces, type Unrouted } from './generic.ts';
import { groupBeingDeleted, groupNotFound } from './group-refusals.ts';
import { findGroup, groupRoutes } from './groups.ts';
import { invalidNamespace, refuseUnregistered, registrationRoutes } from './registrations.ts';
import { failure, gatewayFailure, notImplemented } from './replies.ts';
import { resourceRoutes } from './resources.ts';
import { decodeSegment, findRoute } from './routes.ts';
import { refuseSubscription, subscriptionRoutes } from './subscriptions.ts';
import { refuseVersion, typeOf } from './versions.ts';

/** Azure Resource Manager: its own routes, those of the providers, and the checks that come before them. */
export interface Gateway {
  /** Every route that it answers, for BEHAVIOUR.md's test. */
  routes: readonly Route[];
  /** The answer, and whether a writing route's handler was reached. */
  answer(incoming: Incoming): { reply: Reply; wrote: boolean };
}

interface Parts {
  world: World;
  issuer: TokenIssuer;
  providers: readonly Provider[];
  core: readonly Route[];
}

/** Builds the gateway over the providers. */
export function createGateway(
  world: World,
  issuer: TokenIssuer,
  providers: readonly Provider[],
): Gateway {
  const core = [
    ...subscriptionRoutes,
    ...groupRoutes,
    ...registrationRoutes(providers),
    ...resourceRoutes(providers),
  ];
  const parts = { world, issuer, providers, core };
  return {
    routes: [...core, ...providers.flatMap(({ routes }) => routes)],
    answer: (incoming) => answer(parts, incoming),
  };
}

type Answer = ReturnType<Gateway['answer']>;

/** The order of checks: token, api-version given, body, subscription; then what the path names. */
function answer(parts: Parts, incoming: Incoming): Answer {
  const { world, issuer } = parts;
  const refused =
    refuseToken(issuer, incoming.headers) ??
    refuseRequest(incoming) ??
    refuseSubscription(world, incoming.path);
  if (refused) return refusal(refused);
  const call = unrouted(world, incoming);
  return fromCore(parts, call) ?? fromProvider(parts, call);
}

function refuseRequest({ url, text }: Incoming): Reply | undefined {
  if (!queryOf(url, 'api-version'))
    return failure(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  if (parseBody(text) !== 'malformed') return undefined;
  return failure(
    400,
    'InvalidRequestContent',
    'The request content was invalid and could not be deserialized.',
  );
}

function unrouted(world: World, { method, url, headers, path, text }: Incoming): Unrouted {
  const parsed = parseBody(text);
  const body = parsed === 'malformed' ? undefined : parsed.value;
  return { method, url, headers, path, apiVersion: queryOf(url, 'api-version') ?? '', body, world };
}

function refusal(reply: Reply): Answer {
  return { reply, wrote: false };
}

function fromCore(parts: Parts, call: Unrouted): Answer | undefined {
  const match = findRoute(parts.core, call.method, call.path);
  if (!match) return undefined;
  const refused = refuseCoreVersion(call.apiVersion);
  return refused ? refusal(refused) : run(match.route, { ...call, params: match.params });
}

function fromProvider(parts: Parts, call: Unrouted): Answer {
  const segments = call.path.split('/');
  const at = segments.findIndex((one) => one.toLowerCase() === 'providers');
  const name = segments[at + 1];
  const provider = parts.providers.find(({ namespace }) => sameName(namespace, name ?? ''));
  // Of what lies below no scope, `/providers/{namespace}/…`, only the providers' own routes are played.
  if (at < (provider ? 1 : 2) || !name) return refusal(notImplemented(call));
  const seeded = genericAnswer(call);
  if (seeded) return seeded;
  const refused = refuseGroup(call, segments);
  if (provider && refused) return refusal(refused);
  if (provider) return ofProvider(call, provider, segments.slice(at + 2));
  return genericLookUp(call) ?? refusal(unknownNamespace(call, name));
}

/** The group that the path names is there, and is not on its way out when the request writes. */
function refuseGroup({ world, method }: Unrouted, segments: readonly string[]): Reply | undefined {
  const [, , subscription = '', kind = '', encoded = ''] = segments;
  if (kind.toLowerCase() !== 'resourcegroups') return undefined;
  const group = decodeSegment(encoded);
  const found = findGroup(world, subscription, group);
  if (!found) return groupNotFound(group);
  const writes = method === 'PUT' || method === 'PATCH';
  return writes && found.deletedAt !== undefined ? groupBeingDeleted(found.name) : undefined;
}

function ofProvider(call: Unrouted, provider: Provider, below: readonly string[]): Answer {
  const match = findRoute(provider.routes, call.method, call.path);
  const type = typeOf(provider, below) ?? (match && provider.types[0]);
  if (!match || !type)
    return (
      genericLookUp(call) ??
      refusal(type ? notImplemented(call) : unknownType(provider, below[0] ?? '', call.apiVersion))
    );
  const routed = { ...call, params: match.params };
  const { subscription } = match.params;
  const refused =
    (subscription === undefined
      ? undefined
      : refuseUnregistered(call.world, subscription, provider.namespace)) ??
    refuseVersion(routed, provider, { route: match.route, type });
  return refused ? refusal(refused) : run(match.route, routed);
}

function run(route: Route, call: Parameters<Route['handle']>[0]): Answer {
  const wrote = route.method !== 'GET' && route.method !== 'HEAD' && route.reads !== true;
  return { reply: route.handle(call), wrote };
}

/** A namespace of seeded resources is there, so what it cannot do is 501 and not invalid. */
function unknownNamespace(call: Unrouted, name: string): Reply {
  const seeded = genericNamespaces(call.world).some((one) => sameName(one, name));
  return seeded ? notImplemented(call) : invalidNamespace(name);
}

function unknownType(provider: Provider, type: string, version: string): Reply {
  return gatewayFailure(
    404,
    'InvalidResourceType',
    `The resource type '${type}' could not be found in the namespace '${provider.namespace}' for api version '${version}'.`,
  );
}
