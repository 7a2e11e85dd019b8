import type { Call, Provider, Reply, Route, World } from '../contract.ts';
import type { TokenIssuer } from '../entra/tokens.ts';
import { type Incoming, parseBody } from '../incoming.ts';
import { refuseToken } from './authorise.ts';
import { findGroup, groupNotFound, groupRoutes } from './groups.ts';
import {
  invalidNamespace,
  notRegistered,
  registrationRoutes,
  registrationState,
} from './registrations.ts';
import { failure } from './replies.ts';
import { genericReply, resourceRoutes } from './resources.ts';
import { findRoute } from './routes.ts';
import { findSubscription, subscriptionRoutes } from './subscriptions.ts';
import { refuseCoreVersion, refuseVersion, typeOf } from './versions.ts';

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

function answer(parts: Parts, incoming: Incoming): Answer {
  const refused = refuseToken(parts.issuer, incoming.headers);
  if (refused) return refusal(refused);
  const apiVersion = incoming.url.searchParams.get('api-version') ?? '';
  if (apiVersion === '')
    return refusal(
      failure(
        400,
        'MissingApiVersionParameter',
        'The api-version query parameter (?api-version=) is required for all requests.',
      ),
    );
  const body = parseBody(incoming.text);
  if (body === 'malformed')
    return refusal(
      failure(
        400,
        'InvalidRequestContent',
        'The request content was invalid and could not be deserialized.',
      ),
    );
  const base = {
    method: incoming.method,
    url: incoming.url,
    headers: incoming.headers,
    path: incoming.path,
    apiVersion,
    body: body.value,
    world: parts.world,
  };
  return (
    refuseSubscription(parts.world, incoming.path) ??
    fromCore(parts, base) ??
    fromProvider(parts, base)
  );
}

function refusal(reply: Reply): Answer {
  return { reply, wrote: false };
}

function refuseSubscription(world: World, path: string): Answer | undefined {
  const [, first, id] = path.split('/');
  if (first?.toLowerCase() !== 'subscriptions' || id === undefined || findSubscription(world, id))
    return undefined;
  return refusal(
    failure(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`),
  );
}

function fromCore(parts: Parts, base: Omit<Call, 'params'>): Answer | undefined {
  const match = findRoute(parts.core, base.method, base.path);
  if (!match) return undefined;
  const refused = refuseCoreVersion(base.apiVersion);
  return refused ? refusal(refused) : run(match.route, { ...base, params: match.params });
}

function fromProvider(parts: Parts, base: Omit<Call, 'params'>): Answer {
  const segments = base.path.split('/');
  const at = segments.findIndex((one) => one.toLowerCase() === 'providers');
  const name = segments[at + 1];
  if (at < 0 || name === undefined) return refusal(notImplemented(base));
  const provider = parts.providers.find(
    ({ namespace }) => namespace.toLowerCase() === name.toLowerCase(),
  );
  if (!provider)
    return refusal(genericReply(parts.world, base.method, base.path) ?? invalidNamespace(name));
  const match = findRoute(provider.routes, base.method, base.path);
  const type = typeOf(provider, segments.slice(at + 2)) ?? (match && provider.types[0]);
  if (!type) return refusal(unknownType(provider, segments[at + 2] ?? '', base.apiVersion));
  if (!match) return refusal(notImplemented(base));
  const call = { ...base, params: match.params };
  const refused =
    refuseScope(call, provider) ?? refuseVersion(call, provider, { route: match.route, type });
  return refused ? refusal(refused) : run(match.route, call);
}

function refuseScope(call: Call, provider: Provider): Reply | undefined {
  const { subscription = '', group } = call.params;
  if (group !== undefined && !findGroup(call.world, subscription, group))
    return groupNotFound(group);
  const state = registrationState(call.world, subscription, provider.namespace);
  return state === 'NotRegistered' ? notRegistered(provider.namespace) : undefined;
}

function run(route: Route, call: Call): Answer {
  const wrote = route.method !== 'GET' && route.method !== 'HEAD' && route.reads !== true;
  return { reply: route.handle(call), wrote };
}

function unknownType(provider: Provider, type: string, version: string): Reply {
  return failure(
    404,
    'InvalidResourceType',
    `The resource type '${type}' could not be found in the namespace '${provider.namespace}' for api version '${version}'.`,
  );
}

function notImplemented({ method, path }: { method: string; path: string }): Reply {
  return failure(
    501,
    'NotImplemented',
    `The local Azure does not answer ${method} ${path}. BEHAVIOUR.md lists what it answers.`,
  );
}
