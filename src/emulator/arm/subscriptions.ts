import type { Call, Reply, Route, SubscriptionState, World } from '../contract.ts';
import { regions } from '../locations.ts';
import { page } from './paging.ts';
import { failure, param } from './replies.ts';

const BASE = '/subscriptions/{subscription}';

/** The subscription with that id, compared without case. */
function findSubscription(world: World, id: string): SubscriptionState | undefined {
  return world.state.subscriptions.find((one) => one.id.toLowerCase() === id.toLowerCase());
}

/** ARM's refusal of a path under a subscription that is no GUID (azure-cli#30953, apiops#460), or absent. */
export function refuseSubscription(world: World, path: string): Reply | undefined {
  const [, first = '', id] = path.split('/');
  if (first.toLowerCase() !== 'subscriptions' || id === undefined || findSubscription(world, id))
    return undefined;
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    return failure(
      400,
      'InvalidSubscriptionId',
      `The provided subscription identifier '${id}' is malformed or invalid.`,
    );
  return failure(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
}

/** Subscriptions, their locations, and tenants. Source: the official subscriptions.json, 2022-12-01. */
export const subscriptionRoutes: readonly Route[] = [
  { method: 'GET', path: '/subscriptions', handle: list },
  { method: 'GET', path: BASE, handle: show },
  { method: 'GET', path: `${BASE}/locations`, handle: locations },
  { method: 'GET', path: '/tenants', handle: tenants },
];

function list(call: Call): Reply {
  return page(call, call.world.state.subscriptions.map(body));
}

function show(call: Call): Reply {
  const found = findSubscription(call.world, param(call, 'subscription'));
  return { status: 200, body: found && body(found) };
}

function body(one: SubscriptionState): unknown {
  return {
    id: `/subscriptions/${one.id}`,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId: one.id,
    tenantId: one.tenantId,
    displayName: one.name,
    state: 'Enabled',
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'PayAsYouGo_2014-09-01',
      spendingLimit: 'Off',
    },
  };
}

function locations(call: Call): Reply {
  const id = `/subscriptions/${param(call, 'subscription')}/locations`;
  const value = regions().map(({ name, displayName }) => ({
    id: `${id}/${name}`,
    name,
    type: 'Region',
    displayName,
    regionalDisplayName: displayName,
    metadata: { regionType: 'Physical', regionCategory: 'Recommended' },
  }));
  return { status: 200, body: { value } };
}

function tenants(call: Call): Reply {
  const ids = [...new Set(call.world.state.subscriptions.map((one) => one.tenantId))];
  return page(
    call,
    ids.map((tenantId) => ({ id: `/tenants/${tenantId}`, tenantId, tenantCategory: 'Home' })),
  );
}
