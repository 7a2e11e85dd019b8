import type { PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { CliError } from '../shared/errors.ts';
import { printable } from '../shared/printable.ts';
import { refusedAnswer } from './errors.ts';

const MAX_BODY = 50 * 1024 * 1024;

/**
 * Lets an answer through only when it can be Azure's: no redirect, a success status, and a body that is JSON or empty.
 * Otherwise throws what it means; for a change the outcome is then unknown.
 */
export function checkAnswer(
  request: PipelineRequest,
  response: PipelineResponse,
): PipelineResponse {
  if (response.status >= 300 && response.status < 400) throw redirected(response);
  if (response.status >= 400) throw refusedAnswer(response);
  const text = (response.bodyAsText ?? '').replace(/^\uFEFF/, '');
  response.bodyAsText = text;
  if (text.length > MAX_BODY) throw unexpected(request, response, `${text.length} characters`);
  if (text !== '' && !isJson(text)) throw unexpected(request, response, describe(response, text));
  return response;
}

/** Whether a text is whole JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function describe(response: PipelineResponse, text: string): string {
  const type = response.headers.get('content-type') ?? 'no content type';
  return `${printable(type)}, beginning with “${printable(text.slice(0, 60).replaceAll(/\s+/g, ' '))}”`;
}

/** Something else answered than Azure, or its answer was cut. */
export function unexpected(
  request: PipelineRequest,
  response: PipelineResponse,
  what: string,
): CliError {
  const host = new URL(request.url).host;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return new CliError({
    code: isRead ? 'UNEXPECTED_ANSWER' : 'OUTCOME_UNKNOWN',
    message: `${host} answered ${response.status} with ${what}, which is not an answer of Azure.`,
    hint: 'A proxy or sign-in page may be answering: check HTTPS_PROXY, then run the same command again.',
  });
}

function redirected(response: PipelineResponse): CliError {
  const target = URL.parse(response.headers.get('location') ?? '')?.host ?? 'an unreadable address';
  return new CliError({
    code: 'FOREIGN_ORIGIN',
    message: `Azure's answer redirects to ${printable(target)} (${response.status}). Redirects are not followed, as the token would go along.`,
    hint: 'A proxy or sign-in page may be answering: check HTTPS_PROXY.',
  });
}
