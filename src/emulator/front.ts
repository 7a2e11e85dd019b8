import type { Server as SecureServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';

/** A TCP server that takes TLS only, and says so to plain http. */
export interface FrontDoor {
  server: Server;
  /** Closes the port and every connection through it. */
  shut(): Promise<void>;
}

/** The first byte of a TLS handshake record (RFC 8446 5.1). */
const HANDSHAKE = 0x16;
const WORDS = 'This port speaks https only: the address must begin with https://\n';
const REFUSAL = [
  'HTTP/1.1 400 Bad Request',
  'Content-Type: text/plain; charset=utf-8',
  `Content-Length: ${Buffer.byteLength(WORDS)}`,
  'Connection: close',
  '',
  WORDS,
].join('\r\n');

/** Looks at the first byte of each connection: TLS goes on to the https server, anything else is refused in words. */
export function createFront(secure: SecureServer): FrontDoor {
  const open = new Set<Socket>();
  // As an https server does of its own accord: else the first answer of a connection waits 40 ms for an ACK.
  const server = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', (first) => {
      socket.pause();
      if (Buffer.from(first)[0] === HANDSHAKE) handOver(secure, socket, first);
      else socket.end(REFUSAL);
    });
  });
  return { server, shut: () => shut(server, open) };
}

/** Node's TLS reads first what the socket holds already. */
function handOver(secure: SecureServer, socket: Socket, first: string | Buffer): void {
  socket.unshift(first);
  secure.emit('connection', socket);
}

function shut(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of open) socket.destroy();
  });
}
