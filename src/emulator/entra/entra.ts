import { sameName } from '../../shared/arm-id.ts';
import type { Reply } from '../contract.ts';
import type { Incoming } from '../incoming.ts';
import { clientCredentials } from './client-credentials.ts';
import { type Application, isTenant } from './directory.ts';
import { aadReply, missingParameter } from './errors.ts';
import { jwkOf } from './jwt.ts';
import { issuerOf, type TokenIssuer } from './tokens.ts';

/** One endpoint of the local Entra. BEHAVIOUR.md lists each as `METHOD path`. */
export interface EntraRoute {
  method: 'GET' | 'POST';
  path: string;
  handle(issuer: TokenIssuer, incoming: Incoming): Reply;
}

/**
 * What MSAL asks for with instance discovery off (identity 1): discovery, keys, token. And what it asks of an authority that
 * ends in `/adfs`, which is how az before 2.54 signs in without asking the public cloud first (identity 4).
 */
export const entraRoutes: readonly EntraRoute[] = [
  { method: 'GET', path: '/{tenant}/v2.0/.well-known/openid-configuration', handle: discovery },
  {
    method: 'GET',
    path: '/{tenant}/discovery/v2.0/keys',
    handle: keys,
  },
  { method: 'POST', path: '/{tenant}/oauth2/v2.0/token', handle: token },
  { method: 'GET', path: '/adfs/.well-known/openid-configuration', handle: adfsDiscovery },
  {
    method: 'POST',
    path: '/adfs/oauth2/token',
    handle: (issuer, { text }) => tokenFor(issuer, new URLSearchParams(text)),
  },
];

/** One file a grant: another one is a line here and a file beside `client-credentials.ts`. */
const GRANTS: Readonly<Record<string, Grant>> = { client_credentials: clientCredentials };

type Grant = (issuer: TokenIssuer, application: Application, form: URLSearchParams) => Reply;

function keys(issuer: TokenIssuer, incoming: Incoming): Reply {
  const tenant = tenantOf(incoming);
  if (!isTenant(issuer.directory, tenant)) return unknownTenant(issuer, 'invalid_tenant', tenant);
  return { status: 200, body: { keys: [jwkOf(issuer.key)] } };
}

function discovery(issuer: TokenIssuer, incoming: Incoming): Reply {
  const tenant = tenantOf(incoming);
  if (!isTenant(issuer.directory, tenant)) return unknownTenant(issuer, 'invalid_tenant', tenant);
  const base = `${issuer.world.origin}/${issuer.directory.tenantId}/oauth2/v2.0`;
  return { status: 200, body: metadata(issuer, base) };
}

/** There is no tenant in these paths: the one tenant is meant. */
function adfsDiscovery(issuer: TokenIssuer): Reply {
  return { status: 200, body: metadata(issuer, `${issuer.world.origin}/adfs/oauth2`) };
}

function metadata(issuer: TokenIssuer, endpoints: string) {
  const { world, directory } = issuer;
  return {
    token_endpoint: `${endpoints}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    jwks_uri: `${world.origin}/${directory.tenantId}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: issuerOf(issuer),
    authorization_endpoint: `${endpoints}/authorize`,
  };
}

function token(issuer: TokenIssuer, incoming: Incoming): Reply {
  const tenant = tenantOf(incoming);
  if (!isTenant(issuer.directory, tenant)) return unknownTenant(issuer, 'invalid_request', tenant);
  return tokenFor(issuer, new URLSearchParams(incoming.text));
}

function tokenFor(issuer: TokenIssuer, form: URLSearchParams): Reply {
  const missing = ['grant_type', 'client_id'].find((name) => !form.get(name));
  if (missing) return missingParameter(issuer.world, missing);
  const clientId = form.get('client_id') ?? '';
  const application = issuer.directory.applications.find((one) => sameName(one.clientId, clientId));
  if (!application) return unknownApplication(issuer, clientId);
  const grant = form.get('grant_type') ?? '';
  const handle = Object.hasOwn(GRANTS, grant) ? GRANTS[grant] : undefined;
  if (handle) return handle(issuer, application, form);
  return aadReply(issuer.world, {
    error: 'unsupported_grant_type',
    number: 70003,
    message: `The app requested an unsupported grant type '${grant}'.`,
  });
}

function tenantOf(incoming: Incoming): string {
  return incoming.path.split('/')[1] ?? '';
}

function unknownTenant(issuer: TokenIssuer, error: string, tenant: string): Reply {
  return aadReply(issuer.world, {
    error,
    number: 90002,
    message: `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  });
}

function unknownApplication(issuer: TokenIssuer, clientId: string): Reply {
  return aadReply(issuer.world, {
    error: 'unauthorized_client',
    number: 700016,
    message: `Application with identifier '${clientId}' was not found in the directory '${issuer.directory.tenantId}'.`,
  });
}
