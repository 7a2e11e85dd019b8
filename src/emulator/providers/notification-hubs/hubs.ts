import { isRecord, member, textAt } from '../../../shared/json.ts';
import { page } from '../../arm/paging.ts';
import { failure, param, parentNotFound, resourceNotFound } from '../../arm/replies.ts';
import type { Call, Reply, Route } from '../../contract.ts';
import { displayName, locationName } from '../../locations.ts';
import { nowOf } from '../../time.ts';
import { credentialsReply, nested, refuseCredentials, sentCredentials } from './credentials.ts';
import { isDialectC, shownHubId, shownLocation } from './dialect.ts';
import { withNamespace } from './namespaces.ts';
import { addRule, rulesWithKeys } from './rules.ts';
import {
  below,
  dropBelow,
  hubIdOf,
  hubOf,
  hubsState,
  type HubState,
  namespaceIdOf,
  namespaceOf,
} from './state.ts';

const BASE =
  '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.NotificationHubs/namespaces/{namespace}';
const HUB = `${BASE}/notificationHubs/{hub}`;
const TYPE = 'Microsoft.NotificationHubs/namespaces/notificationHubs';
/** A .NET TimeSpan, never an ISO 8601 duration (observed 1.3). */
const FOREVER = '10675199.02:48:05.4775807';

/** Hubs and credentials (observed 1.3, 1.4). */
export const hubRoutes: readonly Route[] = [
  { method: 'PUT', path: HUB, handle: put },
  {
    method: 'GET',
    path: HUB,
    handle: (call) => withHub(call, (hub) => reply(200, read(call, hub))),
  },
  { method: 'PATCH', path: HUB, handle: (call) => withHub(call, (hub) => patch(call, hub)) },
  { method: 'DELETE', path: HUB, handle: remove },
  {
    method: 'GET',
    path: `${BASE}/notificationHubs`,
    handle: (call) => withNamespace(call, () => list(call)),
  },
  {
    method: 'POST',
    path: `${BASE}/checkNotificationHubAvailability`,
    reads: true,
    handle: (call) => withNamespace(call, () => checkName(call)),
  },
  {
    method: 'POST',
    path: `${HUB}/pnsCredentials`,
    reads: true,
    handle: (call) => withHub(call, (hub) => credentialsReply(call, { ...hub, type: TYPE })),
  },
  {
    method: 'POST',
    path: `${BASE}/pnsCredentials`,
    reads: true,
    handle: (call) =>
      withNamespace(call, (one) =>
        credentialsReply(call, { ...one, type: 'Microsoft.NotificationHubs/namespaces' }),
      ),
  },
  {
    method: 'POST',
    path: `${HUB}/debugsend`,
    reads: true,
    handle: (call) => withHub(call, (hub) => debugSend(call, hub)),
  },
];

/** Runs on the hub that the path names, or gives ARM's 404. */
export function withHub(call: Call, then: (hub: HubState) => Reply): Reply {
  const hub = hubOf(call);
  const path = `namespaces/${param(call, 'namespace')}/notificationHubs/${param(call, 'hub')}`;
  return hub
    ? then(hub)
    : resourceNotFound('Microsoft.NotificationHubs', path, param(call, 'group'));
}

function reply(status: number, body: unknown): Reply {
  return { status, body };
}

function put(call: Call): Reply {
  const namespace = namespaceOf(call);
  if (!namespace) return parentNotFound(TYPE, namespaceIdOf(call));
  const location = textAt(call.body, 'location');
  const refused =
    refuse(call, location) ??
    refuseCredentials(sentCredentials(call)) ??
    refuseEarly(call, namespace.readyAt);
  if (refused) return refused;
  const before = hubOf(call);
  const hub = before ?? create(call, location ?? namespace.location);
  update(call, hub);
  return reply(before || isDialectC(call) ? 200 : 201, written(call, hub));
}

function refuse(call: Call, location: string | undefined): Reply | undefined {
  const name = param(call, 'hub');
  if (!/^[a-zA-Z0-9][a-zA-Z0-9\-._]{0,259}$/.test(name))
    return failure(
      400,
      'BadRequest',
      `The notification hub name '${name}' is not valid: up to 260 letters, digits, dots, hyphens and underscores, beginning with a letter or digit.`,
    );
  if (location !== undefined && displayName(location) === undefined)
    return failure(
      400,
      'LocationNotAvailableForResourceType',
      `The provided location '${location}' is not available for resource type '${TYPE}'.`,
    );
  const rules = member(call.body, 'properties', 'authorizationRules');
  if (rules === undefined || rules === null || Array.isArray(rules)) return undefined;
  return failure(400, 'BadRequest', 'Request payload is not in the expected format.');
}

/** What a hub PUT answers while its namespace is activated was not observed; 409 is a guess (unknown). */
function refuseEarly(call: Call, readyAt: number): Reply | undefined {
  if (readyAt <= nowOf(call.world)) return undefined;
  return failure(
    409,
    'Conflict',
    `SubCode=40900. Conflict. The namespace '${param(call, 'namespace')}' is not active yet.`,
  );
}

function create(call: Call, location: string): HubState {
  const id = hubIdOf(call);
  const hub: HubState = {
    id,
    name: param(call, 'hub'),
    location: locationName(location),
    tags: {},
    registrationTtl: FOREVER,
    credentials: {},
  };
  hubsState(call.world).hubs[id.toLowerCase()] = hub;
  addRule(call.world, {
    owner: id,
    name: 'DefaultListenSharedAccessSignature',
    rights: ['Listen'],
  });
  addRule(call.world, {
    owner: id,
    name: 'DefaultFullSharedAccessSignature',
    rights: ['Listen', 'Manage', 'Send'],
  });
  return hub;
}

function update(call: Call, hub: HubState): void {
  const tags = member(call.body, 'tags');
  if (isRecord(tags)) hub.tags = tags as Record<string, string>; // tags are texts by the specification
  hub.registrationTtl = textAt(call.body, 'properties', 'registrationTtl') ?? hub.registrationTtl;
  const kept = hubsState(call.world).dropOmittedCredentials ? {} : hub.credentials;
  hub.credentials = { ...kept, ...sentCredentials(call) };
}

/** PUT and GET never show credentials, in any dialect (observed 1.3). */
function written(call: Call, hub: HubState): unknown {
  const { name, registrationTtl, tags } = hub;
  const names = { id: shownHubId(call, hub.id), name, type: TYPE };
  const location = shownLocation(hub.location);
  if (isDialectC(call))
    return {
      properties: { name, registrationTtl, dailyMaxActiveDevices: 0 },
      location,
      tags,
      ...names,
    };
  return { properties: { registrationTtl, dailyMaxActiveDevices: 0 }, ...names, location };
}

/** GET of dialect B adds an `authorizationRules` that is always empty (observed 1.3). */
function read(call: Call, hub: HubState): unknown {
  if (isDialectC(call)) return written(call, hub);
  const properties = {
    registrationTtl: hub.registrationTtl,
    dailyMaxActiveDevices: 0,
    authorizationRules: [],
  };
  return {
    properties,
    id: shownHubId(call, hub.id),
    name: hub.name,
    type: TYPE,
    location: shownLocation(hub.location),
  };
}

/** PATCH of 2017-04-01 echoes the credentials and, when the request left them out, all rules with keys (observed 1.3, dialect A). */
function patch(call: Call, hub: HubState): Reply {
  const sent = sentCredentials(call);
  const refused = refuseCredentials(sent);
  if (refused) return refused;
  const kept = hub.credentials;
  update(call, hub);
  hub.credentials = { ...kept, ...sent };
  if (isDialectC(call)) return reply(200, written(call, hub));
  const rules =
    member(call.body, 'properties', 'authorizationRules') === undefined
      ? { authorizationRules: rulesWithKeys(call.world, hub.id) }
      : {};
  const properties = {
    registrationTtl: hub.registrationTtl,
    ...rules,
    ...nested(sent, call.apiVersion),
  };
  return reply(200, {
    id: hub.id,
    name: hub.name,
    type: TYPE,
    location: shownLocation(hub.location),
    tags: null,
    properties,
  });
}

/** 200 and an empty body in all dialects (observed 1.3); an absent hub is 204 (spec). */
function remove(call: Call): Reply {
  const hub = hubOf(call);
  if (!hub) return { status: 204 };
  const state = hubsState(call.world);
  dropBelow(state.rules, hub.id);
  dropBelow(state.hubs, hub.id);
  return { status: 200, headers: { 'content-length': '0' } };
}

function list(call: Call): Reply {
  return page(
    call,
    below(hubsState(call.world).hubs, namespaceIdOf(call)).map((hub) => written(call, hub)),
  );
}

function checkName(call: Call): Reply {
  const name = textAt(call.body, 'name') ?? '';
  const id = `${namespaceIdOf(call)}/notificationHubs`;
  const free = hubsState(call.world).hubs[`${id}/${name}`.toLowerCase()] === undefined;
  const type = `${TYPE}/checkNotificationHubAvailability`;
  return reply(200, {
    isAvailiable: free,
    id: `${namespaceIdOf(call)}/checkNotificationHubAvailability`,
    name,
    type,
  });
}

/** It targets registrations, of which there are none yet: nothing is sent. 201 in 2017-04-01, 200 from 2023 on (facts 2). */
function debugSend(call: Call, hub: HubState): Reply {
  const names = {
    id: `${shownHubId(call, hub.id)}/debugsend`,
    name: 'debugsend',
    type: `${TYPE}/debugsend`,
  };
  return reply(isDialectC(call) ? 200 : 201, {
    // The specification of 2017 has an object where those of 2023 have a list.
    properties: { success: 0, failure: 0, results: isDialectC(call) ? [] : {} },
    location: shownLocation(hub.location),
    ...names,
  });
}
