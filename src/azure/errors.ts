import type { PipelineResponse } from '@azure/core-rest-pipeline';
import type { ErrorCode } from '../shared/error-codes.ts';
import { type AzureAnswer, CliError } from '../shared/errors.ts';
import { isRecord, textAt } from '../shared/json.ts';

/** The error part of an answer: ARM's envelope, or the flat body of Notification Hubs' 2017 specification. */
export function azureAnswer(response: PipelineResponse): AzureAnswer {
  const body = parse(response.bodyAsText);
  const envelope = isRecord(body) && isRecord(body['error']) ? body['error'] : body;
  const correlationId = response.headers.get('x-ms-correlation-request-id');
  return {
    status: response.status,
    code: textAt(envelope, 'code') ?? '',
    message: textAt(envelope, 'message') ?? '',
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}

function parse(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined; // no JSON: the error has no code of its own, and the status speaks
  }
}

interface Explanation {
  code: ErrorCode;
  hint: string;
}

/** What to do about error codes that ARM is known for. Source: facts 6, observed 1.6 and 3.3. */
const KNOWN: Readonly<Record<string, Explanation>> = {
  AuthorizationFailed: {
    code: 'DENIED',
    hint: 'Ask an owner of the scope for a role that has this action.',
  },
  LinkedAuthorizationFailed: {
    code: 'DENIED',
    hint: 'Ask an owner of the linked scope for a role that has this action.',
  },
  ScopeLocked: { code: 'CONFLICT', hint: 'A lock protects this. See: az lock list' },
  MissingSubscriptionRegistration: {
    code: 'CONFLICT',
    hint: 'Register the provider: az provider register --namespace <provider>',
  },
  RequestDisallowedByPolicy: {
    code: 'DENIED',
    hint: 'An Azure Policy forbids this; its name is in the message.',
  },
  SubscriptionNotFound: {
    code: 'NOT_FOUND',
    hint: 'Check --subscription; see: acs-notify resource list',
  },
  ResourceGroupNotFound: {
    code: 'NOT_FOUND',
    hint: 'Check the group’s name; hub create can make it: --create-resource-group',
  },
  WrongSubscription: {
    code: 'WRONG_SUBSCRIPTION',
    hint: 'Use a hub in the subscription of the ACS resource: acs-notify hub create',
  },
  InvalidAuthenticationTokenAudience: {
    code: 'TOKEN_REFUSED',
    hint: 'The token is for another cloud or service. Check ACS_NOTIFY_CLOUD.',
  },
  NameReservationTaken: { code: 'NAME_TAKEN', hint: 'Choose another name.' },
};

const BY_STATUS: Readonly<Record<number, Explanation>> = {
  401: {
    code: 'TOKEN_REFUSED',
    hint: 'Sign in again: check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.',
  },
  403: { code: 'DENIED', hint: 'Ask an owner of the scope for a role that has this action.' },
  404: {
    code: 'NOT_FOUND',
    hint: 'Check the name and the subscription; see: acs-notify resource list',
  },
  409: {
    code: 'CONFLICT',
    hint: 'Something else is changing this. Run the same command again in a minute.',
  },
  412: {
    code: 'CONFLICT',
    hint: 'It was changed meanwhile. Look at it, then run the same command again.',
  },
};

/** The error for an answer of 400 and above. */
export function refusedAnswer(response: PipelineResponse): CliError {
  const azure = azureAnswer(response);
  const known = Object.hasOwn(KNOWN, azure.code) ? KNOWN[azure.code] : BY_STATUS[azure.status];
  const { code, hint } = known ?? {
    code: 'AZURE_REFUSED' as const,
    hint: 'See what Azure said; --debug shows the request.',
  };
  return new CliError({
    code,
    message: messageFor(azure, response),
    hint: hintFor(azure, hint),
    azure,
  });
}

function messageFor(azure: AzureAnswer, response: PipelineResponse): string {
  const path = new URL(response.request.url).pathname;
  if (azure.status === 403)
    return denied(azure) ?? `You may not ${response.request.method} ${path}.`;
  if (azure.status === 401) return 'Azure does not accept the token.';
  if (azure.status === 404) return `Azure does not have ${path}.`;
  return `Azure refused ${response.request.method} ${path} (${azure.status}).`;
}

const DENIED_TEXT = /perform action '([^']+)' (?:.*?)over scope '([^']+)'/;

function denied(azure: AzureAnswer): string | undefined {
  const [, action, scope] = DENIED_TEXT.exec(azure.message) ?? [];
  return action === undefined ? undefined : `You lack the action ${action} on ${scope}.`;
}

function hintFor(azure: AzureAnswer, hint: string): string {
  const [, , scope] = DENIED_TEXT.exec(azure.message) ?? [];
  if (scope === undefined) return hint;
  return `An owner can run: az role assignment create --assignee <you> --role Contributor --scope ${scope}`;
}
