import { createHash, timingSafeEqual } from 'node:crypto';

/** A service principal with its application, as the directory holds it. */
export interface Application {
  clientId: string;
  /** Object id of the service principal. */
  objectId: string;
  name: string;
  /** SHA-256 of each valid secret, hex. The secrets themselves are not kept. */
  secretHashes: string[];
}

/** One tenant and its applications. */
export interface Directory {
  tenantId: string;
  domain: string;
  applications: Application[];
}

/** The hash that the directory keeps of a client secret. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether that is one of the application's secrets, compared in constant time. */
export function hasSecret(application: Application, secret: string): boolean {
  const given = Buffer.from(hashSecret(secret));
  return application.secretHashes.some((hash) => timingSafeEqual(Buffer.from(hash), given));
}

/** Whether a path's tenant segment means this tenant: its id or its domain. */
export function isTenant(directory: Directory, segment: string): boolean {
  const wanted = segment.toLowerCase();
  return wanted === directory.tenantId.toLowerCase() || wanted === directory.domain.toLowerCase();
}
