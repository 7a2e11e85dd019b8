import { createServer, type Server } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import {
  createDefaultHttpClient,
  createEmptyPipeline,
  createPipelineRequest,
  type HttpClient,
} from '@azure/core-rest-pipeline';
import { createConnections } from '../../../src/azure/agent.ts';
import { MAX_BODY } from '../../../src/azure/body-limit.ts';
import { connectAzure } from '../../../src/azure/connect.ts';
import { limited, networkClient } from '../../../src/azure/network.ts';
import { codesOf, networkFault } from '../../../src/azure/network-faults.ts';
import { createPki } from '../../../src/emulator/pki/certificates.ts';
import { seededRandom } from '../../support/random.ts';
import { errorOf, fakeClock, fakeRandom, SIGNED_IN } from './fake.ts';

const closing: (() => void)[] = [];
afterAll(() => closing.forEach((close) => close()));

const pki = createPki(Date.now(), seededRandom('network'));

/** A server on a free port of this machine; gives the port. */
async function portOf(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  closing.push(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A server whose certificate nobody here trusts. */
const untrusted = () =>
  portOf(
    createServer({ cert: pki.certificatePem, key: pki.keyPem }, (_request, answer) =>
      answer.end('{}'),
    ),
  );

/** A TCP server that does this with every connection. */
const tcp = (act: (socket: Socket) => void) =>
  portOf(
    createTcpServer((socket) => {
      socket.on('error', () => {});
      act(socket);
    }),
  );

/** A port that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createTcpServer();
  const port = await portOf(server);
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  return port;
}

function azureAt(port: number) {
  const env = {
    ...SIGNED_IN,
    ACS_NOTIFY_CLOUD: 'emulator',
    ACS_NOTIFY_EMULATOR: `https://localhost:${port}`,
  };
  const clock = fakeClock();
  const signal = new AbortController().signal;
  return {
    clock,
    azure: connectAzure({ env, clock, random: fakeRandom, signal, announce: () => {} }),
  };
}

const failureOf = async (client: HttpClient, url: string): Promise<unknown> =>
  createEmptyPipeline()
    .sendRequest(client, createPipelineRequest({ url }))
    .then(
      () => undefined,
      (error: unknown) => error,
    );

test('a certificate that is not trusted is explained with its issuer, and never tried again', async () => {
  const { azure, clock } = azureAt(await untrusted());

  const error = await errorOf(azure.arm.get('/subscriptions', '2022-12-01'));

  expect(error).toMatchObject({ code: 'CERTIFICATE', exit: 1 });
  expect(error.message).toMatch(
    /^The certificate of localhost:\d+ is not trusted \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)\. It was issued by “acs-notify local Azure [0-9a-f]+”\.$/,
  );
  expect(error.hint).toContain('NODE_EXTRA_CA_CERTS');
  expect(`${error.message} ${error.hint}`).not.toMatch(/REJECT_UNAUTHORIZED|turn.*off|disable/i);
  expect(clock.pauses).toEqual([]);
});

test.each([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'CERT_SIGNATURE_FAILURE',
  'CERT_NOT_YET_VALID',
  'CERT_HAS_EXPIRED',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'CERT_CHAIN_TOO_LONG',
  'CRL_HAS_EXPIRED',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'PATH_LENGTH_EXCEEDED',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])('%s is a fault of the certificate', (code) => {
  expect(networkFault({ cause: { code } })).toBe('certificate');
});

test('a refused connection is said to be refused, after some tries', async () => {
  const { azure, clock } = azureAt(await closedPort());

  const error = await errorOf(azure.hubs.namespaces('s'));

  expect(error).toMatchObject({ code: 'UNREACHABLE', exit: 7 });
  expect(error.message).toMatch(
    /^localhost:\d+ cannot be reached: the connection was refused \(ECONNREFUSED\)\.$/,
  );
  expect(error.hint).toContain('acs-notify emulator start');
  expect(clock.pauses).toHaveLength(5);
});

test.each<[string, (socket: Socket) => void]>([
  ['closes at once', (socket) => socket.destroy()],
  ['speaks plain http', (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n')],
])('of a server that %s it is known that nothing was sent', async (_name, act) => {
  const port = await tcp(act);

  const error = await failureOf(await networkClient({}), `https://localhost:${port}/`);

  expect(networkFault(error)).toBe('unsent');
});

test('a connection that does not come about in time fails, and nothing was sent', async () => {
  const port = await tcp(() => {});
  const { agent } = createConnections(50);
  closing.push(() => agent.destroy());

  const client = createDefaultHttpClient();
  const viaAgent: HttpClient = {
    sendRequest: (request) => client.sendRequest(Object.assign(request, { agent })),
  };
  const error = await failureOf(viaAgent, `https://127.0.0.1:${port}/`);

  expect(codesOf(error)).toEqual(['ETIMEDOUT']);
  expect(networkFault(error)).toBe('unsent');
});

test('once it stands, a connection waits for its answer without that limit, and is used again', async () => {
  const { agent, issuerOf } = createConnections(50);
  closing.push(() => agent.destroy());
  agent.options.ca = pki.caPem;
  const limits: (number | undefined)[] = [];
  const server = createServer({ cert: pki.certificatePem, key: pki.keyPem }, (_request, answer) => {
    limits.push(
      ...Object.values(agent.sockets).flatMap((some = []) => some.map((one) => one.timeout)),
    );
    answer.end('{}');
  });
  let connections = 0;
  server.on('connection', () => (connections += 1));
  const port = await portOf(server);
  const client = createDefaultHttpClient();
  const read = () =>
    client.sendRequest(
      Object.assign(createPipelineRequest({ url: `https://localhost:${port}/` }), { agent }),
    );

  const answers = [await read(), await read()];

  expect(answers.map(({ status, bodyAsText }) => [status, bodyAsText])).toEqual([
    [200, '{}'],
    [200, '{}'],
  ]);
  expect(limits).toEqual([0, 0]);
  expect(connections).toBe(1);
  expect(issuerOf('localhost', String(port))).toMatch(/^acs-notify local Azure/);
});

test('a proxy is asked for the host, and sees neither secret nor token', async () => {
  const seen: string[] = [];
  const port = await tcp((socket) => {
    socket.on('data', (data) => {
      seen.push(data.toString());
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
    });
  });
  const azure = connectAzure({
    env: { ...SIGNED_IN, HTTPS_PROXY: `http://me:pass@127.0.0.1:${port}` },
    clock: fakeClock(),
    random: fakeRandom,
    signal: new AbortController().signal,
    announce: () => {},
  });

  const error = await errorOf(azure.arm.get('/subscriptions', '2022-12-01'));

  expect(error.code).toBe('UNREACHABLE');
  expect(error.message).toContain('407');
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatch(/^CONNECT login\.microsoftonline\.com:443 HTTP\/1\.1\r\n/);
  expect(seen[0]).not.toMatch(/canary|bearer/i);
});

test('the local Azure is reached directly, whatever proxy is set', async () => {
  const port = await untrusted();
  const client = await networkClient({ HTTPS_PROXY: `http://127.0.0.1:${await closedPort()}` });

  expect(await failureOf(client, `https://localhost:${port}/`)).toMatchObject({
    code: 'CERTIFICATE',
  });
});

test('an answer larger than anything of Azure is not read to its end', async () => {
  const port = await portOf(
    createServer({ cert: pki.certificatePem, key: pki.keyPem }, (_request, answer) => {
      const chunk = Buffer.alloc(8 * 1024 * 1024, 32);
      answer.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        if (!answer.destroyed) answer.write(chunk, more);
      };
      answer.on('error', () => {});
      more();
    }),
  );
  const trusting = createDefaultHttpClient();
  const request = createPipelineRequest({ url: `https://localhost:${port}/` });
  request.tlsSettings = { ca: pki.caPem };

  const error = await errorOf(limited(trusting).sendRequest(request));

  expect(error.code).toBe('UNEXPECTED_ANSWER');
  expect(error.message).toContain(`${MAX_BODY / 1024 / 1024} MB`);
}, 20_000);
