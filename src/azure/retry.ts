import type { PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { CliError, isCliError } from '../shared/errors.ts';
import type { Clock, Random } from '../shared/ports.ts';
import { azureAnswer } from './errors.ts';
import {
  isNetworkFault,
  networkFault,
  proxyRefused,
  unreachable,
  untrusted,
} from './network-faults.ts';
import { retryAfter } from './retry-after.ts';

/** How often a request is sent at most: five pauses of about 200 ms to 3 s. */
const ATTEMPTS = 6;
/** Throttled requests were not carried out and the limit refills by the second: more patience. */
const THROTTLED_ATTEMPTS = 12;
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 8_000;
/** All pauses of one request together, in milliseconds. */
const BUDGET = 60_000;
const BUSY = new Set([408, 429, 500, 502, 503, 504]);

export interface RetryDeps {
  clock: Clock;
  random: Random;
  signal: AbortSignal;
  /** Told of each wait of a second or more. */
  announce: (text: string) => void;
}

type Send = (request: PipelineRequest) => Promise<PipelineResponse>;

interface Failed {
  /** Whether the server may have acted on it. */
  maybeActed: boolean;
  response?: PipelineResponse;
  error?: unknown;
}

interface Attempted {
  request: PipelineRequest;
  isRead: boolean;
  send: Send;
}

/**
 * Sends a request, and again after a fault that may pass. A change that may have reached the server is never sent again:
 * `OUTCOME_UNKNOWN`, for the caller to read back. 429 means that nothing was done, so it is sent again whatever it is.
 */
export async function sendWithRetry(
  { request, isRead, send }: Attempted,
  deps: RetryDeps,
): Promise<PipelineResponse> {
  let waited = 0;
  for (let attempt = 1; ; attempt += 1) {
    deps.signal.throwIfAborted();
    const result = await tryOnce(request, send, deps);
    if ('status' in result) return result;
    if (result.maybeActed && !isRead)
      throw outcomeUnknown(request, result, askedPause(result, deps.clock));
    const pause = pauseFor(attempt, result, deps);
    if (attempt >= attemptsFor(result) || waited + pause > BUDGET)
      throw givenUp(request, result, { pause, now: deps.clock.now() });
    waited += pause;
    announceWait(request, result, { pause, announce: deps.announce });
    await deps.clock.sleep(pause, deps.signal);
  }
}

/** GET, HEAD, and the POSTs that change nothing, by the last segment of their path. */
export function isReading({ method, url }: Pick<PipelineRequest, 'method' | 'url'>): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  const path = url.split('?')[0] ?? '';
  return (
    method === 'POST' &&
    /\/(listKeys|pnsCredentials|check\w*Availability|getFullUrl)\/?$/i.test(path)
  );
}

async function tryOnce(
  request: PipelineRequest,
  send: Send,
  deps: RetryDeps,
): Promise<PipelineResponse | Failed> {
  try {
    const response = await send(request);
    if (response.status === 407) throw proxyRefused();
    if (!BUSY.has(response.status)) return response;
    return { maybeActed: response.status !== 429, response };
  } catch (error) {
    deps.signal.throwIfAborted();
    if (isCliError(error) || !isNetworkFault(error)) throw error;
    const fault = networkFault(error);
    if (fault === 'certificate') throw untrusted(hostOf(request), error);
    return { maybeActed: fault === 'maybe-sent', error };
  }
}

function attemptsFor({ response }: Failed): number {
  return response?.status === 429 ? THROTTLED_ATTEMPTS : ATTEMPTS;
}

/** In milliseconds. */
function askedPause({ response }: Failed, clock: Clock): number | undefined {
  return response && retryAfter((name) => response.headers.get(name), clock.now());
}

function pauseFor(attempt: number, failed: Failed, { clock, random }: RetryDeps): number {
  const asked = askedPause(failed, clock);
  const [byte = 0] = random.bytes(1);
  const growing = Math.min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE);
  return Math.max(asked ?? 0, Math.round(growing * (0.5 + byte / 512)));
}

function announceWait(
  request: PipelineRequest,
  { response }: Failed,
  how: { pause: number; announce: (text: string) => void },
): void {
  if (how.pause < 1000) return;
  const why = response
    ? `${hostOf(request)} answered ${response.status}`
    : `${hostOf(request)} did not answer`;
  how.announce(`${why}; trying again in ${Math.ceil(how.pause / 1000)} s.`);
}

function givenUp(
  request: PipelineRequest,
  { response, error }: Failed,
  { pause, now }: { pause: number; now: number },
): CliError {
  if (!response) return unreachable(hostOf(request), error);
  const throttled = response.status === 429;
  const azure = azureAnswer(response);
  return new CliError({
    code: throttled ? 'THROTTLED' : 'UNAVAILABLE',
    message: throttled
      ? `${hostOf(request)} limits how often it may be asked (429).`
      : `${hostOf(request)} cannot answer at the moment (${response.status}).`,
    hint: `Run the same command again ${whenToReturn(pause, now)}.`,
    azure,
  });
}

function whenToReturn(pause: number, now: number): string {
  if (pause <= BUDGET) return 'in a minute';
  const at = new Date(now + pause).toISOString().replace('T', ' ').slice(0, 16);
  return `in ${Math.ceil(pause / 1000)} s, after ${at} UTC`;
}

function outcomeUnknown(
  request: PipelineRequest,
  { response, error }: Failed,
  pause: number | undefined,
): CliError {
  const why = response
    ? `${hostOf(request)} answered ${response.status}`
    : 'the connection broke before an answer came';
  return new CliError({
    code: 'OUTCOME_UNKNOWN',
    message: `${request.method} ${new URL(request.url).pathname} was sent, then ${why}: it may have been carried out.`,
    hint: 'Run the same command again: it reads what is there and goes on.',
    ...(response ? { azure: azureAnswer(response) } : {}),
    retryAfter: pause,
    cause: error,
  });
}

function hostOf(request: PipelineRequest): string {
  return new URL(request.url).host;
}
