import { generateKeyPairSync } from 'node:crypto';
import { connectAzure } from '../../src/azure/connect.ts';
import { main } from '../../src/cli/main.ts';
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { createFaultPlan, type FaultRule } from '../../src/emulator/faults/plan.ts';
import type { Seed } from '../../src/emulator/seed-shape.ts';
import type { SavedState } from '../../src/emulator/state.ts';
import type { Clock, Random, Transport } from '../../src/shared/ports.ts';
import type { Deps, Output } from '../../src/terminal/deps.ts';

/** Made once: a key is no state, and making one takes longer than most tests. */
const SIGNING_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ORIGIN = 'https://localhost:4431';
const NOON = Date.UTC(2026, 0, 15, 12);

export interface WorldOptions {
  faults?: readonly FaultRule[];
  seed?: Seed;
  saved?: SavedState;
  /** Added to the sign-in's variables; undefined takes one away. */
  env?: Record<string, string | undefined>;
  /** Whether stdin, stdout and stderr are a terminal; false unless given. */
  tty?: boolean;
  columns?: number;
  /** What a person answers, one after the other: yes or no, typed text, or the index of a choice. */
  answers?: readonly (boolean | string | number)[];
  /** Files by path. */
  files?: Readonly<Record<string, string>>;
  /** What comes in on stdin. */
  stdin?: string;
  /** How long operations take, in milliseconds; 1000 unless given. */
  operationTime?: number;
  /** Stands before the local Azure: sees each request, and may answer instead or throw. */
  transport?: (request: Request, real: Transport) => Promise<Response>;
  /** Another number gives other keys and ids. */
  seedOfChance?: number;
}

export interface Ran {
  exit: number;
  stdout: string;
  stderr: string;
}

export interface World {
  emulator: Emulator;
  clock: Clock;
  env: Record<string, string | undefined>;
  /** Runs the whole program in this process, with the words after `acs-notify`. */
  run(...argv: string[]): Promise<Ran>;
  /** The questions that were asked, in order. */
  questions: string[];
}

/** The whole program over a local Azure: no port, no module replaced, nothing shared with another world. */
export function createWorld(options: WorldOptions = {}): World {
  const clock = virtualClock();
  const random = seededRandom(options.seedOfChance ?? 1);
  const emulator = createEmulator({
    clock,
    random,
    origin: ORIGIN,
    operationTime: options.operationTime ?? 1000,
    signingKey: SIGNING_KEY,
    ...(options.seed ? { seed: options.seed } : {}),
    ...(options.saved ? { saved: options.saved } : {}),
    ...(options.faults ? { faults: createFaultPlan(options.faults) } : {}),
  });
  const env = { ...signIn(emulator), ...options.env };
  const questions: string[] = [];
  const answers = [...(options.answers ?? [])];
  const parts = { options, clock, random, emulator, env, questions, answers };
  return { emulator, clock, env, questions, run: (...argv) => run(argv, parts) };
}

function signIn(emulator: Emulator): Record<string, string | undefined> {
  const { tenantId, clientId, clientSecret } = emulator.signIn;
  return {
    ACS_NOTIFY_CLOUD: 'emulator',
    ACS_NOTIFY_EMULATOR: ORIGIN,
    AZURE_TENANT_ID: tenantId,
    AZURE_CLIENT_ID: clientId,
    AZURE_CLIENT_SECRET: clientSecret,
    AZURE_SUBSCRIPTION_ID: emulator.world.state.subscriptions[0]?.id,
  };
}

interface Parts {
  options: WorldOptions;
  clock: Clock;
  random: Random;
  emulator: Emulator;
  env: Record<string, string | undefined>;
  questions: string[];
  answers: (boolean | string | number)[];
}

async function run(argv: readonly string[], parts: Parts): Promise<Ran> {
  const stdout = captured(parts.options);
  const stderr = captured(parts.options);
  const exit = await main(argv, depsOf(parts, stdout.output, stderr.output));
  return { exit, stdout: stdout.text(), stderr: stderr.text() };
}

function depsOf(parts: Parts, stdout: Output, stderr: Output): Deps {
  const { options, clock, random, emulator } = parts;
  const given = Object.entries(parts.env).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const env = Object.fromEntries(given);
  const { transport: before } = options;
  const transport: Transport = before
    ? (request) => before(request, emulator.handle)
    : emulator.handle;
  return {
    env,
    stdin: { isTTY: options.tty ?? false, text: () => Promise.resolve(options.stdin ?? '') },
    stdout,
    stderr,
    clock,
    random,
    ask: asker(parts),
    readFile: (path) => fileOf(path, options.files ?? {}),
    every: () => () => {},
    watchSignals: () => ({ signal: new AbortController().signal, close: () => {} }),
    azure: (request) =>
      Promise.resolve(connectAzure({ ...request, env, clock, random, transport })),
    loopback: emulator.handle,
    spawn: () => Promise.reject(new Error('no child is started in a world')),
  };
}

function captured({ tty = false, columns }: WorldOptions): { output: Output; text(): string } {
  const written: string[] = [];
  const output: Output = {
    write: (text) => void written.push(text),
    isTTY: tty,
    columns: tty ? (columns ?? 80) : columns,
    stream: undefined,
  };
  return { output, text: () => written.join('') };
}

function asker({ questions, answers }: Parts): Deps['ask'] {
  const next = (message: string): boolean | string | number => {
    questions.push(message);
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`nobody answers: ${message}`);
    return answer;
  };
  return {
    confirm: (message) => Promise.resolve(next(message) === true),
    input: (message) => Promise.resolve(String(next(message))),
    select: (message) => Promise.resolve(Number(next(message))),
  };
}

async function fileOf(path: string, files: Readonly<Record<string, string>>): Promise<string> {
  const text = Object.hasOwn(files, path) ? files[path] : undefined;
  if (text === undefined)
    throw Object.assign(new Error(`no such file: ${path}`), { code: 'ENOENT' });
  return text;
}

/** A clock that stands still until somebody sleeps, and then jumps. */
export function virtualClock(start = NOON): Clock {
  let now = start;
  return {
    now: () => now,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      now += milliseconds;
    },
  };
}

/** The same bytes for the same seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) & 0xff;
  };
  return { bytes: (count) => Uint8Array.from({ length: count }, next) };
}
