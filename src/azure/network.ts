import {
  createDefaultHttpClient,
  type HttpClient,
  type PipelineRequest,
} from '@azure/core-rest-pipeline';
import type { Env } from '../shared/ports.ts';
import { type Connections, createConnections } from './agent.ts';
import { MAX_BODY, tooLarge } from './body-limit.ts';
import { networkFault, untrusted } from './network-faults.ts';
import { proxyOf } from './proxy-settings.ts';

/** How long one answer may take, in milliseconds; creating a namespace was seen to take 29 s (observed 1.1). */
const TIMEOUT = 100_000;

/**
 * The network: one client on one pool of connections for everything, sign-in included, or through the proxy that the
 * environment names. Throws `CERTIFICATE` with the issuer, `INVALID_SETTING` for a proxy that is no address, and
 * otherwise what Node threw.
 */
export async function networkClient(env: Env): Promise<HttpClient> {
  const client = limited(createDefaultHttpClient());
  const connections = createConnections();
  const viaProxy = await proxyPolicyOf(env);
  const send = (request: PipelineRequest) => sendDirect(request, client, connections);
  return {
    sendRequest(request) {
      request.timeout = TIMEOUT;
      // An SDK may have chosen an agent by its own reading of the environment.
      delete request.agent;
      return viaProxy ? viaProxy.sendRequest(request, send) : send(request);
    },
  };
}

async function proxyPolicyOf(env: Env) {
  const settings = proxyOf(env);
  if (!settings) return undefined;
  const { proxyPolicy } = await import('./proxy.ts');
  return proxyPolicy(settings.proxy, { customNoProxyList: settings.noProxy });
}

async function sendDirect(request: PipelineRequest, client: HttpClient, connections: Connections) {
  request.agent ??= connections.agent as NonNullable<PipelineRequest['agent']>; // core's own name for a Node agent
  try {
    return await client.sendRequest(request);
  } catch (error) {
    if (networkFault(error) !== 'certificate') throw error;
    const { host, hostname, port } = new URL(request.url);
    throw untrusted(host, error, connections.issuerOf(hostname, port));
  }
}

/** A client that stops reading an answer beyond `MAX_BODY`: then it throws `UNEXPECTED_ANSWER`. */
export function limited(client: HttpClient): HttpClient {
  return {
    async sendRequest(request) {
      let read = 0;
      request.onDownloadProgress = ({ loadedBytes }) => {
        read = loadedBytes;
        // It ends the stream; what the client makes of it does not say why.
        if (read > MAX_BODY) throw tooLarge();
      };
      try {
        return await client.sendRequest(request);
      } catch (error) {
        throw read > MAX_BODY ? tooLarge() : error;
      }
    },
  };
}
