import type { Call, Reply, Route } from '../../contract.ts';
import { isDialectC, shownHubId, shownLocation } from './dialect.ts';
import { withHub } from './lookup.ts';
import { HUB_SCOPE, HUB_TYPE } from './scopes.ts';
import type { HubState } from './state.ts';

/** The portal's test send. It targets registrations, of which the local Azure has none: nothing is sent. */
export const debugSendRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: `${HUB_SCOPE}/debugsend`,
    reads: true,
    handle: (call) => withHub(call, (hub) => debugSend(call, hub)),
  },
];

/** 201 in 2017-04-01, 200 from 2023 on; bodies as in the specifications and their examples, none was recorded. */
function debugSend(call: Call, hub: HubState): Reply {
  const names = { id: shownHubId(call, hub.id), name: hub.name };
  const count = { success: 0, failure: 0 };
  if (isDialectC(call))
    return {
      status: 200,
      body: { properties: { ...count, results: [] }, ...names, type: `${HUB_TYPE}/debugSend` },
    };
  const location = shownLocation(hub.location);
  const properties = { ...count, results: {} }; // an object in the specification of 2017
  return { status: 201, body: { properties, ...names, type: HUB_TYPE, location } };
}
