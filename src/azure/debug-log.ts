import type { PipelinePolicy, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { printable } from '../shared/printable.ts';
import { redactBody, redactUrl } from './redact.ts';

/** Headers that may be shown. Everything else, `authorization` first of all, is left out. */
const SHOWN = [
  'content-type',
  'content-length',
  'retry-after',
  'location',
  'azure-asyncoperation',
  'etag',
  'x-ms-request-id',
  'x-ms-correlation-request-id',
  'x-ms-failure-cause',
];

/** `--debug`: each request and answer on stderr, headers from an allow-list, bodies without their secrets. */
export function debugLog(print: (line: string) => void): PipelinePolicy {
  return {
    name: 'acsNotifyDebugLog',
    async sendRequest(request, next) {
      print(`> ${request.method} ${redactUrl(request.url)}`);
      printHeaders(request, print);
      const response = await next(request);
      print(`< ${response.status} ${redactUrl(request.url)}`);
      printHeaders(response, print);
      return response;
    },
  };
}

function printHeaders(
  message: PipelineRequest | PipelineResponse,
  print: (line: string) => void,
): void {
  for (const name of SHOWN) {
    const value = message.headers.get(name);
    if (value !== undefined)
      print(
        `  ${name}: ${printable(name.includes('location') || name.includes('operation') ? redactUrl(value) : value)}`,
      );
  }
  const body = 'status' in message ? message.bodyAsText : message.body;
  if (typeof body === 'string' && body !== '') print(`  ${printable(redactBody(body))}`);
}
