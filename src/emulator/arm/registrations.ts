import type { Call, Provider, Reply, Route, World } from '../contract.ts';
import { nowOf } from '../time.ts';
import { page } from './paging.ts';
import { failure, param } from './replies.ts';

const BASE = '/subscriptions/{subscription}/providers';

/** `Registered`, `Registering` until the clock says so, or `NotRegistered`. */
export function registrationState(world: World, subscription: string, namespace: string): string {
  const entry = world.state.registrations[subscription.toLowerCase()]?.[namespace.toLowerCase()];
  if (!entry) return 'NotRegistered';
  return entry.readyAt <= nowOf(world) ? 'Registered' : 'Registering';
}

/** Registers a provider; it is ready `after` that many milliseconds. One that is registered already stays as it is. */
export function register(
  world: World,
  at: { subscription: string; namespace: string; after: number },
): void {
  const requestedAt = nowOf(world);
  const subscription = (world.state.registrations[at.subscription.toLowerCase()] ??= {});
  subscription[at.namespace.toLowerCase()] ??= { requestedAt, readyAt: requestedAt + at.after };
}

/** Resource providers: list, get, register, unregister (observed 5; official resources.json, 2024-07-01). */
export function registrationRoutes(providers: readonly Provider[]): readonly Route[] {
  const known = (then: (call: Call, provider: Provider) => Reply) => (call: Call) => {
    const wanted = param(call, 'provider').toLowerCase();
    const found = providers.find(({ namespace }) => namespace.toLowerCase() === wanted);
    return found ? then(call, found) : invalidNamespace(param(call, 'provider'));
  };
  return [
    {
      method: 'GET',
      path: BASE,
      handle: (call) =>
        page(
          call,
          providers.map((one) => body(call, one)),
        ),
    },
    { method: 'GET', path: `${BASE}/{provider}`, handle: known(show) },
    { method: 'POST', path: `${BASE}/{provider}/register`, handle: known(start) },
    { method: 'POST', path: `${BASE}/{provider}/unregister`, handle: known(stop) },
  ];
}

/** ARM's 404 for a provider that does not exist. */
export function invalidNamespace(namespace: string): Reply {
  return failure(
    404,
    'InvalidResourceNamespace',
    `The resource namespace '${namespace}' is invalid.`,
  );
}

/** ARM's 409 for a provider that the subscription has not registered (facts 6). */
export function notRegistered(namespace: string): Reply {
  const message = `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`;
  const code = 'MissingSubscriptionRegistration';
  return {
    status: 409,
    body: { error: { code, message, details: [{ code, target: namespace, message }] } },
  };
}

function show(call: Call, provider: Provider): Reply {
  return { status: 200, body: body(call, provider) };
}

function start(call: Call, provider: Provider): Reply {
  const { world } = call;
  register(world, {
    subscription: param(call, 'subscription'),
    namespace: provider.namespace,
    after: world.operationTime,
  });
  return show(call, provider);
}

function stop(call: Call, provider: Provider): Reply {
  delete call.world.state.registrations[param(call, 'subscription').toLowerCase()]?.[
    provider.namespace.toLowerCase()
  ];
  return show(call, provider);
}

function body(call: Call, provider: Provider): unknown {
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
    registrationPolicy: 'RegistrationRequired',
  };
}
