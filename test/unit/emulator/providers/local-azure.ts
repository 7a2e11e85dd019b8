import { createEmulator, type Emulator } from '../../../../src/emulator/emulator.ts';
import type { Seed } from '../../../../src/emulator/seed-shape.ts';
import { virtualClock, type VirtualClock } from '../../../support/clock.ts';
import { seededRandom } from '../../../support/random.ts';
import { SIGNING_KEY } from '../../../support/signing-key.ts';

export const ORIGIN = 'https://localhost:4431';
/** 2026-11-24T10:00:00.120Z: a fraction with a trailing zero, which dialect C cuts. */
const START = Date.UTC(2026, 10, 24, 10, 0, 0, 120);

/** An answer, its body as text and parsed. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  body: unknown;
}

interface Wanted {
  method: string;
  /** A path, with or without a query, or a whole URL. */
  at: string;
  version?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A local Azure of its own, signed in to. Operations take a second of a clock that stands still. */
export interface LocalAzure {
  emulator: Emulator;
  clock: VirtualClock;
  ask(wanted: Wanted): Promise<Answer>;
  /** The same, in one version: `at('2017-04-01')('GET', path)`. */
  in(version: string): (method: string, at: string, body?: unknown) => Promise<Answer>;
}

/** Makes one and signs in with the client secret. */
export async function localAzure(options: { seed?: Seed } = {}): Promise<LocalAzure> {
  const clock = virtualClock(START);
  const emulator = createEmulator({
    clock,
    random: seededRandom('providers'),
    operationTime: 1000,
    signingKey: SIGNING_KEY,
    ...options,
  });
  const token = await tokenFrom(emulator);
  const ask = async ({ method, at, version, body, headers }: Wanted): Promise<Answer> => {
    const url = new URL(at, ORIGIN);
    if (version !== undefined) url.searchParams.set('api-version', version);
    const sent = { authorization: `Bearer ${token}`, ...headers };
    return answerOf(await emulator.handle(requestOf(url, method, { body, headers: sent })));
  };
  return {
    emulator,
    clock,
    ask,
    in: (version) => (method, at, body) => ask({ method, at, version, body }),
  };
}

async function tokenFrom({ handle, signIn }: Emulator): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: signIn.clientId,
    client_secret: signIn.clientSecret,
    scope: `${ORIGIN}/.default`,
  });
  const url = `${ORIGIN}/${signIn.tenantId}/oauth2/v2.0/token`;
  const response = await handle(new Request(url, { method: 'POST', body: form }));
  const { access_token: token } = (await response.json()) as { access_token: string }; // RFC 6749, 5.1
  return token;
}

function requestOf(
  url: URL,
  method: string,
  { body, headers }: { body: unknown; headers: Record<string, string> },
): Request {
  if (body === undefined) return new Request(url, { method, headers });
  const json = { ...headers, 'content-type': 'application/json' };
  return new Request(url, { method, headers: json, body: JSON.stringify(body) });
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text,
    body: text === '' ? undefined : JSON.parse(text),
  };
}
