import { isRecord, member } from '../shared/json.ts';
import type { Arm, PnsCredential } from '../shared/ports.ts';
import { Secret } from '../shared/secret.ts';
import { emptyAnswer } from './sdk.ts';

/** The only version that shows FCM v1 (facts 0). */
const API_VERSION = '2023-10-01-preview';

/** Parts that people may see. Everything else of a credential is taken for a secret. */
const PUBLIC_PARTS = new Set([
  'endpoint',
  'keyId',
  'appName',
  'appId',
  'thumbprint',
  'projectId',
  'clientEmail',
  'packageSid',
  'subject',
  'vapidPublicKey',
  'gcmEndpoint',
  'clientId',
  'authTokenUrl',
  'baiduEndPoint',
  'windowsLiveEndpoint',
]);

/** The push credentials of a hub, which only POST pnsCredentials shows (observed 1.4). */
export async function readCredentials(arm: Arm, hubId: string): Promise<PnsCredential[]> {
  const { body } = await arm.send({
    method: 'POST',
    path: `${hubId}/pnsCredentials`,
    apiVersion: API_VERSION,
    safe: true,
  });
  const properties = member(body, 'properties');
  if (!isRecord(properties)) throw emptyAnswer('the credentials of a hub');
  return Object.entries(properties).flatMap(([kind, credential]) =>
    toCredential(kind, member(credential, 'properties')),
  );
}

function toCredential(kind: string, parts: unknown): PnsCredential[] {
  if (!kind.endsWith('Credential') || !isRecord(parts)) return [];
  const texts = Object.entries(parts).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const shown = texts.map(
    ([name, value]) => [name, PUBLIC_PARTS.has(name) ? value : new Secret(value)] as const,
  );
  return [{ kind, parts: Object.fromEntries(shown) }];
}
