import { isRecord, member } from '../../../shared/json.ts';
import { failure } from '../../arm/replies.ts';
import type { Call, Reply } from '../../contract.ts';
import { isDialectC } from './dialect.ts';
import type { Credentials } from './state.ts';

const OLD_KINDS = [
  'admCredential',
  'apnsCredential',
  'baiduCredential',
  'gcmCredential',
  'mpnsCredential',
  'wnsCredential',
];
const NEW_KINDS = [...OLD_KINDS, 'browserCredential', 'xiaomiCredential'];

/** The kinds of credential that a version knows; FCM v1 only in 2023-10-01-preview (specs; facts 0). */
export function kindsOf(apiVersion: string): readonly string[] {
  if (apiVersion === '2023-10-01-preview') return [...NEW_KINDS, 'fcmV1Credential'];
  return apiVersion === '2017-04-01' ? OLD_KINDS : NEW_KINDS;
}

/** The credentials in a request's `properties`, each as the members of its own `properties`. Unknown kinds are dropped. */
export function sentCredentials(call: Call): Credentials {
  const found: Credentials = {};
  for (const kind of kindsOf(call.apiVersion)) {
    const properties = member(call.body, 'properties', kind, 'properties');
    if (isRecord(properties)) found[kind] = { ...properties };
  }
  return found;
}

/** Credentials as answers nest them. */
export function nested(credentials: Credentials, apiVersion: string): Record<string, unknown> {
  const known = Object.entries(credentials).filter(([kind]) => kindsOf(apiVersion).includes(kind));
  return Object.fromEntries(known.map(([kind, properties]) => [kind, { properties }]));
}

/** APNs settings are checked when they are set: an endpoint without a scheme is refused (facts 2, azure-cli-extensions#1702). */
export function refuseCredentials(credentials: Credentials): Reply | undefined {
  const endpoint = credentials['apnsCredential']?.['endpoint'];
  if (
    typeof endpoint !== 'string' ||
    /^https?:\/\//.test(endpoint) ||
    endpoint.startsWith('gateway.')
  )
    return undefined;
  return failure(
    400,
    'BadRequest',
    'SubCode=40000. Failed to validate credentials with APNS. Invalid URI: The format of the URI could not be determined',
  );
}

/** The answer of `pnsCredentials`, every secret in clear (observed 1.4). `of` is the hub or namespace. */
export function credentialsReply(
  call: Call,
  of: { id: string; name: string; type: string; credentials: Credentials },
): Reply {
  const properties = nested(of.credentials, call.apiVersion);
  const names = { id: `${of.id}/pnsCredentials`, name: of.name, type: `${of.type}/pnsCredentials` };
  if (isDialectC(call)) return { status: 200, body: { properties, ...names } };
  if (Object.keys(properties).length === 0) return { status: 200, body: { properties } };
  return { status: 200, body: { ...names, location: null, tags: null, properties } };
}
