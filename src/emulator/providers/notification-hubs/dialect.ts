import type { Call } from '../../contract.ts';
import { displayName } from '../../locations.ts';
import { uuid } from '../../random.ts';

/** The versions of 2023 on, which answer in dialect C (observed 1). */
export const DIALECT_C_VERSIONS = [
  '2023-10-01-preview',
  '2023-09-01',
  '2023-01-01-preview',
] as const;
/** The version that answers in dialect B, and as A where B was not recorded (observed 1). */
export const DIALECT_B_VERSION = '2017-04-01';
/** Newest first, as ARM lists them. */
export const API_VERSIONS: readonly string[] = [...DIALECT_C_VERSIONS, DIALECT_B_VERSION];

/** Whether the answer is to be given in dialect C; otherwise B. */
export function isDialectC(call: Call): boolean {
  return call.apiVersion !== DIALECT_B_VERSION;
}

/** The headers that this provider adds to every answer of its own, refusals too (observed 1). */
export function ownHeaders(call: Call): Record<string, string> {
  const client = call.headers.get('x-ms-client-request-id');
  const trackingid = (isDialectC(call) ? client : null) ?? uuid(call.world.random);
  return {
    ...supportedVersions(call),
    trackingid,
    ...(isDialectC(call) ? {} : { server: 'Kestrel' }),
  };
}

function supportedVersions(call: Call): Record<string, string> {
  const old = [
    '2014-09-01',
    '2016-03-01',
    '2017-04-01',
    '2020-01-01-preview',
    '2023-01-01-preview',
  ];
  const versions = isDialectC(call) ? [...old, '2023-09-01', '2023-10-01-preview'] : old;
  return { 'api-supported-versions': versions.join(', ') };
}

/** `West Europe` for `westeurope`, as this provider gives locations back (observed 6.8). */
export function shownLocation(location: string): string {
  return displayName(location) ?? location;
}

/** Hub ids of dialect B have a capital N: `/NotificationHubs/` (observed 1). */
export function shownHubId(call: Call, id: string): string {
  return isDialectC(call) ? id : id.replace(/\/notificationHubs\//i, '/NotificationHubs/');
}

/** Rule ids of dialect B read `/AuthorizationRules/`, of C `/authorizationRules/` (observed 1). */
export function shownRuleId(call: Call, id: string): string {
  const segment = isDialectC(call) ? '/authorizationRules/' : '/AuthorizationRules/';
  return id.replace(/\/authorizationRules\//i, segment);
}

/** The service's own order of rights, whatever order was sent (observed 1, 1.5). */
export function shownRights(rights: readonly string[]): string[] {
  return ['Manage', 'Listen', 'Send'].filter((right) => rights.includes(right));
}
