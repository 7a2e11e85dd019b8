import { isRecord, member, textAt } from '../../../shared/json.ts';
import { page } from '../../arm/paging.ts';
import { param, resourceNotFound } from '../../arm/replies.ts';
import type { Call, Reply, Route } from '../../contract.ts';
import { nowOf } from '../../time.ts';
import { authorOf } from './author.ts';
import { acceptedBody, readBody } from './body.ts';
import { listKeys, regenerateKey } from './keys.ts';
import { link } from './link.ts';
import { startOperation } from './operations.ts';
import { dataLocationOf, refusePut } from './refusals.ts';
import { sentSettings } from './settings.ts';
import {
  addService,
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
  const refused = refusePut(call, before);
  if (refused) return refused;
  const readyAt = nowOf(call.world) + call.world.operationTime;
  const service =
    before ??
    addService(call.world, {
      id: serviceIdOf(call),
      location: textAt(call.body, 'location') ?? '',
      dataLocation: dataLocationOf(call) ?? '',
      readyAt,
      by: authorOf(call),
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

function change(call: Call, service: ServiceState): void {
  const tags = member(call.body, 'tags');
  const identity = member(call.body, 'identity');
  if (isRecord(tags)) service.tags = tags as Record<string, string>; // tags are texts by the specification
  if (isRecord(identity)) service.identity = identity;
  Object.assign(service.settings, sentSettings(call.body, call.apiVersion));
  service.modifiedAt = nowOf(call.world);
  service.modifiedBy = authorOf(call);
  service.etag = newEtag(call.world);
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
  const within = group === undefined ? '' : `resourceGroups/${group}/`;
  const prefix = `/subscriptions/${subscription}/${within}`.toLowerCase();
  const found = Object.values(communicationState(call.world).services).filter(({ id }) =>
    id.toLowerCase().startsWith(prefix),
  );
  return page(
    call,
    found.map((service) => readBody(call, service)),
  );
}
