import type { Reply } from '../contract.ts';
import { checkToken, type TokenIssuer } from '../entra/tokens.ts';
import { failure } from './replies.ts';

const REASONS = {
  signature: ['InvalidAuthenticationToken', 'The access token is invalid.'],
  audience: [
    'InvalidAuthenticationTokenAudience',
    'The access token has been obtained for wrong audience or resource.',
  ],
  expired: [
    'ExpiredAuthenticationToken',
    'The access token expiry UTC time is earlier than current UTC time.',
  ],
} as const;

/** ARM's 401 for a missing or unacceptable bearer token; undefined when the token is good. */
export function refuseToken(issuer: TokenIssuer, headers: Headers): Reply | undefined {
  const [, token] = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  if (token === undefined)
    return challenge(issuer, [
      'AuthenticationFailed',
      "Authentication failed. The 'Authorization' header is missing.",
    ]);
  const checked = checkToken(issuer, token);
  return 'refused' in checked ? challenge(issuer, REASONS[checked.refused]) : undefined;
}

function challenge(issuer: TokenIssuer, [code, message]: readonly [string, string]): Reply {
  const authority = `${issuer.world.origin}/${issuer.directory.tenantId}`;
  const header = `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${message}"`;
  return { ...failure(401, code, message), headers: { 'www-authenticate': header } };
}
