import { sameName } from '../../shared/arm-id.ts';
import type { Call, Provider, Reply, ResourceTypeInfo, Route, World } from '../contract.ts';
import { regions } from '../locations.ts';
import { nowOf } from '../time.ts';
import { CORE_VERSIONS } from './core-versions.ts';
import { genericNamespaces } from './generic.ts';
import { page } from './paging.ts';
import { failure, param } from './replies.ts';

const BASE = '/subscriptions/{subscription}/providers';
const OWN = 'Microsoft.Resources';

/**
 * `NotRegistered` until somebody asks; `Registering`, then by the clock `Registered`; after unregister `Unregistering`, then
 * `Unregistered`. Microsoft.Resources is always registered.
 */
function registrationState(world: World, subscription: string, namespace: string): string {
  if (sameName(namespace, OWN)) return 'Registered';
  const entry = world.state.registrations[subscription.toLowerCase()]?.[namespace.toLowerCase()];
  if (!entry) return 'NotRegistered';
  const ready = entry.readyAt <= nowOf(world);
  if (entry.leaving) return ready ? 'Unregistered' : 'Unregistering';
  return ready ? 'Registered' : 'Registering';
}

/** Registers a provider; it is ready `after` that many milliseconds. One that is registered already stays as it is. */
export function register(
  world: World,
  at: { subscription: string; namespace: string; after: number },
): void {
  const requestedAt = nowOf(world);
  const subscription = (world.state.registrations[at.subscription.toLowerCase()] ??= {});
  const key = at.namespace.toLowerCase();
  const before = subscription[key];
  if (before && !before.leaving) return;
  subscription[key] = { requestedAt, readyAt: requestedAt + at.after };
}

/** ARM's 409 for a provider that the subscription has not registered (facts 6); undefined when it may be used. */
export function refuseUnregistered(
  world: World,
  subscription: string,
  namespace: string,
): Reply | undefined {
  const state = registrationState(world, subscription, namespace);
  if (state === 'Registered' || state === 'Registering') return undefined;
  const message = `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`;
  const code = 'MissingSubscriptionRegistration';
  const details = [{ code, target: namespace, message }];
  return { status: 409, body: { error: { code, message, details } } };
}

/** ARM's 404 for a provider that does not exist. */
export function invalidNamespace(namespace: string): Reply {
  return failure(
    404,
    'InvalidResourceNamespace',
    `The resource namespace '${namespace}' is invalid.`,
  );
}

/** Resource providers: list, get, register, unregister (observed 5; official resources.json, 2024-07-01). */
export function registrationRoutes(providers: readonly Provider[]): readonly Route[] {
  const known = (then: (call: Call, provider: Known) => Reply) => (call: Call) => {
    const wanted = param(call, 'provider');
    const found = all(call.world, providers).find((one) => sameName(one.namespace, wanted));
    return found ? then(call, found) : invalidNamespace(wanted);
  };
  return [
    {
      method: 'GET',
      path: BASE,
      handle: (call) =>
        page(
          call,
          all(call.world, providers).map((one) => body(call, one)),
        ),
    },
    { method: 'GET', path: `${BASE}/{provider}`, handle: known(show) },
    { method: 'POST', path: `${BASE}/{provider}/register`, handle: known(start) },
    { method: 'POST', path: `${BASE}/{provider}/unregister`, handle: known(stop) },
  ];
}

type Known = Pick<Provider, 'namespace' | 'types'>;

/** The providers that are played, ARM's own, and those of seeded resources. */
function all(world: World, providers: readonly Provider[]): Known[] {
  const own = { namespace: OWN, types: CORE_TYPES };
  const seeded = genericNamespaces(world).filter(
    (one) => !providers.some(({ namespace }) => sameName(namespace, one)),
  );
  return [own, ...providers, ...seeded.map((namespace) => seededProvider(world, namespace))];
}

const CORE_TYPES: readonly ResourceTypeInfo[] = [
  'tenants',
  'providers',
  'resources',
  'subscriptions',
  'subscriptions/locations',
  'subscriptions/operationresults',
  'subscriptions/providers',
  'subscriptions/resources',
  'subscriptions/resourceGroups',
  'resourceGroups',
].map((type) => ({ type, apiVersions: CORE_VERSIONS, locations: [] }));

function seededProvider(world: World, namespace: string): Known {
  const types = world.state.genericTypes
    .map((type) => type.split('/'))
    .filter(([first = '']) => sameName(first, namespace))
    .map(([, ...rest]) => rest.join('/'));
  const locations = regions().map(({ displayName }) => displayName);
  return {
    namespace,
    types: types.map((type) => ({
      type,
      apiVersions: CORE_VERSIONS.slice(0, 1),
      locations,
    })),
  };
}

function show(call: Call, provider: Known): Reply {
  return { status: 200, body: body(call, provider) };
}

function start(call: Call, provider: Known): Reply {
  const { world } = call;
  register(world, {
    subscription: param(call, 'subscription'),
    namespace: provider.namespace,
    after: world.operationTime,
  });
  return show(call, provider);
}

function stop(call: Call, provider: Known): Reply {
  const { world } = call;
  const key = provider.namespace.toLowerCase();
  const subscription = world.state.registrations[param(call, 'subscription').toLowerCase()];
  const requestedAt = nowOf(world);
  if (subscription?.[key] && !subscription[key].leaving)
    subscription[key] = { requestedAt, readyAt: requestedAt + world.operationTime, leaving: true };
  return show(call, provider);
}

function body(call: Call, provider: Known): unknown {
  const subscription = param(call, 'subscription');
  return {
    id: `/subscriptions/${subscription}/providers/${provider.namespace}`,
    namespace: provider.namespace,
    resourceTypes: provider.types.map(({ type, locations, apiVersions }) => ({
      resourceType: type,
      locations,
      apiVersions,
      capabilities:
        'CrossResourceGroupResourceMove, CrossSubscriptionResourceMove, SupportsTags, SupportsLocation',
    })),
    registrationState: registrationState(call.world, subscription, provider.namespace),
    registrationPolicy: provider.namespace === OWN ? 'RegistrationFree' : 'RegistrationRequired',
  };
}
