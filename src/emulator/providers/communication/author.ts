import { isRecord } from '../../../shared/json.ts';
import type { Call } from '../../contract.ts';

/** Who did something, as systemData names them. */
export interface Author {
  name: string;
  type: 'Application' | 'User';
}

/** The provider's own application, which a link leaves as the last author (observed 3.2); the id is Microsoft's public one. */
export const PROVIDER_APPLICATION: Author = {
  name: '1fd5118e-2576-4263-8130-9503064c837a',
  type: 'Application',
};

/** The caller, from the claims of the token that the gateway has accepted: a person's name, otherwise the application's id. */
export function authorOf({ headers }: Pick<Call, 'headers'>): Author {
  const [, payload = ''] = (headers.get('authorization') ?? '').split('.');
  const claims = parsed(Buffer.from(payload, 'base64url').toString());
  const { upn, appid } = claims;
  if (typeof upn === 'string') return { name: upn, type: 'User' };
  return { name: typeof appid === 'string' ? appid : '', type: 'Application' };
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {}; // no token: a handler called without the gateway
  }
}
