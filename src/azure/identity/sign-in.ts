import { CliError } from '../../shared/errors.ts';
import type { Env } from '../../shared/ports.ts';
import type { Cloud } from '../clouds.ts';
import type { LoginWire } from '../login-wire.ts';

/** A bearer token for ARM. */
export interface Token {
  token: string;
  /** How long it lives from now on, in milliseconds. */
  lifetime: number;
}

/** Gets a new token, never a kept one. */
export type GetToken = (signal: AbortSignal) => Promise<Token>;

const NEEDED = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET'] as const;

/**
 * The way in that the environment gives: `AZURE_TENANT_ID`, `AZURE_CLIENT_ID` and `AZURE_CLIENT_SECRET`. Throws
 * `SIGN_IN_NEEDED` naming what is not set. Other ways in become further branches here, each in its own file.
 */
export function wayIn(env: Env, cloud: Cloud, wire: () => LoginWire): GetToken {
  const [tenant, client, secret] = NEEDED.map((name) => env[name]);
  if (!tenant || !client || !secret) throw notSet(NEEDED.filter((name) => !env[name]));
  return async (signal) => {
    const { clientSecretToken } = await import('./client-secret.ts');
    return clientSecretToken({ tenant, client, secret }, { cloud, wire: wire(), signal });
  };
}

function notSet(missing: readonly string[]): CliError {
  const all = missing.length === NEEDED.length;
  return new CliError({
    code: 'SIGN_IN_NEEDED',
    message: `${all ? 'There is no way to sign in to Azure' : 'The sign-in to Azure is incomplete'}: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set.`,
    hint: `Set ${missing.join(', ')} (a service principal’s: az ad sp create-for-rbac). To rehearse without an account: acs-notify emulator exec -- <command>`,
  });
}
