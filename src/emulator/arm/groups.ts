import { isRecord } from '../../shared/json.ts';
import type { Call, GroupState, Provider, Reply, Route, World } from '../contract.ts';
import { displayName, locationName } from '../locations.ts';
import { nowOf } from '../time.ts';
import { page } from './paging.ts';
import { failure, param } from './replies.ts';

const BASE = '/subscriptions/{subscription}/resourcegroups';
const POLL = '/subscriptions/{subscription}/operationresults/{operation}';

/** The group, unless it is absent. */
export function findGroup(
  world: World,
  subscription: string,
  group: string,
): GroupState | undefined {
  return world.state.groups[groupKey(subscription, group)];
}

/** Resource groups (observed 5; official resources.json, 2024-07-01). */
export const groupRoutes: readonly Route[] = [
  { method: 'GET', path: BASE, handle: list },
  { method: 'GET', path: `${BASE}/{group}`, handle: (call) => withGroup(call, show) },
  { method: 'HEAD', path: `${BASE}/{group}`, handle: (call) => ({ status: of(call) ? 204 : 404 }) },
  { method: 'PUT', path: `${BASE}/{group}`, handle: put },
  {
    method: 'PATCH',
    path: `${BASE}/{group}`,
    handle: (call) => withGroup(call, (group) => patch(call, group)),
  },
  {
    method: 'DELETE',
    path: `${BASE}/{group}`,
    handle: (call) => withGroup(call, (group) => remove(call, group)),
  },
  { method: 'GET', path: POLL, handle: poll },
];

/** Groups whose deletion is due go, with all that lies in them. */
export function settleGroups(world: World, providers: readonly Provider[]): void {
  for (const [key, group] of Object.entries(world.state.groups)) {
    if (group.deletedAt === undefined || group.deletedAt > nowOf(world)) continue;
    for (const provider of providers) dropAll(world, provider, `${key}/`);
    for (const id of Object.keys(world.state.generic))
      if (id.startsWith(`${key}/`)) delete world.state.generic[id];
    delete world.state.groups[key];
  }
}

/** ARM's 404 for a group that is absent. */
export function groupNotFound(group: string): Reply {
  return failure(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);
}

function groupKey(subscription: string, group: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}`.toLowerCase();
}

function dropAll(world: World, provider: Provider, prefix: string): void {
  for (const { id } of provider.resources(world))
    if (id.toLowerCase().startsWith(prefix)) provider.drop(world, id);
}

function of(call: Call): GroupState | undefined {
  return findGroup(call.world, param(call, 'subscription'), param(call, 'group'));
}

function withGroup(call: Call, then: (group: GroupState) => Reply): Reply {
  const group = of(call);
  return group ? then(group) : groupNotFound(param(call, 'group'));
}

function list(call: Call): Reply {
  const prefix = groupKey(param(call, 'subscription'), '');
  const found = Object.entries(call.world.state.groups).filter(([key]) => key.startsWith(prefix));
  return page(
    call,
    found.map(([, group]) => body(group)),
  );
}

function show(group: GroupState): Reply {
  return { status: 200, body: body(group) };
}

function put(call: Call): Reply {
  const sent = isRecord(call.body) ? call.body : {};
  const location = typeof sent['location'] === 'string' ? sent['location'] : '';
  const before = of(call);
  const refusal = refuseLocation(location, before);
  if (refusal) return refusal;
  const group = fresh(call, location);
  if (isRecord(sent['tags'])) group.tags = sent['tags'] as Record<string, string>; // ARM's schema: tags are texts
  call.world.state.groups[group.id.toLowerCase()] = group;
  return { status: before ? 200 : 201, body: body(group) };
}

function refuseLocation(location: string, before: GroupState | undefined): Reply | undefined {
  if (location === '')
    return failure(
      400,
      'LocationRequired',
      'The location property is required for this definition.',
    );
  if (displayName(location) === undefined)
    return failure(
      400,
      'LocationNotAvailableForResourceGroup',
      `The provided location '${location}' is not available for resource group.`,
    );
  if (!before || before.location === locationName(location)) return undefined;
  return failure(
    409,
    'InvalidResourceGroupLocation',
    `Invalid resource group location '${locationName(location)}'. The Resource group already exists in location '${before.location}'.`,
  );
}

function fresh(call: Call, location: string): GroupState {
  const name = param(call, 'group');
  const id = `/subscriptions/${param(call, 'subscription')}/resourceGroups/${name}`;
  return { id, name, location: locationName(location) };
}

function patch(call: Call, group: GroupState): Reply {
  if (isRecord(call.body) && isRecord(call.body['tags']))
    group.tags = call.body['tags'] as Record<string, string>; // as in put
  return { status: 200, body: body(group) };
}

function remove(call: Call, group: GroupState): Reply {
  group.deletedAt = nowOf(call.world) + call.world.operationTime;
  return accepted(call, Buffer.from(group.id.toLowerCase()).toString('base64url'));
}

function accepted(call: Call, job: string): Reply {
  const path = `/subscriptions/${param(call, 'subscription')}/operationresults/${job}`;
  const location = `${call.world.origin}${path}?api-version=${call.apiVersion}`;
  return { status: 202, headers: { location, 'retry-after': '15' } };
}

function poll(call: Call): Reply {
  const job = param(call, 'operation');
  const key = Buffer.from(job, 'base64url').toString();
  return call.world.state.groups[key]?.deletedAt === undefined
    ? { status: 200 }
    : accepted(call, job);
}

function body(group: GroupState): unknown {
  return {
    id: group.id,
    name: group.name,
    type: 'Microsoft.Resources/resourceGroups',
    location: group.location,
    ...(group.tags === undefined ? {} : { tags: group.tags }),
    properties: { provisioningState: group.deletedAt === undefined ? 'Succeeded' : 'Deleting' },
  };
}
