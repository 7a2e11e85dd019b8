import type { IncomingMessage, ServerResponse } from 'node:http';
import { failure } from './arm/replies.ts';
import type { Reply } from './contract.ts';
import { ConnectionCut } from './faults/apply.ts';

/** What answers a request; throws `ConnectionCut` to close the connection without an answer. */
export type Handler = (request: Request) => Promise<Response>;

/** The longest request body that is read, in bytes. */
const MAX_BODY = 4 * 1024 * 1024;

/** Carries one exchange between Node's http and the handler. A bug in the handler is answered with 500, never with silence. */
export async function serve(
  handler: Handler | undefined,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = await readRequest(incoming);
  if (!(request instanceof Request)) return refuse(outgoing, request);
  if (!handler)
    return refuse(outgoing, failure(503, 'NotServingYet', 'The local Azure is starting.'));
  try {
    await write(outgoing, await handler(request));
  } catch (error) {
    if (error instanceof ConnectionCut) return void incoming.socket.destroy();
    const why = error instanceof Error ? error.message : String(error);
    refuse(outgoing, failure(500, 'EmulatorBug', `The local Azure failed: ${why}`));
  }
}

async function readRequest(incoming: IncomingMessage): Promise<Request | Reply> {
  const body = await readBody(incoming);
  if (body === undefined)
    return failure(413, 'RequestEntityTooLarge', `A request may have ${MAX_BODY} bytes at most.`);
  try {
    return toRequest(incoming, body);
  } catch {
    return failure(400, 'BadRequest', 'The request line, the Host or another header is malformed.');
  }
}

/** Undefined when it is too long; the rest is then left unread, and the connection closed after the answer. */
async function readBody(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The address is put together as text: a path that begins with two slashes must not become a host. */
function toRequest(incoming: IncomingMessage, body: Buffer<ArrayBuffer>): Request {
  const { method = 'GET', url = '/' } = incoming;
  const address = url.startsWith('/')
    ? `https://${incoming.headers.host ?? 'localhost'}${url}`
    : url;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, String(value));
  const bodyless = method === 'GET' || method === 'HEAD' || body.length === 0;
  return new Request(address, { method, headers, ...(bodyless ? {} : { body }) });
}

function refuse(outgoing: ServerResponse, { status, body }: Reply): void {
  const text = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
  };
  outgoing.writeHead(status, headers).end(text);
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
