import { isRecord, member, textAt } from '../../../shared/json.ts';
import { page } from '../../arm/paging.ts';
import { failure, param, resourceNotFound } from '../../arm/replies.ts';
import type { Call, Reply, Route } from '../../contract.ts';
import { nowOf } from '../../time.ts';
import { acceptedBody, readBody } from './body.ts';
import { listKeys, regenerateKey } from './keys.ts';
import { link } from './link.ts';
import { startOperation } from './operations.ts';
import {
  addService,
  AUTHOR,
  communicationState,
  newEtag,
  serviceIdOf,
  serviceOf,
  type ServiceState,
} from './state.ts';

const PROVIDER = '/subscriptions/{subscription}/providers/Microsoft.Communication';
const GROUP =
  '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Communication';
const BASE = `${GROUP}/communicationServices/{service}`;

/** ACS resources (observed 3). */
export const serviceRoutes: readonly Route[] = [
  { method: 'PUT', path: BASE, handle: put },
  {
    method: 'GET',
    path: BASE,
    handle: (call) => withService(call, (service) => shown(call, service)),
  },
  {
    method: 'PATCH',
    path: BASE,
    handle: (call) => withService(call, (service) => patch(call, service)),
  },
  { method: 'DELETE', path: BASE, handle: remove },
  { method: 'GET', path: `${GROUP}/communicationServices`, handle: list },
  { method: 'GET', path: `${PROVIDER}/communicationServices`, handle: list },
  {
    method: 'POST',
    path: `${BASE}/listKeys`,
    reads: true,
    handle: (call) => withService(call, listKeys),
  },
  {
    method: 'POST',
    path: `${BASE}/regenerateKey`,
    handle: (call) => withService(call, (service) => regenerateKey(call, service)),
  },
  {
    method: 'POST',
    path: `${BASE}/linkNotificationHub`,
    handle: (call) => withService(call, (service) => link(call, service)),
  },
  { method: 'POST', path: `${PROVIDER}/checkNameAvailability`, reads: true, handle: checkName },
];

function withService(call: Call, then: (service: ServiceState) => Reply): Reply {
  const service = serviceOf(call);
  const path = `CommunicationServices/${param(call, 'service')}`;
  return service
    ? then(service)
    : resourceNotFound('Microsoft.Communication', path, param(call, 'group'));
}

function shown(call: Call, service: ServiceState): Reply {
  return {
    status: 200,
    headers: { etag: service.etag, 'x-ms-providerhub-traffic': 'True' },
    body: readBody(call, service),
  };
}

/** 201 on create and on update, Azure-AsyncOperation but no Location and no Retry-After (observed 3.1). */
function put(call: Call): Reply {
  const before = serviceOf(call);
  const refused = refuse(call, before);
  if (refused) return refused;
  const readyAt = nowOf(call.world) + call.world.operationTime;
  const service =
    before ??
    addService(call.world, {
      id: serviceIdOf(call),
      location: textAt(call.body, 'location') ?? '',
      dataLocation: dataLocationOf(call) ?? '',
      readyAt,
    });
  service.readyAt = readyAt;
  change(call, service);
  const operation = startOperation(call, service, { kind: before ? 'Update' : 'Create', readyAt });
  const headers = {
    'azure-asyncoperation': operation,
    etag: service.etag,
    'x-ms-providerhub-traffic': 'True',
    'request-context': 'appId=',
  };
  return { status: 201, headers, body: acceptedBody(call, service, before === undefined) };
}

function dataLocationOf(call: Call): string | undefined {
  return textAt(call.body, 'properties', 'dataLocation');
}

function refuse(call: Call, before: ServiceState | undefined): Reply | undefined {
  const name = param(call, 'service');
  if (!/^[-\w]{1,63}$/.test(name))
    return failure(400, 'InvalidResourceName', `The resource name '${name}' is not valid.`);
  const location = textAt(call.body, 'location');
  if (location === undefined)
    return failure(
      400,
      'LocationRequired',
      'The location property is required for this definition.',
    );
  if (location.toLowerCase() !== 'global')
    return failure(
      400,
      'LocationNotAvailableForResourceType',
      `The provided location '${location}' is not available for resource type 'Microsoft.Communication/CommunicationServices'. List of available regions for the resource type is 'global'.`,
    );
  const wanted = dataLocationOf(call);
  if (wanted === undefined && !before)
    return failure(400, 'BadRequest', 'The dataLocation property is required.');
  if (before && wanted !== undefined && wanted.toLowerCase() !== before.dataLocation.toLowerCase())
    return failure(400, 'BadRequest', 'The dataLocation property cannot be changed.');
  return !before && isTaken(call, name)
    ? failure(409, 'NameReservationTaken', 'Resource name already exists')
    : undefined;
}

function isTaken(call: Call, name: string): boolean {
  return Object.values(communicationState(call.world).services).some(
    (one) => one.name.toLowerCase() === name.toLowerCase(),
  );
}

function change(call: Call, service: ServiceState): void {
  const tags = member(call.body, 'tags');
  const identity = member(call.body, 'identity');
  if (isRecord(tags)) service.tags = tags as Record<string, string>; // tags are texts by the specification
  if (isRecord(identity)) service.identity = identity;
  if (call.apiVersion >= '2025-05-01') Object.assign(service.access, sentAccess(call));
  service.modifiedAt = nowOf(call.world);
  service.modifiedBy = AUTHOR;
  service.etag = newEtag(call.world);
}

function sentAccess(call: Call): ServiceState['access'] {
  const publicNetworkAccess = member(call.body, 'properties', 'publicNetworkAccess');
  const disableLocalAuth = member(call.body, 'properties', 'disableLocalAuth');
  return {
    ...(publicNetworkAccess === undefined ? {} : { publicNetworkAccess }),
    ...(disableLocalAuth === undefined ? {} : { disableLocalAuth }),
  };
}

/** Synchronous, full resource, no operation header (observed 3.1). */
function patch(call: Call, service: ServiceState): Reply {
  change(call, service);
  return shown(call, service);
}

/** 202 whose body is `null`; of an absent one 204 (observed 3.1). */
function remove(call: Call): Reply {
  const service = serviceOf(call);
  if (!service) return { status: 204 };
  service.deletedAt ??= nowOf(call.world) + call.world.operationTime;
  const operation = startOperation(call, service, { kind: 'Delete', readyAt: service.deletedAt });
  return {
    status: 202,
    headers: { 'azure-asyncoperation': operation, location: operation, etag: service.etag },
    body: null,
  };
}

function list(call: Call): Reply {
  const { subscription, group } = call.params;
  const prefix =
    `/subscriptions/${subscription}/${group === undefined ? '' : `resourceGroups/${group}/`}`.toLowerCase();
  const found = Object.entries(communicationState(call.world).services).filter(([id]) =>
    id.startsWith(prefix),
  );
  return page(
    call,
    found.map(([, service]) => readBody(call, service)),
  );
}

function checkName(call: Call): Reply {
  const name = textAt(call.body, 'name') ?? '';
  if (!isTaken(call, name)) return { status: 200, body: { nameAvailable: true } };
  return {
    status: 200,
    body: {
      nameAvailable: false,
      reason: 'AlreadyExists',
      message: 'Resource name already exists',
    },
  };
}
