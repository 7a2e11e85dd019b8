import { isRecord, member, textAt } from '../../../shared/json.ts';
import { page } from '../../arm/paging.ts';
import { failure, param } from '../../arm/replies.ts';
import type { Call, Reply, Route, World } from '../../contract.ts';
import { locationName } from '../../../shared/location.ts';
import { nowOf } from '../../time.ts';
import { refuseCredentials, sentCredentials } from './credentials.ts';
import { isDialectC } from './dialect.ts';
import { withNamespace } from './lookup.ts';
import {
  createdNamespace,
  patchedNamespaceA,
  readNamespace,
  updatedNamespace,
} from './namespace-body.ts';
import { refuseNamespace, refuseTaken } from './namespace-refusals.ts';
import { operationHeaders } from './operations.ts';
import { addRule } from './rules.ts';
import { GROUP_SCOPE, NAMESPACE_SCOPE, SUBSCRIPTION_SCOPE } from './scopes.ts';
import {
  type Credentials,
  dropBelow,
  hubsState,
  type NamespaceState,
  namespaceIdOf,
  namespaceOf,
} from './state.ts';

/** Namespaces (observed 1.1). */
export const namespaceRoutes: readonly Route[] = [
  { method: 'PUT', path: NAMESPACE_SCOPE, handle: put },
  {
    method: 'GET',
    path: NAMESPACE_SCOPE,
    handle: (call) =>
      withNamespace(call, (one) => ({ status: 200, body: readNamespace(call, one) })),
  },
  {
    method: 'PATCH',
    path: NAMESPACE_SCOPE,
    handle: (call) => withNamespace(call, (one) => patch(call, one)),
  },
  { method: 'DELETE', path: NAMESPACE_SCOPE, handle: remove },
  { method: 'GET', path: `${GROUP_SCOPE}/namespaces`, handle: list },
  { method: 'GET', path: `${SUBSCRIPTION_SCOPE}/namespaces`, handle: list },
];

/** Removes a namespace with its hubs and rules. */
export function dropNamespace(world: World, id: string): void {
  const { rules, hubs, namespaces } = hubsState(world);
  for (const table of [rules, hubs, namespaces]) dropBelow(table, id);
}

/** The only long operation of this provider (observed 1.1). */
function put(call: Call): Reply {
  const found = namespaceOf(call);
  if (found) return putAgain(call, found);
  const refused =
    refuseNamespace(call) ??
    refuseCredentials(credentialsOf(call), call.apiVersion) ??
    refuseTaken(call);
  if (refused) return refused;
  const namespace = create(call);
  const location = textAt(call.body, 'location') ?? '';
  return {
    status: 201,
    headers: operationHeaders(call, namespace),
    body: createdNamespace(call, namespace, location),
  };
}

/** The versions of 2023 fail on a namespace that exists (facts 2: bicep#14513); 2017-04-01 updates it (observed 1.1, A). */
function putAgain(call: Call, found: NamespaceState): Reply {
  if (isDialectC(call))
    return failure(400, 'BadArgument', "Value cannot be null. (Parameter 'value')");
  change(call, found);
  return { status: 200, body: updatedNamespace(found, textAt(call.body, 'sku', 'name')) };
}

function create(call: Call): NamespaceState {
  const now = nowOf(call.world);
  const id = namespaceIdOf(call);
  const setting = (name: string) => member(call.body, 'properties', name);
  const namespace: NamespaceState = {
    id,
    name: param(call, 'namespace'),
    location: locationName(textAt(call.body, 'location') ?? ''),
    sku: textAt(call.body, 'sku', 'name') ?? 'Free',
    tags: sentTags(call) ?? {},
    createdAt: now,
    updatedAt: now,
    readyAt: now + call.world.operationTime,
    zoneRedundancy: setting('zoneRedundancy') ?? 'Disabled',
    networkAcls: setting('networkAcls') ?? {},
    publicNetworkAccess: setting('publicNetworkAccess') ?? 'Enabled',
    credentials: credentialsOf(call),
  };
  hubsState(call.world).namespaces[id.toLowerCase()] = namespace;
  const rights = ['Listen', 'Manage', 'Send'];
  addRule(call.world, { owner: id, name: 'RootManageSharedAccessKey', rights });
  return namespace;
}

function sentTags(call: Call): Record<string, string> | undefined {
  const tags = member(call.body, 'tags');
  return isRecord(tags) ? (tags as Record<string, string>) : undefined; // tags are texts by the specification
}

/** A namespace's credentials are in `properties.pnsCredentials`, from 2023 on (specs). */
function credentialsOf(call: Call): Credentials {
  if (!isDialectC(call)) return {};
  return sentCredentials(member(call.body, 'properties', 'pnsCredentials'), call.apiVersion);
}

function change(call: Call, namespace: NamespaceState): void {
  namespace.sku = textAt(call.body, 'sku', 'name') ?? namespace.sku;
  namespace.tags = sentTags(call) ?? namespace.tags;
  for (const name of ['networkAcls', 'publicNetworkAccess'] as const)
    namespace[name] = member(call.body, 'properties', name) ?? namespace[name];
  namespace.updatedAt = nowOf(call.world);
  Object.assign(namespace.credentials, credentialsOf(call));
}

/** In dialect C as a GET shows it (not recorded; example of 2023-10-01-preview). */
function patch(call: Call, namespace: NamespaceState): Reply {
  const refused = refuseCredentials(credentialsOf(call), call.apiVersion);
  if (refused) return refused;
  change(call, namespace);
  if (isDialectC(call)) return { status: 200, body: readNamespace(call, namespace) };
  const isEmpty = !isRecord(call.body) || Object.keys(call.body).length === 0;
  return { status: 200, body: patchedNamespaceA(namespace, isEmpty) };
}

/** Synchronous, with all that is in it; of an absent one 204 as well (observed 1.1; specs). */
function remove(call: Call): Reply {
  const found = namespaceOf(call);
  if (found) dropNamespace(call.world, found.id);
  return { status: 204 };
}

function list(call: Call): Reply {
  const { subscription, group } = call.params;
  const within = group === undefined ? '' : `resourceGroups/${group}/`;
  const prefix = `/subscriptions/${subscription}/${within}`.toLowerCase();
  const found = Object.values(hubsState(call.world).namespaces).filter(({ id }) =>
    id.toLowerCase().startsWith(prefix),
  );
  return page(
    call,
    found.map((namespace) => readNamespace(call, namespace)),
  );
}
