import type { Call, Provider, Reply, Route, World } from '../../contract.ts';
import { regions } from '../../locations.ts';
import { availabilityRoutes } from './availability.ts';
import { debugSendRoutes } from './debug-send.ts';
import { API_VERSIONS, ownHeaders, shownLocation } from './dialect.ts';
import { hubRoutes } from './hubs.ts';
import { dropNamespace, namespaceRoutes } from './namespaces.ts';
import { listedOperationsRoutes } from './listed-operations.ts';
import { operationRoutes } from './operations.ts';
import { pnsCredentialRoutes } from './pns-credentials.ts';
import { ruleRoutes } from './rule-routes.ts';
import { hubsState } from './state.ts';

const LOCATIONS = regions().map(({ displayName }) => displayName);
const info = (type: string) => ({ type, apiVersions: API_VERSIONS, locations: LOCATIONS });

/** Microsoft.NotificationHubs: 2017-04-01 in dialect B (A where B was not recorded), the 2023 versions in C. */
export const notificationHubs: Provider = {
  namespace: 'Microsoft.NotificationHubs',
  types: [
    'namespaces',
    'namespaces/notificationHubs',
    'checkNamespaceAvailability',
    'operations',
  ].map(info),
  routes: [
    ...availabilityRoutes,
    ...namespaceRoutes,
    ...operationRoutes,
    ...hubRoutes,
    ...debugSendRoutes,
    ...pnsCredentialRoutes,
    ...ruleRoutes,
    ...listedOperationsRoutes,
  ].map(signed),

  resources(world: World) {
    const { namespaces, hubs } = hubsState(world);
    const tracked =
      (type: string) =>
      (one: { id: string; name: string; location: string; tags: Record<string, string> }) => ({
        id: one.id,
        name: one.name,
        type,
        location: shownLocation(one.location),
        tags: one.tags,
      });
    return [
      ...Object.values(namespaces).map(tracked('Microsoft.NotificationHubs/namespaces')),
      ...Object.values(hubs).map(tracked('Microsoft.NotificationHubs/namespaces/notificationHubs')),
    ];
  },

  drop(world, id) {
    dropNamespace(world, id);
  },

  seed(world, seed) {
    hubsState(world).takenNames = (seed.takenNamespaceNames ?? []).map((name) =>
      name.toLowerCase(),
    );
  },
};

/** The route with the provider's own headers on its answers; those that ARM's gateway gives in its place bear none (observed 1.6). */
function signed(route: Route): Route {
  const handle = (call: Call): Reply => {
    const reply = route.handle(call);
    const byGateway = reply.headers?.['x-ms-failure-cause'] === 'gateway';
    return byGateway ? reply : { ...reply, headers: { ...ownHeaders(call), ...reply.headers } };
  };
  return { ...route, handle };
}
