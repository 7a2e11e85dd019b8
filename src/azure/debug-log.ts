import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { printableLine } from '../shared/printable.ts';
import type { Clock } from '../shared/ports.ts';
import type { Redactor } from './redact.ts';

/** Headers that may be shown. Everything else, `authorization` first of all, is left out. */
const SHOWN = [
  'accept',
  'content-type',
  'content-length',
  'date',
  'etag',
  'retry-after',
  'server',
  'user-agent',
  'x-ms-client-request-id',
  'x-ms-correlation-request-id',
  'x-ms-failure-cause',
  'x-ms-request-id',
];

/** Headers that hold addresses, whose queries may hold signatures. */
const ADDRESSES = ['azure-asyncoperation', 'location'];

/** Longer bodies are shown in part. */
const LONGEST = 4_000;

export interface LogDeps {
  print: (line: string) => void;
  redactor: Redactor;
  clock: Clock;
}

/** `--debug`: each request and answer as it goes over the wire, headers from an allow-list, bodies without their secrets. */
export function logged(client: HttpClient, deps: LogDeps): HttpClient {
  const { print, redactor, clock } = deps;
  return {
    async sendRequest(request) {
      learnToken(request, redactor);
      print(`> ${request.method} ${printableLine(redactor.url(request.url))}`);
      printMessage(request, textOf(request.body), deps);
      const from = clock.now();
      try {
        const response = await client.sendRequest(request);
        print(`< ${response.status} (${clock.now() - from} ms)`);
        printMessage(response, response.bodyAsText ?? '', deps);
        return response;
      } catch (error) {
        print(`! ${printableLine(redactor.text(String(error)))} (${clock.now() - from} ms)`);
        throw error;
      }
    },
  };
}

function learnToken(request: PipelineRequest, redactor: Redactor): void {
  const [, token] = (request.headers.get('authorization') ?? '').split(' ');
  if (token !== undefined) redactor.learn(token);
}

/** The body comes first to the redactor: what it learns there is hidden in the headers, too. */
function printMessage(
  { headers }: PipelineRequest | PipelineResponse,
  text: string,
  { print, redactor }: LogDeps,
): void {
  const body = redactor.body(text);
  for (const name of [...SHOWN, ...ADDRESSES]) {
    const value = headers.get(name);
    if (value === undefined) continue;
    const shown = ADDRESSES.includes(name) ? redactor.url(value) : redactor.text(value);
    print(`  ${name}: ${printableLine(shown)}`);
  }
  if (body !== '') print(`  ${printableLine(body).slice(0, LONGEST)}`);
}

function textOf(body: PipelineRequest['body']): string {
  return typeof body === 'string' ? body : '';
}
