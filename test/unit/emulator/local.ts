import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
} from '../../../src/emulator/emulator.ts';
import { createFaultPlan, type FaultRule } from '../../../src/emulator/faults/plan.ts';
import { type VirtualClock, virtualClock } from '../../support/clock.ts';
import { seededRandom } from '../../support/random.ts';
import { SIGNING_KEY } from '../../support/signing-key.ts';

export const ORIGIN = 'https://localhost:4431';
export const START = Date.UTC(2026, 0, 15, 9, 30);
/** How long operations take in these worlds, in milliseconds. */
export const TAKES = 1000;

/** What was answered. */
export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  /** Parsed where it is JSON. */
  body: unknown;
}

export interface Asking {
  /** `2024-07-01` unless given; none when empty. */
  version?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** Sent as the bearer token; signed in unless given, none when empty. */
  token?: string;
}

/** A local Azure in this process, and somebody who is signed in to it. */
export interface Local {
  emulator: Emulator;
  clock: VirtualClock;
  /** Sends a request. `path` may be an absolute URL that the emulator gave; it is then left as it is. */
  ask(method: string, path: string, asking?: Asking): Promise<Answered>;
  /** Sends a form to the token endpoint. */
  signIn(form?: Record<string, string>, tenant?: string): Promise<Answered>;
}

type Options = Omit<Partial<EmulatorOptions>, 'faults'> & { faults?: FaultRule[] };

/** Makes one. Nothing is shared with another but the signing key. */
export function local({ faults, ...options }: Options = {}): Local {
  const clock = virtualClock(START);
  const emulator = createEmulator({
    clock,
    random: seededRandom('emulator'),
    origin: ORIGIN,
    operationTime: TAKES,
    controlKey: 'control-key',
    signingKey: SIGNING_KEY,
    ...(faults ? { faults: createFaultPlan(faults) } : {}),
    ...options,
  });
  return { emulator, clock, ...sender(emulator) };
}

function sender(emulator: Emulator): Pick<Local, 'ask' | 'signIn'> {
  const { tenantId, clientId, clientSecret } = emulator.signIn;
  const signIn: Local['signIn'] = async (form = {}, tenant = tenantId) => {
    const all = {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${ORIGIN}/.default`,
      ...form,
    };
    const fields = Object.entries(all).filter(([, value]) => value !== '');
    const body = new URLSearchParams(fields).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const url = `${ORIGIN}/${tenant}/oauth2/v2.0/token`;
    return answered(await emulator.handle(new Request(url, { method: 'POST', body, headers })));
  };
  let token: Promise<string> | undefined;
  const ownToken = async (): Promise<string> => tokenIn(await signIn());
  return {
    signIn,
    async ask(method, path, asking = {}) {
      const bearer = asking.token ?? (await (token ??= ownToken()));
      return answered(await emulator.handle(requestOf(method, path, { ...asking, token: bearer })));
    },
  };
}

/** The access token in an answer of the token endpoint. */
export function tokenIn({ body }: Answered): string {
  if (typeof body === 'object' && body !== null && 'access_token' in body)
    return String(body.access_token);
  throw new Error(`No token: ${JSON.stringify(body)}`);
}

function requestOf(method: string, path: string, asking: Asking): Request {
  const { version = '2024-07-01', body, headers = {}, token } = asking;
  const versioned = version === '' ? '' : `${path.includes('?') ? '&' : '?'}api-version=${version}`;
  const url = path.startsWith('https://') ? path : `${ORIGIN}${path}${versioned}`;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Request(url, {
    method,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    ...(body === undefined ? {} : { body: text }),
  });
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Status and error code of a refusal, for one `toEqual`. */
export function refusal({ status, body }: Answered): [number, unknown] {
  const error: unknown =
    typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  const code: unknown =
    typeof error === 'object' && error !== null && 'code' in error ? error.code : error;
  return [status, code];
}

/** The `value` of a list answer. */
export function valueOf({ body }: Answered): Record<string, unknown>[] {
  if (typeof body === 'object' && body !== null && 'value' in body && Array.isArray(body.value))
    return body.value;
  throw new Error(`No list: ${JSON.stringify(body)}`);
}
