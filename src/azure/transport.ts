import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
} from '@azure/core-rest-pipeline';
import type { Transport } from '../shared/ports.ts';
import { MAX_BODY, tooLarge } from './body-limit.ts';

/**
 * A pipeline's client over a `Transport`: how tests put the local Azure where the network would be. It has no time-out of
 * its own; an abort ends the wait at once, whether or not the transport heeds it.
 */
export function clientOver(transport: Transport): HttpClient {
  return {
    async sendRequest(request) {
      const answer = exchange(request, transport);
      const signal = signalOf(request);
      return await (signal ? untilAborted(answer, signal) : answer);
    },
  };
}

async function exchange(request: PipelineRequest, transport: Transport) {
  const response = await transport(toRequest(request));
  const bodyAsText = await response.text();
  if (bodyAsText.length > MAX_BODY) throw tooLarge();
  const headers = createHttpHeaders(Object.fromEntries(response.headers));
  return { request, status: response.status, headers, bodyAsText };
}

/** What the SDKs call `AbortSignalLike` is always the platform's own here. */
function signalOf({ abortSignal }: PipelineRequest): AbortSignal | undefined {
  return abortSignal instanceof AbortSignal ? abortSignal : undefined;
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new Error('aborted', { cause: signal.reason }));
    signal.addEventListener('abort', stop);
  });
  try {
    signal.throwIfAborted();
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function toRequest(request: PipelineRequest): Request {
  const body = bodyText(request.body);
  const headers = new Headers();
  for (const [name, value] of request.headers) headers.set(name, value);
  return new Request(request.url, {
    method: request.method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
}

function bodyText(body: PipelineRequest['body']): string | undefined {
  if (body === undefined || body === null || typeof body === 'string') return body ?? undefined;
  if (body instanceof Uint8Array) return Buffer.from(body).toString();
  throw new TypeError('Only text bodies are sent by this program.');
}
