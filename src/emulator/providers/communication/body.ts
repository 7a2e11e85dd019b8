import type { Call } from '../../contract.ts';
import { nowOf } from '../../time.ts';
import { shownSettings } from './settings.ts';
import type { ServiceState } from './state.ts';

/** Lower case in answers, whatever was sent (observed 3.1). */
const TYPE = 'microsoft.communication/communicationservices';

/** The 201 of a creation: no host name yet. Of an update: all of it, `Accepted` (observed 3.1). */
export function acceptedBody(call: Call, service: ServiceState, isNew: boolean): unknown {
  const { dataLocation, hostName, immutableResourceId } = service;
  const provisioningState = 'Accepted';
  const settings = shownSettings(service.settings, call.apiVersion);
  const properties = isNew
    ? { dataLocation, provisioningState, ...settings }
    : { provisioningState, hostName, immutableResourceId, dataLocation, ...settings };
  return { ...head(call, service), properties };
}

/** What GET and lists show; `notificationHubId` once it is linked (observed 3.1, 3.2). */
export function readBody(call: Call, service: ServiceState): unknown {
  const { dataLocation, hostName, immutableResourceId, notificationHubId } = service;
  const linked = notificationHubId === undefined ? {} : { notificationHubId };
  const properties = {
    provisioningState: stateOf(call, service),
    hostName,
    immutableResourceId,
    dataLocation,
    ...linked,
    ...shownSettings(service.settings, call.apiVersion),
  };
  return { ...head(call, service), properties };
}

function stateOf(call: Call, service: ServiceState): string {
  if (service.deletedAt !== undefined) return 'Deleting';
  return service.readyAt <= nowOf(call.world) ? 'Succeeded' : 'Accepted';
}

function head(call: Call, service: ServiceState): Record<string, unknown> {
  const { id, name, location, tags, identity } = service;
  return {
    id,
    name,
    type: TYPE,
    location,
    ...(tags === undefined ? {} : { tags }),
    ...(call.apiVersion === '2020-08-20-preview' ? {} : { systemData: systemData(service) }),
    ...(identity === undefined ? {} : { identity }),
  };
}

function systemData(service: ServiceState): unknown {
  return {
    createdBy: service.createdBy.name,
    createdByType: service.createdBy.type,
    createdAt: new Date(service.createdAt).toISOString(),
    lastModifiedBy: service.modifiedBy.name,
    lastModifiedByType: service.modifiedBy.type,
    lastModifiedAt: new Date(service.modifiedAt).toISOString(),
  };
}
