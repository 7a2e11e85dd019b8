import { main } from '../../src/cli/main.ts';
import { stopError } from '../../src/cli/signals.ts';
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { createFaultPlan, type FaultRule } from '../../src/emulator/faults/plan.ts';
import type { Seed } from '../../src/emulator/seed-shape.ts';
import type { SavedState } from '../../src/emulator/state.ts';
import type { Env, Transport } from '../../src/shared/ports.ts';
import type { ChildRequest, Deps } from '../../src/terminal/deps.ts';
import { type Answer, scriptedAsk } from './answers.ts';
import { virtualClock, type VirtualClock } from './clock.ts';
import { seededRandom } from './random.ts';
import { SIGNING_KEY } from './signing-key.ts';
import { captured, inputOf } from './streams.ts';

export interface WorldOptions {
  faults?: readonly FaultRule[];
  seed?: Seed;
  /** A world to go on with: what another emulator's `save()` gave. */
  saved?: SavedState;
  /** Added to the variables that lead to the emulator; undefined takes one away. */
  env?: Env;
  /** Which streams are terminals; none unless given. */
  tty?: boolean | { stdin?: boolean; stdout?: boolean; stderr?: boolean };
  columns?: number;
  answers?: readonly Answer[];
  /** Milliseconds since the epoch. */
  now?: number;
  stdin?: string;
  /** Files that commands can read, by path. */
  files?: Readonly<Record<string, string>>;
  /** How long the emulator's operations take, in milliseconds: 1000 unless given. */
  operationTime?: number;
  /** Seed of all chance. */
  chance?: string;
  /** Stands before the emulator: sees each request, may answer or fail in its place. */
  transport?: (request: Request, next: Transport) => Promise<Response>;
  /** Told what is written on stdout, as it is written. */
  onOutput?: (text: string) => void;
  /** What a child process does. */
  child?: (request: ChildRequest) => Promise<number>;
}

export interface Ran {
  exit: number;
  stdout: string;
  stderr: string;
}

/** The whole program and a local Azure, in this process: no port, nothing shared with another world. */
export interface TestWorld {
  emulator: Emulator;
  clock: VirtualClock;
  /** What the program sees; a test may add to it. */
  env: Record<string, string | undefined>;
  /** The questions that were asked so far. */
  questions: readonly string[];
  /** Runs a command line, given without `acs-notify`. */
  run(...argv: string[]): Promise<Ran>;
  /** Sends the signal to the command that is running. */
  interrupt(signal?: 'SIGINT' | 'SIGTERM'): void;
}

const ORIGIN = 'https://localhost:4431';
const NOW = Date.UTC(2026, 0, 15, 9, 30);

/** Makes a world. */
export function createWorld(options: WorldOptions = {}): TestWorld {
  const { now = NOW, chance = 'world', answers = [] } = options;
  const clock = virtualClock(now);
  const emulator = emulatorOf(options, clock, chance);
  const env = environment(emulator, options.env ?? {});
  const questions: string[] = [];
  const running: Running = { stop: undefined };
  const deps = depsOf(options, { emulator, env, clock, running, chance });
  const ask = scriptedAsk(answers, questions);
  return {
    emulator,
    clock,
    env,
    questions,
    interrupt: (signal = 'SIGINT') => running.stop?.(signal),
    async run(...argv) {
      const { stdout, stderr } = outputs(options);
      const exit = await main(argv, { ...deps, ask, stdout, stderr });
      return { exit, stdout: stdout.text, stderr: stderr.text };
    },
  };
}

interface Running {
  stop: ((signal: 'SIGINT' | 'SIGTERM') => void) | undefined;
}

function emulatorOf(options: WorldOptions, clock: VirtualClock, chance: string): Emulator {
  const { faults, seed, saved, operationTime = 1000 } = options;
  return createEmulator({
    clock,
    random: seededRandom(`${chance}/emulator`),
    origin: ORIGIN,
    operationTime,
    controlKey: 'control-key',
    signingKey: SIGNING_KEY,
    ...(seed === undefined ? {} : { seed }),
    ...(saved === undefined ? {} : { saved }),
    ...(faults === undefined ? {} : { faults: createFaultPlan(faults) }),
  });
}

function environment({ signIn, world }: Emulator, own: Env): Record<string, string | undefined> {
  const all = {
    ACS_NOTIFY_CLOUD: 'emulator',
    ACS_NOTIFY_EMULATOR: ORIGIN,
    ACS_NOTIFY_EMULATOR_KEY: 'control-key',
    AZURE_AUTHORITY_HOST: ORIGIN,
    AZURE_TENANT_ID: signIn.tenantId,
    AZURE_CLIENT_ID: signIn.clientId,
    AZURE_CLIENT_SECRET: signIn.clientSecret,
    AZURE_SUBSCRIPTION_ID: world.state.subscriptions[0]?.id,
    ...own,
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined && value !== ''),
  );
}

function terminals(
  tty: WorldOptions['tty'] = false,
): Record<'stdin' | 'stdout' | 'stderr', boolean> {
  const all = typeof tty === 'boolean' ? { stdin: tty, stdout: tty, stderr: tty } : tty;
  return { stdin: false, stdout: false, stderr: false, ...all };
}

function outputs({ tty, columns = 80, onOutput }: WorldOptions) {
  const is = terminals(tty);
  return {
    stdout: captured(is.stdout, is.stdout ? columns : undefined, onOutput),
    stderr: captured(is.stderr, is.stderr ? columns : undefined),
  };
}

interface Parts {
  emulator: Emulator;
  env: Env;
  clock: VirtualClock;
  running: Running;
  chance: string;
}

type Own = Omit<Deps, 'ask' | 'stdout' | 'stderr'>;

function depsOf(options: WorldOptions, { emulator, env, clock, running, chance }: Parts): Own {
  const random = seededRandom(`${chance}/program`);
  const { transport: before } = options;
  const real: Transport = (request) => emulator.handle(request);
  const transport: Transport = before ? (request) => before(request, real) : real;
  return {
    env,
    clock,
    random,
    stdin: inputOf(options.stdin ?? '', terminals(options.tty).stdin),
    readFile: (path) => fileOf(options.files ?? {}, path),
    every: () => () => {},
    watchSignals: (onFirst) => watch(running, onFirst),
    loopback: transport,
    async azure(request) {
      const { connectAzure } = await import('../../src/azure/connect.ts');
      return connectAzure({ ...request, env, clock, random, transport });
    },
    spawn: options.child ?? (() => Promise.reject(new Error('This world has no child process.'))),
  };
}

async function fileOf(files: Readonly<Record<string, string>>, path: string): Promise<string> {
  const text = files[path];
  if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  return text;
}

function watch(running: Running, onFirst: Parameters<Deps['watchSignals']>[0]) {
  const controller = new AbortController();
  running.stop = (signal) => {
    const stop = stopError(signal);
    onFirst(stop);
    controller.abort(stop);
  };
  return { signal: controller.signal, close: () => (running.stop = undefined) };
}
