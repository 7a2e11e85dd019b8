import { ClientSecretCredential } from '@azure/identity';
import type { Cloud } from '../clouds.ts';
import type { LoginWire } from '../login-wire.ts';
import { signInFailed } from './aadsts.ts';
import type { Token } from './sign-in.ts';

interface Application {
  tenant: string;
  client: string;
  secret: string;
}

interface Deps {
  cloud: Cloud;
  wire: LoginWire;
  signal: AbortSignal;
}

/**
 * Signs in as an application with its secret, through @azure/identity. Throws `SIGN_IN_FAILED` with the AADSTS number, or
 * what the wire threw: MSAL turns every failure of the network into the same opaque code (identity 1). A new credential
 * each time, because a used one would answer from its own cache.
 */
export async function clientSecretToken(
  { tenant, client, secret }: Application,
  { cloud, wire, signal }: Deps,
): Promise<Token> {
  try {
    const credential = new ClientSecretCredential(tenant, client, secret, {
      authorityHost: cloud.login,
      disableInstanceDiscovery: true,
      httpClient: wire.client,
      retryOptions: { maxRetries: 0 },
      // So that the SDK reads no proxy from the environment by itself; what it would set is dropped by our client.
      proxyOptions: { host: 'http://localhost', port: 9 },
    });
    const { token } = await credential.getToken(cloud.scope, { abortSignal: signal });
    return { token, lifetime: wire.lifetime() };
  } catch (error) {
    signal.throwIfAborted();
    throw wire.failure() ?? signInFailed(wire.refusal() ?? messageOf(error), error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
