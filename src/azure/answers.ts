import type { PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { CliError } from '../shared/errors.ts';
import { isRecord } from '../shared/json.ts';
import { printableLine } from '../shared/printable.ts';
import { parseUrl } from '../shared/url.ts';
import { isErrorBody, refusedAnswer } from './errors.ts';

/** What is known of a request that its method does not tell. */
export interface Nature {
  /** It changes nothing: it may be sent again after any fault. */
  isRead: boolean;
}

/**
 * Lets an answer through only when it can be Azure's: no redirect, a success status, and a body that is JSON or empty. A
 * byte order mark is taken off. Otherwise throws what it means; for a change that is `OUTCOME_UNKNOWN`.
 */
export function checkAnswer(
  request: PipelineRequest,
  response: PipelineResponse,
  nature: Nature,
): PipelineResponse {
  const { status } = response;
  const text = (response.bodyAsText ?? '').replace(/^\uFEFF/, '');
  response.bodyAsText = text;
  if (status < 200 || (status >= 300 && status < 400)) throw redirected(request, response);
  if (status >= 400) throw refusal(request, response);
  if (text !== '' && !(isJsonType(response) && isJson(text)))
    throw unexpected(request, response, nature);
  return response;
}

/** A refusal is Azure's when its body is an error of Azure or empty, or the front door's when it says "try later". */
function refusal(request: PipelineRequest, response: PipelineResponse): CliError {
  const { status, bodyAsText: text } = response;
  const isAzures = text === '' || status >= 500 || status === 429 || isErrorBody(text ?? '');
  return isAzures ? refusedAnswer(response) : unexpected(request, response, { isRead: true }); // refused is refused, by whomever: nothing was changed
}

/** The SDKs read an answer that is no object, or none at all, as an object without members: refused here. */
export function checkObject(
  request: PipelineRequest,
  response: PipelineResponse,
  nature: Nature,
): PipelineResponse {
  const wants = (response.status === 200 || response.status === 201) && request.method !== 'DELETE';
  if (wants && !isRecord(parsed(response.bodyAsText ?? '')))
    throw unexpected(request, response, nature);
  return response;
}

/** Whether a text is whole JSON. */
export function isJson(text: string): boolean {
  return parsed(text) !== undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // JSON has no undefined: it stands for "none"
  }
}

function isJsonType({ headers }: PipelineResponse): boolean {
  const type = headers.get('content-type');
  return type === undefined || /[/+]json\s*(;|$)/i.test(type);
}

function describe(response: PipelineResponse): string {
  const type = printableLine(response.headers.get('content-type') ?? 'no content type').slice(
    0,
    40,
  );
  const start = printableLine((response.bodyAsText ?? '').slice(0, 80));
  return start === '' ? 'an empty body' : `${type}, beginning with “${start}”`;
}

/** Something else answered than Azure, or its answer was cut. */
export function unexpected(
  request: PipelineRequest,
  response: PipelineResponse,
  { isRead }: Nature,
): CliError {
  const { host } = new URL(request.url);
  const server = response.headers.get('server');
  const by = server === undefined ? '' : ` (server: ${printableLine(server).slice(0, 40)})`;
  return new CliError({
    code: isRead ? 'UNEXPECTED_ANSWER' : 'OUTCOME_UNKNOWN',
    message: `${host}${by} answered ${request.method} with ${response.status} and ${describe(response)}. That is not an answer of Azure.`,
    hint: isRead
      ? 'A proxy or sign-in page may be answering: check HTTPS_PROXY, then run the same command again.'
      : 'Whether the change was made is unknown. Run the same command again: it reads what is there and goes on.',
  });
}

function redirected(request: PipelineRequest, response: PipelineResponse): CliError {
  const from = new URL(request.url);
  const target = parseUrl(response.headers.get('location') ?? '');
  const isForeign = target !== undefined && target.origin !== from.origin;
  const where = target === undefined ? '' : ` to ${printableLine(target.host)}`;
  return new CliError({
    code: isForeign ? 'FOREIGN_ORIGIN' : 'UNEXPECTED_ANSWER',
    message: `${from.host} redirects${where} (${response.status}). Redirects are not followed: the token would go along.`,
    hint: 'A proxy or sign-in page may be answering: check HTTPS_PROXY.',
  });
}
