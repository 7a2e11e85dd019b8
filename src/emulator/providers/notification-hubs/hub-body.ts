import type { Call, World } from '../../contract.ts';
import { nested } from './credentials.ts';
import { isDialectC, shownHubId, shownLocation } from './dialect.ts';
import { rulesWithKeys } from './rules.ts';
import { HUB_TYPE } from './scopes.ts';
import type { Credentials, HubState } from './state.ts';

/** The answer of a PUT, and of dialect C's PATCH, GET and lists. Credentials are never in it (observed 1.3). */
export function writtenHub(call: Call, hub: HubState): unknown {
  return isDialectC(call) ? bodyC(call, hub) : bodyB(call, hub, {});
}

/** The answer of a GET: dialect B adds an `authorizationRules` that is always empty (observed 1.3). */
export function readHub(call: Call, hub: HubState): unknown {
  return isDialectC(call) ? bodyC(call, hub) : bodyB(call, hub, { authorizationRules: [] });
}

function bodyB(call: Call, hub: HubState, more: Record<string, unknown>): unknown {
  const { name, registrationTtl } = hub;
  const properties = { registrationTtl, dailyMaxActiveDevices: 0, ...more };
  const names = { id: shownHubId(call, hub.id), name, type: HUB_TYPE };
  return { properties, ...names, location: shownLocation(hub.location) };
}

function bodyC(call: Call, hub: HubState): unknown {
  const { name, registrationTtl, tags } = hub;
  return {
    properties: { name, registrationTtl, dailyMaxActiveDevices: 0 },
    location: shownLocation(hub.location),
    tags,
    id: shownHubId(call, hub.id),
    name,
    type: HUB_TYPE,
  };
}

/**
 * 2017-04-01's answer to a PATCH, recorded in dialect A only: it echoes the credentials that were sent and, when the
 * request left `authorizationRules` out, shows all rules with their keys (observed 1.3).
 */
export function patchedHubA(
  world: World,
  hub: HubState,
  { sent, withRules }: { sent: Credentials; withRules: boolean },
): unknown {
  return {
    id: hub.id,
    name: hub.name,
    type: HUB_TYPE,
    location: shownLocation(hub.location),
    tags: Object.keys(hub.tags).length === 0 ? null : hub.tags,
    properties: {
      registrationTtl: hub.registrationTtl,
      ...(withRules ? { authorizationRules: rulesWithKeys(world, hub.id) } : {}),
      ...nested(sent, '2017-04-01'),
    },
  };
}
