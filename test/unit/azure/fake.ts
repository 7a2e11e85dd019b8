import { CliError } from '../../../src/shared/errors.ts';
import type { Azure, Clock, Env, Random, Transport } from '../../../src/shared/ports.ts';
import { connectAzure } from '../../../src/azure/connect.ts';
import type { AzureOptions } from '../../../src/azure/pipeline.ts';

/** An instant that every test starts at. */
export const START = Date.parse('2026-11-24T12:00:00Z');

/** A clock whose sleeps pass at once, and which remembers how long each was. */
export function fakeClock(): Clock & { pauses: number[]; advance(milliseconds: number): void } {
  let now = START;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      pauses.push(milliseconds);
      now += milliseconds;
    },
  };
}

/** Chance that always throws the same. */
export const fakeRandom: Random = { bytes: (count) => new Uint8Array(count).fill(128) };

export const SECRET = 'canary~Client~Secret~0123456789';
export const TOKEN = 'eyJhbGciOiJub25lIn0.eyJjYW5hcnkiOiJ0b2tlbiJ9.c2lnbmF0dXJl';

export const SIGNED_IN: Env = {
  AZURE_TENANT_ID: '11111111-1111-4111-8111-111111111111',
  AZURE_CLIENT_ID: '22222222-2222-4222-8222-222222222222',
  AZURE_CLIENT_SECRET: SECRET,
};

export function json(
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });
}

export function armError(
  status: number,
  code: string,
  message = 'Words of the service.',
): Response {
  return json(
    { error: { code, message } },
    { status, headers: { 'x-ms-correlation-request-id': 'the-correlation-id' } },
  );
}

/** Entra: answers for every tenant, with the token of the tests, which lives for an hour. */
export const entra: Transport = async (request) => {
  const { origin, pathname } = new URL(request.url);
  const tenant = `${origin}/${pathname.split('/')[1]}`;
  if (pathname.endsWith('/.well-known/openid-configuration'))
    return json({
      issuer: `${tenant}/v2.0`,
      authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
      token_endpoint: `${tenant}/oauth2/v2.0/token`,
      jwks_uri: `${tenant}/discovery/v2.0/keys`,
    });
  return json({ token_type: 'Bearer', expires_in: 3600, access_token: TOKEN });
};

export type Answer = Response | Error | (() => Response | Promise<Response>);

export interface World {
  azure: Azure;
  clock: ReturnType<typeof fakeClock>;
  /** Requests that reached ARM, oldest first. */
  sent: Request[];
  /** Requests that reached Entra. */
  signIns: Request[];
  announced: string[];
}

/** Our client before an ARM that gives these answers, one by one; the last one from then on. */
export function worldOf(answers: Answer[] | Transport, options: Partial<AzureOptions> = {}): World {
  const sent: Request[] = [];
  const signIns: Request[] = [];
  const announced: string[] = [];
  const clock = fakeClock();
  const transport: Transport = async (request) => {
    if (new URL(request.url).host.startsWith('login.')) {
      signIns.push(request.clone());
      return entra(request);
    }
    sent.push(request.clone());
    if (typeof answers === 'function') return answers(request);
    return given(answers[Math.min(sent.length, answers.length) - 1]);
  };
  const azure = connectAzure({
    env: SIGNED_IN,
    clock,
    random: fakeRandom,
    signal: new AbortController().signal,
    announce: (text) => announced.push(text),
    transport,
    ...options,
  });
  return { azure, clock, sent, signIns, announced };
}

async function given(answer: Answer | undefined): Promise<Response> {
  if (answer === undefined) throw new Error('this test expects no request');
  if (answer instanceof Error) throw answer;
  return typeof answer === 'function' ? answer() : answer.clone();
}

/** A network fault as Node names it. */
export function fault(code: string, message = code): Error {
  return Object.assign(new Error(message), { code });
}

/** The `CliError` that a promise ends in; anything else fails the test. */
export async function errorOf(work: Promise<unknown>): Promise<CliError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof CliError) return error;
  throw new Error('expected a CliError', { cause: error });
}

export const SUBSCRIPTION = '33333333-3333-4333-8333-333333333333';
export const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/contoso`;
export const NAMESPACE = `${GROUP}/providers/Microsoft.NotificationHubs/namespaces/contoso-ns`;
export const HUB = `${NAMESPACE}/notificationHubs/com.contoso.app`;
export const RULE = `${HUB}/authorizationRules/acs-send`;
