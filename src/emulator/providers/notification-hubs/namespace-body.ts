import type { Call } from '../../contract.ts';
import { nowOf, sevenDecimals, withOffset } from '../../time.ts';
import { isDialectC, shownLocation } from './dialect.ts';
import { NAMESPACE_TYPE } from './scopes.ts';
import type { NamespaceState } from './state.ts';

/** The 201 of a new namespace: hardly anything in dialect B, nearly all in C (observed 1.1). `location` as sent. */
export function createdNamespace(call: Call, namespace: NamespaceState, location: string): unknown {
  const { id, name, sku, tags } = namespace;
  if (!isDialectC(call))
    return {
      properties: { provisioningState: 'Unknown', enabled: false },
      id,
      name,
      type: NAMESPACE_TYPE,
    };
  const properties = { provisioningState: 'InProgress', zoneRedundancy: namespace.zoneRedundancy };
  return { sku: { name: sku }, properties, location, tags, id, name, type: NAMESPACE_TYPE };
}

/** What GET and lists show (observed 1.1). */
export function readNamespace(call: Call, namespace: NamespaceState): unknown {
  return isDialectC(call) ? readC(call, namespace) : readB(call, namespace);
}

/** 2017-04-01's answer to a PUT on an existing namespace: recorded in dialect A only (observed 1.1). */
export function updatedNamespace(namespace: NamespaceState, sku: string | undefined): unknown {
  const { id, name, tags } = namespace;
  return {
    id,
    name,
    type: NAMESPACE_TYPE,
    location: shownLocation(namespace.location),
    tags,
    kind: 'NotificationHub',
    ...(sku === undefined ? {} : { sku: { name: sku } }),
    properties: {
      provisioningState: 'Succeeded',
      metricId: null,
      enabled: false,
      namespaceType: 'NotificationHub',
    },
  };
}

/**
 * 2017-04-01's answer to a PATCH: nulls for what names it; an empty patch gets `properties` alone (observed 1.1, dialect A).
 * The values of messagingSku and messagingSkuPlan were not written down: unknown.
 */
export function patchedNamespaceA(namespace: NamespaceState, isEmpty: boolean): unknown {
  const properties = {
    provisioningState: null,
    enabled: true,
    messagingSku: 0,
    messagingSkuPlan: null,
  };
  if (isEmpty) return { properties };
  return {
    id: null,
    name: null,
    type: null,
    location: null,
    tags: namespace.tags,
    sku: { name: namespace.sku },
    properties,
  };
}

function isReady(call: Call, namespace: NamespaceState): boolean {
  return namespace.readyAt <= nowOf(call.world);
}

function endpoint(name: string): string {
  return `https://${name}.servicebus.windows.net:443/`;
}

function readB(call: Call, namespace: NamespaceState): unknown {
  const { id, name, sku, tags } = namespace;
  const ready = isReady(call, namespace);
  const properties = {
    provisioningState: ready ? 'Succeeded' : 'Activating',
    status: ready ? 'Active' : 'Created',
    createdAt: sevenDecimals(namespace.createdAt),
    updatedAt: sevenDecimals(namespace.updatedAt),
    serviceBusEndpoint: endpoint(name),
    enabled: true,
    critical: false,
  };
  return {
    sku: { name: sku },
    properties,
    id,
    name,
    type: NAMESPACE_TYPE,
    location: shownLocation(namespace.location),
    tags,
  };
}

function readC(call: Call, namespace: NamespaceState): unknown {
  const { id, name, sku, tags } = namespace;
  const properties = {
    name,
    provisioningState: isReady(call, namespace) ? 'Succeeded' : 'InProgress',
    status: 'Created',
    enabled: true,
    critical: false,
    subscriptionId: call.params['subscription'],
    createdAt: withOffset(namespace.createdAt),
    updatedAt: withOffset(namespace.updatedAt),
    namespaceType: 'NotificationHub',
    zoneRedundancy: namespace.zoneRedundancy,
    networkAcls: namespace.networkAcls,
    serviceBusEndpoint: endpoint(name),
    privateEndpointConnections: [],
    publicNetworkAccess: namespace.publicNetworkAccess,
  };
  return {
    sku: { name: sku },
    properties,
    location: shownLocation(namespace.location),
    tags,
    id,
    name,
    type: NAMESPACE_TYPE,
  };
}
