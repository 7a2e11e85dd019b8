import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import type { Transport } from '../shared/ports.ts';

/** A pipeline's client over a `Transport`: how tests put the local Azure where the network would be. */
export function clientOver(
  transport: Transport,
  createHeaders: (raw: Record<string, string>) => PipelineResponse['headers'],
): HttpClient {
  return {
    async sendRequest(request) {
      const response = await transport(toRequest(request));
      const bodyAsText = await response.text();
      const headers = createHeaders(Object.fromEntries(response.headers));
      return { request, status: response.status, headers, bodyAsText };
    },
  };
}

function toRequest(request: PipelineRequest): Request {
  const body = bodyText(request.body);
  const headers = new Headers();
  for (const [name, value] of request.headers) headers.set(name, value);
  return new Request(request.url, {
    method: request.method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

function bodyText(body: PipelineRequest['body']): string | undefined {
  if (body === undefined || body === null || typeof body === 'string') return body ?? undefined;
  if (body instanceof Uint8Array) return Buffer.from(body).toString();
  throw new TypeError('Only text bodies are sent by this program.');
}
