import { isRecord, member } from '../../../shared/json.ts';
import { failure } from '../../arm/replies.ts';
import type { Reply } from '../../contract.ts';
import { DIALECT_B_VERSION } from './dialect.ts';
import type { Credentials } from './state.ts';

/** The kinds of credential with what the versions of 2023 require of each; 2017-04-01 requires nothing (specs). */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  admCredential: ['clientId', 'clientSecret', 'authTokenUrl'],
  apnsCredential: ['endpoint'],
  baiduCredential: ['baiduApiKey', 'baiduEndPoint', 'baiduSecretKey'],
  gcmCredential: ['googleApiKey'],
  mpnsCredential: ['mpnsCertificate', 'certificateKey', 'thumbprint'],
  wnsCredential: [],
  browserCredential: ['subject', 'vapidPrivateKey', 'vapidPublicKey'],
  xiaomiCredential: [],
  fcmV1Credential: ['clientEmail', 'privateKey', 'projectId'],
};
const SINCE_2023 = ['browserCredential', 'xiaomiCredential'];

/** The kinds of credential that a version knows; FCM v1 only in 2023-10-01-preview (specs; facts 0). */
function kindsOf(apiVersion: string): string[] {
  return Object.keys(REQUIRED).filter((kind) => {
    if (kind === 'fcmV1Credential') return apiVersion === '2023-10-01-preview';
    return apiVersion !== DIALECT_B_VERSION || !SINCE_2023.includes(kind);
  });
}

/**
 * The credentials in an object of a request, each as the members of its own `properties`: the hub's `properties`, the
 * namespace's `properties.pnsCredentials`. Kinds that the version does not know are dropped.
 */
export function sentCredentials(container: unknown, apiVersion: string): Credentials {
  const found: Credentials = {};
  for (const kind of kindsOf(apiVersion)) {
    const properties = member(container, kind, 'properties');
    if (isRecord(properties)) found[kind] = { ...properties };
  }
  return found;
}

/** Credentials as answers nest them; what the version does not know is left out. */
export function nested(credentials: Credentials, apiVersion: string): Record<string, unknown> {
  const known = Object.entries(credentials).filter(([kind]) => kindsOf(apiVersion).includes(kind));
  return Object.fromEntries(known.map(([kind, properties]) => [kind, { properties }]));
}

/** Credentials are checked when they are set: what is required must be there, an APNs endpoint needs a scheme. */
export function refuseCredentials(credentials: Credentials, apiVersion: string): Reply | undefined {
  return refuseIncomplete(credentials, apiVersion) ?? refuseEndpoint(credentials);
}

/** The specifications name what is required; how live Azure words the refusal was not observed (unknown). */
function refuseIncomplete(credentials: Credentials, apiVersion: string): Reply | undefined {
  if (apiVersion === DIALECT_B_VERSION) return undefined;
  for (const [kind, properties] of Object.entries(credentials))
    for (const name of REQUIRED[kind] ?? [])
      if (typeof properties[name] !== 'string' || properties[name] === '')
        return failure(400, 'BadRequest', `The ${name} of the ${kind} is required.`);
  return undefined;
}

/** observed 7: azure-cli-extensions#1702. Endpoints of the certificate mode have no scheme (facts 2). */
function refuseEndpoint(credentials: Credentials): Reply | undefined {
  const endpoint = credentials['apnsCredential']?.['endpoint'];
  if (typeof endpoint !== 'string' || /^(https?:\/\/|gateway\.)/i.test(endpoint)) return undefined;
  return failure(
    400,
    'BadRequest',
    'SubCode=40000. Failed to validate credentials with APNS. Invalid URI: The format of the URI could not be determined',
  );
}
