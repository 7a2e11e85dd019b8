import type { World } from '../contract.ts';
import { hex, uuid } from '../random.ts';
import { nowOf } from '../time.ts';
import type { Application, Directory } from './directory.ts';
import { type Claims, type SigningKey, signJwt, verifyJwt } from './jwt.ts';

const LIFETIME_SECONDS = 3599;

/** What issues and checks tokens. */
export interface TokenIssuer {
  world: World;
  directory: Directory;
  key: SigningKey;
}

/** The token endpoint's answer for an application's own token. */
export function appToken(issuer: TokenIssuer, application: Application): unknown {
  const { world, directory } = issuer;
  const now = Math.floor(nowOf(world) / 1000);
  const claims = {
    aud: world.origin,
    iss: issuerOf(issuer),
    iat: now,
    nbf: now,
    exp: now + LIFETIME_SECONDS + 1,
    appid: application.clientId,
    appidacr: '1',
    idtyp: 'app',
    oid: application.objectId,
    sub: application.objectId,
    tid: directory.tenantId,
    uti: hex(world.random, 8),
    jti: uuid(world.random),
    ver: '1.0',
  };
  return {
    token_type: 'Bearer',
    expires_in: LIFETIME_SECONDS,
    ext_expires_in: LIFETIME_SECONDS,
    access_token: signJwt(claims, issuer.key),
  };
}

/** The `iss` of this tenant's tokens. */
export function issuerOf({ world, directory }: TokenIssuer): string {
  return `${world.origin}/${directory.tenantId}/v2.0`;
}

/** Why a bearer token is not accepted, or its claims. */
export function checkToken(
  issuer: TokenIssuer,
  token: string,
): { claims: Claims } | { refused: 'signature' | 'audience' | 'expired' } {
  const claims = verifyJwt(token, issuer.key);
  if (!claims) return { refused: 'signature' };
  if (claims['aud'] !== issuer.world.origin) return { refused: 'audience' };
  const now = nowOf(issuer.world) / 1000;
  return Number(claims['exp']) <= now ? { refused: 'expired' } : { claims };
}
