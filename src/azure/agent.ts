import { Agent, type RequestOptions } from 'node:https';
import type { TLSSocket } from 'node:tls';

/** How long a connection may take to come about, in milliseconds. Nothing of the request is sent before. */
const CONNECT_TIMEOUT = 10_000;

/** So many connections a host at most: as many as the reads that a command sends side by side before it changes anything. */
const MOST = 4;

/** The connections of this process: kept open and shared by all clients. */
export interface Connections {
  agent: Agent;
  /** Who signed the certificate that this host showed last, as its subject name. */
  issuerOf(hostname: string, port: string): string | undefined;
}

/** Makes the pool: at most four connections a host. One that does not come about in ten seconds fails as `connect ETIMEDOUT`. */
export function createConnections(connectTimeout: number = CONNECT_TIMEOUT): Connections {
  const agent = new Agent({ keepAlive: true, maxSockets: MOST });
  const issuers = new Map<string, string>();
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    // An https agent makes TLS sockets, whatever its type says.
    if (socket)
      watch(socket as TLSSocket, connectTimeout, (name) => issuers.set(hostOf(options), name));
    return socket;
  };
  return { agent, issuerOf: (host, port) => issuers.get(hostOf({ host, port: port || 443 })) };
}

function hostOf({ host, port }: Pick<RequestOptions, 'host' | 'port'>): string {
  return `${(host ?? '').replaceAll(/[[\]]/g, '')}:${port ?? 443}`;
}

/** The issuer is read before Node verifies the certificate: a refused socket does not tell it any more. */
function watch(socket: TLSSocket, timeout: number, tell: (issuer: string) => void): void {
  const expire = (): void => {
    socket.destroy(Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT' }));
  };
  socket.setTimeout(timeout, expire);
  socket.prependOnceListener('secure', () => {
    const issuer = issuerName(socket);
    if (issuer !== undefined) tell(issuer);
  });
  socket.once('secureConnect', () => {
    socket.setTimeout(0);
    socket.removeListener('timeout', expire);
  });
}

function issuerName(socket: TLSSocket): string | undefined {
  const { issuer } = socket.getPeerCertificate();
  return [issuer?.CN, issuer?.O].flat().find((name) => name !== undefined);
}
