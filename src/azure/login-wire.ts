import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { isCliError } from '../shared/errors.ts';
import { textAt, member } from '../shared/json.ts';
import { isJson, unexpected } from './answers.ts';
import type { Cloud } from './clouds.ts';
import { confineToLogin } from './confinement.ts';
import { type RetryDeps, sendWithRetry } from './retry.ts';

/** What one sign-in sends its requests through. It remembers what the library would hide. */
export interface LoginWire {
  client: HttpClient;
  /** Our own error for what went wrong on the way to Entra; undefined when Entra answered. */
  failure(): Error | undefined;
  /** What Entra said when it refused: its `error_description`. */
  refusal(): string | undefined;
  /** `expires_in` of the last token, in milliseconds; 0 when it said none. */
  lifetime(): number;
}

/** Makes the wire of one sign-in: confined to the cloud's login hosts, repeated like a read, answers checked. */
export function createLoginWire(client: HttpClient, cloud: Cloud, deps: RetryDeps): LoginWire {
  let failure: Error | undefined;
  let answer: unknown;
  const sendRequest = async (request: PipelineRequest): Promise<PipelineResponse> => {
    try {
      confineToLogin(cloud, request.url);
      request.abortSignal = deps.signal;
      // A token request leaves nothing behind at Entra: it may be sent again.
      const send = (again: PipelineRequest) => client.sendRequest(again);
      const response = await sendWithRetry({ request, isRead: true, send }, deps);
      answer = checked(request, response);
      return response;
    } catch (error) {
      if (isCliError(error)) failure = error;
      throw error;
    }
  };
  return {
    client: { sendRequest },
    failure: () => failure,
    refusal: () => textAt(answer, 'error_description') ?? textAt(answer, 'error'),
    lifetime: () => (Number(member(answer, 'expires_in')) || 0) * 1000,
  };
}

/** Entra refuses with JSON too. Anything else, and any redirect, is somebody else's answer. */
function checked(request: PipelineRequest, response: PipelineResponse): unknown {
  const text = (response.bodyAsText ?? '').replace(/^\uFEFF/, '');
  const isEntras = response.status < 300 || response.status >= 400;
  if (!isEntras || !isJson(text)) throw unexpected(request, response, { isRead: true });
  response.bodyAsText = text;
  return JSON.parse(text);
}
