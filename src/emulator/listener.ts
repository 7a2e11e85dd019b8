import { createServer, type Server } from 'node:https';
import { type AddressInfo, type Server as Front } from 'node:net';
import { createFront } from './front.ts';
import { type Handler, serve } from './http.ts';
import type { Pki } from './pki/certificates.ts';
import { EmulatorProblem } from './problem.ts';

/** An open port on loopback. */
export interface Listener {
  port: number;
  /** `https://localhost:{port}`. */
  origin: string;
  close(): Promise<void>;
}

/** How often another free port is tried when one is free on 127.0.0.1 only. */
const ATTEMPTS = 20;

/**
 * Listens on 127.0.0.1, and on ::1 where the machine has it, both on the same port (0: any free one), since `localhost` may
 * mean either. `handlerFor` is told the origin and gives what answers. Throws `EmulatorProblem` when the port is taken.
 */
export async function listen(
  pki: Pki,
  port: number,
  handlerFor: (origin: string) => Handler,
): Promise<Listener> {
  let handler: Handler | undefined;
  const secure = secureServer(pki, () => handler);
  const { fronts, chosen } = await bindBoth(secure, port);
  const origin = `https://localhost:${chosen}`;
  const close = async () => void (await Promise.all(fronts.map((one) => one.shut())));
  try {
    handler = handlerFor(origin);
  } catch (error) {
    await close();
    throw error;
  }
  return { port: chosen, origin, close };
}

function secureServer(pki: Pki, handler: () => Handler | undefined): Server {
  const options = { cert: pki.certificatePem, key: pki.keyPem, keepAliveTimeout: 60_000 };
  const server = createServer(options, (incoming, outgoing) => {
    void serve(handler(), incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return server;
}

type Bound = ReturnType<typeof createFront>;

async function bindBoth(
  secure: Server,
  port: number,
): Promise<{ fronts: Bound[]; chosen: number }> {
  for (let left = ATTEMPTS; ; left -= 1) {
    const four = createFront(secure);
    const chosen = await bind(four.server, port, '127.0.0.1');
    const six = createFront(secure);
    try {
      await bind(six.server, chosen, '::1');
      return { fronts: [four, six], chosen };
    } catch (error) {
      if (isWithoutIpv6(error)) return { fronts: [four], chosen };
      await four.shut();
      if (port !== 0 || left === 0) throw error;
    }
  }
}

function isWithoutIpv6(error: unknown): boolean {
  const cause = error instanceof EmulatorProblem ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
}

function bind(server: Front, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new EmulatorProblem(`Port ${port} on ${host} cannot be used: ${cause.message}`, { cause }),
      ),
    );
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port)); // a TCP server's address is an AddressInfo
  });
}
