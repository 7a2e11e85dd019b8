import type { PipelineResponse } from '@azure/core-rest-pipeline';
import { type AzureAnswer, CliError } from '../shared/errors.ts';
import { isRecord, member, textAt } from '../shared/json.ts';
import { explain } from './known-errors.ts';
import { redactText } from './redact.ts';

/** The error part of an answer: ARM's envelope, or the flat body of Notification Hubs' 2017 specification. */
export function azureAnswer(response: PipelineResponse): AzureAnswer {
  const error = errorIn(response.bodyAsText ?? '');
  const correlationId = response.headers.get('x-ms-correlation-request-id');
  return {
    status: response.status,
    code: textAt(error, 'code') ?? '',
    message: redactText(messageOf(error)),
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}

/** The outer message is often empty words ("see details"): then the first detail speaks. */
function messageOf(error: unknown): string {
  const message = textAt(error, 'message') ?? '';
  const [detail] = detailsOf(error);
  const inner = textAt(detail, 'message') ?? '';
  return inner === '' || message.includes(inner) ? message : `${message} ${inner}`.trim();
}

function detailsOf(error: unknown): unknown[] {
  const details = member(error, 'details');
  return Array.isArray(details) ? (details as unknown[]) : [];
}

function errorIn(text: string): unknown {
  const body = parse(text);
  return isRecord(body) && isRecord(body['error']) ? body['error'] : body;
}

/** Whether a body is an error as ARM and its providers write it. */
export function isErrorBody(text: string): boolean {
  const error = errorIn(text);
  return textAt(error, 'code') !== undefined || textAt(error, 'message') !== undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined; // no JSON: the error has no code of its own, and the status speaks
  }
}

/** The error for an answer of 400 and above. */
export function refusedAnswer(response: PipelineResponse): CliError {
  const azure = azureAnswer(response);
  const [detail] = detailsOf(errorIn(response.bodyAsText ?? ''));
  const path = new URL(response.request.url).pathname;
  const { code, message, hint } = explain(azure, {
    method: response.request.method,
    path,
    target: textAt(detail, 'target'),
  });
  return new CliError({ code, message, hint, azure });
}
