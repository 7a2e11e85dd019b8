import { isRecord, member, textAt } from '../../shared/json.ts';
import type { Call, GroupState, Provider, Reply, Route, World } from '../contract.ts';
import { locationName } from '../../shared/location.ts';
import { queryOf } from '../query.ts';
import { hex } from '../random.ts';
import { nowOf } from '../time.ts';
import { invalidFilter, parseFilter } from './filter.ts';
import { groupBeingDeleted, groupNotFound, refuseLocation, refuseName } from './group-refusals.ts';
import { page } from './paging.ts';
import { failure, param } from './replies.ts';

const BASE = '/subscriptions/{subscription}/resourcegroups';
const POLL = '/subscriptions/{subscription}/operationresults/{operation}';
const OPERATION = 'DeleteGroup';

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

/** Filters on tags only: `name eq …` is refused here (azure-sdk-for-go#2480). */
function list(call: Call): Reply {
  const given = queryOf(call.url, '$filter');
  const filter = parseFilter<GroupState>(given, {});
  if (!filter) return invalidFilter(given ?? '');
  const prefix = groupKey(param(call, 'subscription'), '');
  const found = Object.entries(call.world.state.groups).filter(
    ([key, group]) => key.startsWith(prefix) && filter.fits(group),
  );
  return page(
    call,
    found.map(([, group]) => body(group)),
  );
}

function show(group: GroupState): Reply {
  return { status: 200, body: body(group) };
}

/** A PUT replaces tags and `managedBy`; the name keeps the casing that it was made with. */
function put(call: Call): Reply {
  const before = of(call);
  const location = textAt(call.body, 'location') ?? '';
  const refusal =
    refuseName(param(call, 'group')) ??
    (before?.deletedAt === undefined ? undefined : groupBeingDeleted(before.name)) ??
    refuseLocation(location, before);
  if (refusal) return refusal;
  const name = before?.name ?? param(call, 'group');
  const id = before?.id ?? `/subscriptions/${param(call, 'subscription')}/resourceGroups/${name}`;
  const group = { id, name, location: locationName(location), ...sentMembers(call) };
  call.world.state.groups[id.toLowerCase()] = group;
  return { status: before ? 200 : 201, body: body(group) };
}

function sentMembers(call: Call): Pick<GroupState, 'tags' | 'managedBy'> {
  const tags = member(call.body, 'tags');
  const managedBy = textAt(call.body, 'managedBy');
  return {
    ...(isRecord(tags) ? { tags: tags as Record<string, string> } : {}), // ARM's schema: tags are texts
    ...(managedBy === undefined ? {} : { managedBy }),
  };
}

function patch(call: Call, group: GroupState): Reply {
  if (group.deletedAt !== undefined) return groupBeingDeleted(group.name);
  Object.assign(group, sentMembers(call));
  return { status: 200, body: body(group) };
}

/** A second DELETE while the first runs is accepted too, and shortens or lengthens nothing. */
function remove(call: Call, group: GroupState): Reply {
  const { world } = call;
  const startedAt = nowOf(world);
  const readyAt = group.deletedAt ?? startedAt + world.operationTime;
  group.deletedAt = readyAt;
  const job = jobId(world, group);
  world.state.operations[job] = { target: group.id, kind: OPERATION, startedAt, readyAt };
  return accepted(call, job);
}

/** As live ids read: base64 of `{"jobId":"RESOURCEGROUPDELETIONJOB-…","jobLocation":…}` (azure-cli#11277). */
function jobId(world: World, { name, location }: GroupState): string {
  const jobId = `RESOURCEGROUPDELETIONJOB-${name.toUpperCase()}-${hex(world.random, 4).toUpperCase()}`;
  return Buffer.from(JSON.stringify({ jobId, jobLocation: location })).toString('base64url');
}

function accepted(call: Call, job: string): Reply {
  const path = `/subscriptions/${param(call, 'subscription')}/operationresults/${job}`;
  const location = `${call.world.origin}${path}?api-version=${call.apiVersion}`;
  return { status: 202, headers: { location, 'retry-after': '15' } };
}

function poll(call: Call): Reply {
  const job = param(call, 'operation');
  const operation = call.world.state.operations[job];
  if (operation?.kind !== OPERATION)
    return failure(404, 'NotFound', `The operation '${job}' was not found.`);
  return operation.readyAt > nowOf(call.world) ? accepted(call, job) : { status: 200 };
}

function body({ id, name, location, managedBy, tags, deletedAt }: GroupState): unknown {
  return {
    id,
    name,
    type: 'Microsoft.Resources/resourceGroups',
    location,
    ...(managedBy === undefined ? {} : { managedBy }),
    ...(tags === undefined ? {} : { tags }),
    properties: { provisioningState: deletedAt === undefined ? 'Succeeded' : 'Deleting' },
  };
}
