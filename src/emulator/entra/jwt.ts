import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { isRecord } from '../../shared/json.ts';

export interface SigningKey {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export type Claims = Readonly<Record<string, unknown>>;

/** The public half as a JSON Web Key, as the JWKS endpoint lists it. */
export function jwkOf(key: SigningKey): Record<string, unknown> {
  const jwk = key.publicKey.export({ format: 'jwk' });
  const thumbprint = JSON.stringify({ e: jwk.e, kty: jwk.kty, n: jwk.n });
  const kid = createHash('sha256').update(thumbprint).digest('base64url');
  return { ...jwk, use: 'sig', alg: 'RS256', kid };
}

/** A signed JWT (RS256) as Entra issues them. */
export function signJwt(claims: Claims, key: SigningKey): string {
  const header = { typ: 'JWT', alg: 'RS256', kid: jwkOf(key)['kid'] };
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), key.privateKey).toString('base64url')}`;
}

/** The claims of a JWT that this key signed; undefined for anything else. */
export function verifyJwt(token: string, key: SigningKey): Claims | undefined {
  const [header = '', body = '', signature = ''] = token.split('.');
  const input = Buffer.from(`${header}.${body}`);
  if (token.split('.').length !== 3) return undefined;
  if (!verify('sha256', input, key.publicKey, Buffer.from(signature, 'base64url')))
    return undefined;
  const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
  return isRecord(claims) ? claims : undefined;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
