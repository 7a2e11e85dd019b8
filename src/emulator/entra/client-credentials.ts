import type { Reply } from '../contract.ts';
import { aadReply, missingParameter } from './errors.ts';
import { type Application, hasSecret } from './directory.ts';
import { appToken, type TokenIssuer } from './tokens.ts';

/** `grant_type=client_credentials` with a client secret. AADSTS numbers as in identity 1. */
export function clientCredentials(
  issuer: TokenIssuer,
  application: Application,
  form: URLSearchParams,
): Reply {
  const secret = form.get('client_secret');
  if (!secret)
    return aadReply(issuer.world, {
      error: 'invalid_client',
      number: 7000218,
      status: 401,
      message:
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    });
  if (!hasSecret(application, secret)) return wrongSecret(issuer, application);
  return (
    refuseScope(issuer, form.get('scope') ?? '') ?? {
      status: 200,
      body: appToken(issuer, application),
    }
  );
}

function wrongSecret(issuer: TokenIssuer, application: Application): Reply {
  return aadReply(issuer.world, {
    error: 'invalid_client',
    number: 7000215,
    status: 401,
    message: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${application.clientId}'.`,
  });
}

/** Only this emulator's ARM is a resource: a token for real Azure cannot be had here (docs/design.md 6). */
function refuseScope({ world, directory }: TokenIssuer, scope: string): Reply | undefined {
  if (scope === '') return missingParameter(world, 'scope');
  if (!scope.endsWith('/.default') || scope.includes(' '))
    return aadReply(world, {
      error: 'invalid_scope',
      number: 1002012,
      message: `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    });
  const resource = scope.slice(0, -'/.default'.length).replace(/\/$/, '');
  if (resource === world.origin) return undefined;
  return aadReply(world, {
    error: 'invalid_resource',
    number: 500011,
    message: `The resource principal named ${resource} was not found in the tenant named ${directory.tenantId}.`,
  });
}
