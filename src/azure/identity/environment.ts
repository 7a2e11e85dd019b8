import type { HttpClient } from '@azure/core-rest-pipeline';
import { CliError } from '../../shared/errors.ts';
import type { Env } from '../../shared/ports.ts';
import type { Cloud } from '../clouds.ts';
import { signInFailed } from './aadsts.ts';

const NEEDED = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET'] as const;

/** Gives a bearer token for ARM. */
export type GetToken = (signal: AbortSignal) => Promise<string>;

/** What the sign-in sends its requests through, and the failure of the transport that the library would hide. */
export interface SignInTransport {
  client: HttpClient;
  /** The last error that the transport threw, since MSAL turns every one into the same opaque code (identity 1). */
  failure(): unknown;
  /** What Entra said last when it refused, AADSTS number and all: MSAL hides it for the discovery document. */
  refusal(): string | undefined;
}

/**
 * Signs in with `AZURE_TENANT_ID`, `AZURE_CLIENT_ID` and `AZURE_CLIENT_SECRET` through @azure/identity. Throws
 * `SIGN_IN_NEEDED` naming what is not set, `SIGN_IN_FAILED` with the AADSTS number, or the transport's own error.
 */
export function environmentSignIn(env: Env, cloud: Cloud, transport: SignInTransport): GetToken {
  const [tenant, client, secret] = NEEDED.map((name) => env[name]);
  if (!tenant || !client || !secret) throw notSet(NEEDED.filter((name) => !env[name]));
  return async (signal) => {
    const { ClientSecretCredential } = await import('@azure/identity');
    const options = {
      authorityHost: cloud.login,
      disableInstanceDiscovery: true,
      httpClient: transport.client,
      retryOptions: { maxRetries: 0 },
    };
    try {
      const credential = new ClientSecretCredential(tenant, client, secret, options);
      const { token } = await credential.getToken(cloud.scope, { abortSignal: signal });
      return token;
    } catch (error) {
      throw transport.failure() ?? signInFailed(transport.refusal() ?? String(error), error);
    }
  };
}

function notSet(missing: readonly string[]): CliError {
  return new CliError({
    code: 'SIGN_IN_NEEDED',
    message: `There is no way to sign in to Azure: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set.`,
    hint: 'Set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET of a service principal. To rehearse without an account: acs-notify emulator exec -- <command>',
  });
}
