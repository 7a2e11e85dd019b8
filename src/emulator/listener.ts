import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { ConnectionCut } from './faults/apply.ts';
import type { Pki } from './pki/certificates.ts';
import { EmulatorProblem } from './problem.ts';

const MAX_BODY = 4 * 1024 * 1024;
/** An open port on loopback. */
export interface Listener {
  port: number;
  /** `https://localhost:{port}`. */
  origin: string;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1, and on ::1 where that can be had, both on the same port (0: any free one). `handlerFor` is told
 * the origin and gives what answers. Throws `EmulatorProblem` when the port is taken.
 */
export async function listen(
  pki: Pki,
  port: number,
  handlerFor: (origin: string) => (request: Request) => Promise<Response>,
): Promise<Listener> {
  const servers = [serverFor(pki, () => handler)];
  const chosen = await bind(servers[0] as Server, port, '127.0.0.1'); // the list was made with one server just above
  const origin = `https://localhost:${chosen}`;
  const handler = handlerFor(origin);
  const six = serverFor(pki, () => handler);
  if (await bind(six, chosen, '::1').catch(() => undefined)) servers.push(six); // a machine without IPv6 is served on IPv4
  return { port: chosen, origin, close: async () => void (await Promise.all(servers.map(shut))) };
}

type Handler = (request: Request) => Promise<Response>;

function serverFor(pki: Pki, handler: () => Handler): Server {
  const options = { cert: pki.certificatePem, key: pki.keyPem, keepAliveTimeout: 60_000 };
  const server = createServer(options, (incoming, outgoing) => {
    void serve(handler(), incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.on('tlsClientError', (_error, socket) => socket.destroy()); // plain http among them
  return server;
}

function bind(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new EmulatorProblem(`Port ${port} on ${host} cannot be used: ${error.message}`, {
          cause: error,
        }),
      ),
    );
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port)); // a TCP server's address is an AddressInfo
  });
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(
  handler: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) return void outgoing.writeHead(413).end();
  try {
    await write(outgoing, await handler(toRequest(incoming, body)));
  } catch (error) {
    if (!(error instanceof ConnectionCut)) throw error;
    incoming.socket.destroy();
  }
}

async function readBody(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function toRequest(incoming: IncomingMessage, body: Buffer<ArrayBuffer>): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, String(value));
  const url = new URL(incoming.url ?? '/', `https://${incoming.headers.host ?? 'localhost'}`);
  const bodyless = incoming.method === 'GET' || incoming.method === 'HEAD' || body.length === 0;
  return new Request(url, {
    method: incoming.method ?? 'GET',
    headers,
    ...(bodyless ? {} : { body }),
  });
}

async function write(outgoing: ServerResponse, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  const length =
    response.headers.has('content-length') || response.status === 204
      ? {}
      : { 'content-length': String(body.length) };
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), ...length });
  outgoing.end(body);
}
