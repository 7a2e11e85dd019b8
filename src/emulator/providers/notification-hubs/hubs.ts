import { isRecord, member, textAt } from '../../../shared/json.ts';
import { page } from '../../arm/paging.ts';
import { failure, param, parentNotFound } from '../../arm/replies.ts';
import type { Call, Reply, Route } from '../../contract.ts';
import { locationName } from '../../../shared/location.ts';
import { nowOf } from '../../time.ts';
import { refuseCredentials, sentCredentials } from './credentials.ts';
import { isDialectC } from './dialect.ts';
import { patchedHubA, readHub, writtenHub } from './hub-body.ts';
import { withHub, withNamespace } from './lookup.ts';
import { isRegion, locationNotAvailable, locationRequired } from './locations.ts';
import { isHubName } from './names.ts';
import { addRule } from './rules.ts';
import { HUB_SCOPE, HUB_TYPE, NAMESPACE_SCOPE } from './scopes.ts';
import {
  below,
  type Credentials,
  dropBelow,
  hubIdOf,
  hubOf,
  hubsState,
  type HubState,
  namespaceIdOf,
  namespaceOf,
} from './state.ts';

/** A .NET TimeSpan, never an ISO 8601 duration (observed 1.3). */
const FOREVER = '10675199.02:48:05.4775807';

/** Hubs (observed 1.3). */
export const hubRoutes: readonly Route[] = [
  { method: 'PUT', path: HUB_SCOPE, handle: put },
  {
    method: 'GET',
    path: HUB_SCOPE,
    handle: (call) => withHub(call, (hub) => ({ status: 200, body: readHub(call, hub) })),
  },
  { method: 'PATCH', path: HUB_SCOPE, handle: (call) => withHub(call, (hub) => patch(call, hub)) },
  { method: 'DELETE', path: HUB_SCOPE, handle: remove },
  {
    method: 'GET',
    path: `${NAMESPACE_SCOPE}/notificationHubs`,
    handle: (call) => withNamespace(call, () => list(call)),
  },
];

/** 201 for a new hub in 2017-04-01, 200 in the versions of 2023; 200 for an update (observed 1.3). */
function put(call: Call): Reply {
  const namespace = namespaceOf(call);
  if (!namespace) return parentNotFound(HUB_TYPE, namespaceIdOf(call));
  const refused =
    refuse(call) ??
    refuseCredentials(credentialsOf(call), call.apiVersion) ??
    refuseEarly(call, namespace.readyAt);
  if (refused) return refused;
  const before = hubOf(call);
  const hub = before ?? create(call, textAt(call.body, 'location') ?? namespace.location);
  if (hubsState(call.world).dropOmittedCredentials) hub.credentials = {};
  update(call, hub);
  return { status: before || isDialectC(call) ? 200 : 201, body: writtenHub(call, hub) };
}

function refuse(call: Call): Reply | undefined {
  const name = param(call, 'hub');
  if (!isHubName(name))
    return failure(
      400,
      'BadRequest',
      `The notification hub name '${name}' is not valid: up to 260 letters, digits, dots, hyphens and underscores, beginning with a letter or digit.`,
    );
  const misplaced = refuseLocation(call);
  if (misplaced) return misplaced;
  const rules = member(call.body, 'properties', 'authorizationRules');
  if (rules === undefined || rules === null || Array.isArray(rules)) return undefined;
  return failure(400, 'BadRequest', 'Request payload is not in the expected format.');
}

function refuseLocation(call: Call): Reply | undefined {
  const location = textAt(call.body, 'location');
  if (location === undefined) return hubOf(call) ? undefined : locationRequired();
  return isRegion(location) ? undefined : locationNotAvailable(location, HUB_TYPE);
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

function credentialsOf(call: Call): Credentials {
  return sentCredentials(member(call.body, 'properties'), call.apiVersion);
}

/** A new hub has two rules, in this order (observed 1.5). */
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
  for (const [name, rights] of [
    ['DefaultListenSharedAccessSignature', ['Listen']],
    ['DefaultFullSharedAccessSignature', ['Listen', 'Manage', 'Send']],
  ] as const)
    addRule(call.world, { owner: id, name, rights });
  return hub;
}

/** Takes over what was sent; what was left out stays, credentials kind by kind (facts 2). */
function update(call: Call, hub: HubState): void {
  const tags = member(call.body, 'tags');
  if (isRecord(tags)) hub.tags = tags as Record<string, string>; // tags are texts by the specification
  hub.registrationTtl = textAt(call.body, 'properties', 'registrationTtl') ?? hub.registrationTtl;
  hub.credentials = { ...hub.credentials, ...credentialsOf(call) };
}

/** In dialect C as a GET shows it (not recorded; example of 2023-10-01-preview). */
function patch(call: Call, hub: HubState): Reply {
  const sent = credentialsOf(call);
  const refused = refuseCredentials(sent, call.apiVersion);
  if (refused) return refused;
  update(call, hub);
  if (isDialectC(call)) return { status: 200, body: writtenHub(call, hub) };
  const withRules = member(call.body, 'properties', 'authorizationRules') === undefined;
  return { status: 200, body: patchedHubA(call.world, hub, { sent, withRules }) };
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
  const hubs = below(hubsState(call.world).hubs, namespaceIdOf(call));
  return page(
    call,
    hubs.map((hub) => writtenHub(call, hub)),
  );
}
