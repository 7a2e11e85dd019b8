import { isRecord, member, textAt } from '../../../shared/json.ts';
import { page } from '../../arm/paging.ts';
import { failure, param, resourceNotFound } from '../../arm/replies.ts';
import type { Call, Reply, Route } from '../../contract.ts';
import { displayName, locationName } from '../../locations.ts';
import { nowOf } from '../../time.ts';
import { sentCredentials } from './credentials.ts';
import { DIALECT_B_VERSION, isDialectC } from './dialect.ts';
import {
  createdNamespace,
  patchedNamespaceA,
  readNamespace,
  updatedNamespace,
} from './namespace-body.ts';
import { operationHeaders } from './operations.ts';
import { addRule } from './rules.ts';
import { dropBelow, hubsState, type NamespaceState, namespaceIdOf, namespaceOf } from './state.ts';

const PROVIDER = '/subscriptions/{subscription}/providers/Microsoft.NotificationHubs';
const GROUP =
  '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.NotificationHubs';
const BASE = `${GROUP}/namespaces/{namespace}`;

/** Namespaces (observed 1.1, 1.2). */
export const namespaceRoutes: readonly Route[] = [
  { method: 'PUT', path: BASE, handle: put },
  {
    method: 'GET',
    path: BASE,
    handle: (call) => withNamespace(call, (found) => shown(call, found)),
  },
  {
    method: 'PATCH',
    path: BASE,
    handle: (call) => withNamespace(call, (found) => patch(call, found)),
  },
  { method: 'DELETE', path: BASE, handle: remove },
  { method: 'GET', path: `${GROUP}/namespaces`, handle: list },
  { method: 'GET', path: `${PROVIDER}/namespaces`, handle: list },
  {
    method: 'POST',
    path: `${PROVIDER}/checkNamespaceAvailability`,
    reads: true,
    handle: checkName,
  },
];

/** Runs on the namespace that the path names, or gives ARM's 404. */
export function withNamespace(call: Call, then: (namespace: NamespaceState) => Reply): Reply {
  const found = namespaceOf(call);
  const path = `namespaces/${param(call, 'namespace')}`;
  return found
    ? then(found)
    : resourceNotFound('Microsoft.NotificationHubs', path, param(call, 'group'));
}

/** Removes a namespace with its hubs and rules. */
export function dropNamespace(call: Pick<Call, 'world'>, id: string): void {
  const state = hubsState(call.world);
  for (const table of [state.rules, state.hubs, state.namespaces]) dropBelow(table, id);
}

function shown(call: Call, namespace: NamespaceState): Reply {
  return { status: 200, body: readNamespace(call, namespace) };
}

function put(call: Call): Reply {
  const location = textAt(call.body, 'location');
  const sku = textAt(call.body, 'sku', 'name');
  const found = namespaceOf(call);
  if (found) return putAgain(call, found, sku);
  const refused = refuse(call, location, sku);
  if (refused) return refused;
  const namespace = create(call, location ?? '', sku ?? 'Free');
  const headers = operationHeaders(call, namespace);
  return { status: 201, headers, body: createdNamespace(call, namespace, location ?? '') };
}

/** From 2023 on a PUT on an existing namespace fails (facts 2: Azure/bicep#14513); before, it updates. */
function putAgain(call: Call, found: NamespaceState, sku: string | undefined): Reply {
  if (call.apiVersion !== DIALECT_B_VERSION && call.apiVersion !== '2023-01-01-preview')
    return failure(400, 'BadArgument', "Value cannot be null. (Parameter 'value')");
  change(call, found);
  return { status: 200, body: updatedNamespace(found, sku) };
}

function refuse(
  call: Call,
  location: string | undefined,
  sku: string | undefined,
): Reply | undefined {
  const name = param(call, 'namespace');
  if (!/^[a-zA-Z][a-zA-Z0-9-]{4,48}[a-zA-Z0-9]$/.test(name))
    return failure(
      400,
      'BadRequest',
      `The specified name '${name}' is not valid: 6 to 50 letters, digits and hyphens, beginning with a letter, ending with a letter or digit.`,
    );
  if (location === undefined)
    return failure(
      400,
      'LocationRequired',
      'The location property is required for this definition.',
    );
  if (displayName(location) === undefined || locationName(location) === 'global')
    return failure(
      400,
      'LocationNotAvailableForResourceType',
      `The provided location '${location}' is not available for resource type 'Microsoft.NotificationHubs/namespaces'.`,
    );
  if (sku === undefined && isDialectC(call))
    return failure(400, 'BadRequest', 'The sku property is required.');
  if (sku !== undefined && !['Free', 'Basic', 'Standard'].includes(sku))
    return failure(400, 'BadRequest', `The sku '${sku}' is not valid.`);
  return isTaken(call, name)
    ? failure(409, 'Conflict', `SubCode=40901. Namespace name '${name}' is not available.`)
    : undefined;
}

/** Names are unique in all of Azure: those of other subscriptions and those the seed says others have. */
function isTaken(call: Call, name: string): boolean {
  const state = hubsState(call.world);
  const wanted = name.toLowerCase();
  return (
    state.takenNames.includes(wanted) ||
    Object.values(state.namespaces).some((one) => one.name.toLowerCase() === wanted)
  );
}

function create(call: Call, location: string, sku: string): NamespaceState {
  const now = nowOf(call.world);
  const id = namespaceIdOf(call);
  const namespace: NamespaceState = {
    id,
    name: param(call, 'namespace'),
    location: locationName(location),
    sku,
    tags: sentTags(call) ?? {},
    createdAt: now,
    updatedAt: now,
    readyAt: now + call.world.operationTime,
    zoneRedundancy: textAt(call.body, 'properties', 'zoneRedundancy') ?? 'Disabled',
    networkAcls: member(call.body, 'properties', 'networkAcls') ?? {},
    credentials: sentCredentials(call),
  };
  hubsState(call.world).namespaces[id.toLowerCase()] = namespace;
  addRule(call.world, {
    owner: id,
    name: 'RootManageSharedAccessKey',
    rights: ['Listen', 'Manage', 'Send'],
  });
  return namespace;
}

function sentTags(call: Call): Record<string, string> | undefined {
  const tags = member(call.body, 'tags');
  return isRecord(tags) ? (tags as Record<string, string>) : undefined; // tags are texts by the specification
}

function change(call: Call, namespace: NamespaceState): void {
  namespace.sku = textAt(call.body, 'sku', 'name') ?? namespace.sku;
  namespace.tags = sentTags(call) ?? namespace.tags;
  namespace.networkAcls = member(call.body, 'properties', 'networkAcls') ?? namespace.networkAcls;
  namespace.updatedAt = nowOf(call.world);
  Object.assign(namespace.credentials, sentCredentials(call));
}

function patch(call: Call, namespace: NamespaceState): Reply {
  change(call, namespace);
  const body = isDialectC(call) ? readNamespace(call, namespace) : patchedNamespaceA(namespace);
  return { status: 200, body };
}

function remove(call: Call): Reply {
  const found = namespaceOf(call);
  if (found) dropNamespace(call, found.id);
  return { status: 204 };
}

function list(call: Call): Reply {
  const { subscription, group } = call.params;
  const prefix =
    `/subscriptions/${subscription}/${group === undefined ? '' : `resourceGroups/${group}/`}`.toLowerCase();
  const found = Object.entries(hubsState(call.world).namespaces).filter(([id]) =>
    id.startsWith(prefix),
  );
  return page(
    call,
    found.map(([, namespace]) => readNamespace(call, namespace)),
  );
}

/** Always 200; the property is spelt `isAvailiable` and there is no reason (observed 1.2). */
function checkName(call: Call): Reply {
  const name = textAt(call.body, 'name') ?? '';
  const valid = /^[a-zA-Z][a-zA-Z0-9-]{4,48}[a-zA-Z0-9]$/.test(name);
  const id = `/subscriptions/${param(call, 'subscription')}/providers/Microsoft.NotificationHubs/CheckNamespaceAvailability`;
  const type = 'Microsoft.NotificationHubs/namespaces/checkNamespaceAvailability';
  const body = { isAvailiable: valid && !isTaken(call, name), id, name, type };
  return { status: 200, body };
}
