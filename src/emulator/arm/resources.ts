import type { Call, Provider, Reply, Route, TrackedResource, World } from '../contract.ts';
import { page } from './paging.ts';
import { failure, param } from './replies.ts';

const SUBSCRIPTION = '/subscriptions/{subscription}';

/** The generic lists of resources, with the filters that are in use (official resources.json, 2024-07-01). */
export function resourceRoutes(providers: readonly Provider[]): readonly Route[] {
  const all = (world: World): TrackedResource[] => [
    ...providers.flatMap((provider) => provider.resources(world)),
    ...Object.values(world.state.generic),
  ];
  const handle = (call: Call) => list(call, all(call.world));
  return [
    { method: 'GET', path: `${SUBSCRIPTION}/resources`, handle },
    { method: 'GET', path: `${SUBSCRIPTION}/resourceGroups/{group}/resources`, handle },
  ];
}

/** GET and DELETE of a seeded resource of a provider that is not emulated; undefined when none has that id. */
export function genericReply(world: World, method: string, path: string): Reply | undefined {
  const found = world.state.generic[path.toLowerCase()];
  if (found && method === 'GET') return { status: 200, body: found };
  if (!found || method !== 'DELETE') return undefined;
  delete world.state.generic[path.toLowerCase()];
  return { status: 200 };
}

function list(call: Call, resources: TrackedResource[]): Reply {
  const given = call.url.searchParams.get('$filter');
  const filter = parseFilter(given);
  if (!filter)
    return failure(
      400,
      'InvalidFilterInQueryString',
      `Invalid $filter '${given}' specified in the query string.`,
    );
  const group = call.params['group'];
  const prefix = `/subscriptions/${param(call, 'subscription')}/${group === undefined ? '' : `resourceGroups/${group}/`}`;
  const within = resources.filter((one) => one.id.toLowerCase().startsWith(prefix.toLowerCase()));
  return page(call, within.filter(filter).map(brief));
}

type Filter = (resource: TrackedResource) => boolean;

const TERMS: Readonly<Record<string, (value: string) => Filter>> = {
  resourcetype: (value) => (one) => one.type.toLowerCase() === value,
  name: (value) => (one) => one.name.toLowerCase() === value,
  location: (value) => (one) =>
    one.location?.toLowerCase().replaceAll(' ', '') === value.replaceAll(' ', ''),
  tagname: (value) => (one) =>
    Object.keys(one.tags ?? {}).some((tag) => tag.toLowerCase() === value),
  tagvalue: (value) => (one) =>
    Object.values(one.tags ?? {}).some((tag) => tag.toLowerCase() === value),
};

function parseFilter(text: string | null): Filter | undefined {
  if (text === null || text.trim() === '') return () => true;
  const filters = text.split(/ and /i).map((term) => {
    const [, field = '', value = ''] = /^\s*(\w+) eq '((?:[^']|'')*)'\s*$/i.exec(term) ?? [];
    return TERMS[field.toLowerCase()]?.(value.replaceAll("''", "'").toLowerCase());
  });
  return filters.includes(undefined)
    ? undefined
    : (one) => filters.every((filter) => filter?.(one));
}

function brief({ id, name, type, location, tags }: TrackedResource): unknown {
  return {
    id,
    name,
    type,
    ...(location === undefined ? {} : { location }),
    ...(tags ? { tags } : {}),
  };
}
