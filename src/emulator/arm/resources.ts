import { parseArmId } from '../../shared/arm-id.ts';
import type { Call, Provider, Reply, Route, TrackedResource, World } from '../contract.ts';
import { locationName } from '../../shared/location.ts';
import { queryOf } from '../query.ts';
import { type Fields, invalidFilter, parseFilter } from './filter.ts';
import { groupNotFound } from './group-refusals.ts';
import { findGroup } from './groups.ts';
import { page } from './paging.ts';
import { param } from './replies.ts';

const SUBSCRIPTION = '/subscriptions/{subscription}';

/** The generic lists of resources, with the filters that are in use (official resources.json, 2024-07-01). */
export function resourceRoutes(providers: readonly Provider[]): readonly Route[] {
  const all = (world: World): TrackedResource[] => [
    ...providers.flatMap((provider) => provider.resources(world)),
    ...Object.values(world.state.generic),
  ];
  return [
    { method: 'GET', path: `${SUBSCRIPTION}/resources`, handle: (call) => list(call, all) },
    {
      method: 'GET',
      path: `${SUBSCRIPTION}/resourceGroups/{group}/resources`,
      handle: (call) => listOfGroup(call, all),
    },
  ];
}

type All = (world: World) => TrackedResource[];

function listOfGroup(call: Call, all: All): Reply {
  const group = param(call, 'group');
  return findGroup(call.world, param(call, 'subscription'), group)
    ? list(call, all)
    : groupNotFound(group);
}

const FIELDS: Fields<TrackedResource> = {
  resourcetype: ({ type }) => type,
  name: fullName,
  location: ({ location }) => locationName(location ?? ''),
  resourcegroup: ({ id }) => parseArmId(id)?.group ?? '',
};

function list(call: Call, all: All): Reply {
  const given = queryOf(call.url, '$filter');
  const filter = parseFilter(given, FIELDS);
  if (!filter) return invalidFilter(given ?? '');
  const { group } = call.params;
  const prefix = `/subscriptions/${param(call, 'subscription')}/${group === undefined ? '' : `resourceGroups/${group}/`}`;
  const found = all(call.world).filter(
    (one) => one.id.toLowerCase().startsWith(prefix.toLowerCase()) && filter.fits(one),
  );
  return page(
    call,
    found.map((one) => brief(filter.hidesTags ? without(one) : one)),
  );
}

function without({ tags: _tags, ...rest }: TrackedResource): TrackedResource {
  return rest;
}

/** A nested resource is named with its parents here, `contoso-push/com.contoso.app`, and locations are normalised. */
function brief(resource: TrackedResource): unknown {
  const { id, type, location, tags } = resource;
  return {
    id,
    name: fullName(resource),
    type,
    ...(location === undefined ? {} : { location: locationName(location) }),
    ...(tags ? { tags } : {}),
  };
}

function fullName({ id, name }: TrackedResource): string {
  return parseArmId(id)?.names.join('/') ?? name;
}
