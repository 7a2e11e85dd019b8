import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Clock, Random } from '../shared/ports.ts';
import type { Exchange } from './contract.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
import type { SigningKey } from './entra/jwt.ts';
import { ConnectionCut } from './faults/apply.ts';
import { parseFaults } from './faults/parse.ts';
import { createFaultPlan } from './faults/plan.ts';
import {
  envLines,
  openRequestLog,
  privateFolder,
  removeEnv,
  type RequestLog,
  writeWhole,
} from './files.ts';
import { listen } from './listener.ts';
import { parseSeed } from './parse-seed.ts';
import { createPki } from './pki/certificates.ts';
import { EmulatorProblem } from './problem.ts';
import { loadState, saveState } from './saved.ts';

export interface StartOptions {
  clock: Clock;
  random: Random;
  /** 0: any free port. */
  port: number;
  /** Where `ca.pem`, `requests.ndjson` and `env` go. A private temporary folder, removed at the end, unless given. */
  out?: string;
  seedFile?: string;
  stateFile?: string;
  faultsFile?: string;
  /** Milliseconds that an operation takes; 1000 unless given. */
  operationTime?: number;
  /** Signs the tokens; one of its own unless given. */
  signingKey?: SigningKey;
  onExchange?: (exchange: Exchange) => void;
}

/** A running local Azure. */
export interface Running {
  origin: string;
  port: number;
  /** The environment variables of docs/design.md section 6, in that order. */
  variables: Record<string, string>;
  emulator: Emulator;
  close(): Promise<void>;
}

/** Starts the local Azure over https on loopback. Throws `EmulatorProblem` for a port or file that cannot be used. */
export async function startEmulator(options: StartOptions): Promise<Running> {
  const given = await readFiles(options);
  const { out, stateFile } = options;
  const folder = out === undefined ? await mkdtemp(join(tmpdir(), 'acs-notify-')) : resolve(out);
  const undo: (() => Promise<void>)[] = out === undefined ? [() => removed(folder)] : [];
  try {
    await emptyPlace(folder);
    const log = out === undefined ? undefined : await openRequestLog(folder);
    if (log) undo.unshift(() => log.close());
    const closing = new AbortController();
    const clock = endingWith(closing.signal, options.clock);
    const { emulator, listener, pki, controlKey } = await open({ ...options, clock }, given, log);
    undo.unshift(async () => {
      closing.abort(new ConnectionCut('The local Azure is closing.'));
      await listener.close();
    });
    const { origin, port } = listener;
    const ca = join(folder, 'ca.pem');
    await writeWhole(ca, pki.caPem);
    if (stateFile !== undefined) await saveState(stateFile, emulator.save());
    const variables = variablesOf(emulator, { origin, ca, controlKey });
    if (out !== undefined) await writeWhole(join(folder, 'env'), envLines(variables));
    return { origin, port, variables, emulator, close: () => close(undo, emulator, stateFile) };
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
}

/** A clock whose sleeps end when the local Azure closes: a fault's delay must not keep the process alive. */
function endingWith(signal: AbortSignal, clock: Clock): Clock {
  return { now: () => clock.now(), sleep: (milliseconds) => clock.sleep(milliseconds, signal) };
}

/** Whoever waits for `env` must not find that of an earlier run. */
async function emptyPlace(folder: string): Promise<void> {
  await privateFolder(folder);
  await removeEnv(folder);
}

async function close(
  undo: readonly (() => Promise<void>)[],
  emulator: Emulator,
  stateFile: string | undefined,
): Promise<void> {
  for (const step of undo) await step();
  if (stateFile !== undefined) await saveState(stateFile, emulator.save());
}

async function removed(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

type Given = Pick<EmulatorOptions, 'seed' | 'faults' | 'saved' | 'signingKey'>;

async function readFiles(options: StartOptions): Promise<Given> {
  const { seedFile, faultsFile, stateFile, signingKey } = options;
  const saved = stateFile === undefined ? undefined : await loadState(stateFile);
  return {
    ...(seedFile === undefined ? {} : { seed: parseSeed(await text(seedFile, 'seed')) }),
    ...(faultsFile === undefined
      ? {}
      : { faults: createFaultPlan(parseFaults(await text(faultsFile, 'fault plan'))) }),
    ...(saved ? { saved } : {}),
    ...(signingKey ? { signingKey } : {}),
  };
}

async function open(options: StartOptions, given: Given, log: RequestLog | undefined) {
  const { clock, random, operationTime = 1000 } = options;
  const controlKey = Buffer.from(random.bytes(24)).toString('base64url');
  const pki = createPki(clock.now(), random);
  const onExchange = async (exchange: Exchange) => {
    await log?.append({ ...exchange, apiVersion: exchange.apiVersion ?? null });
    options.onExchange?.(exchange);
  };
  const common = { clock, random, operationTime, controlKey, onExchange, ...given };
  const made: Emulator[] = [];
  const listener = await listen(pki, options.port, (origin) => {
    const emulator = createEmulator({ ...common, origin });
    made.push(emulator);
    return emulator.handle;
  });
  const [emulator] = made;
  if (!emulator) throw new EmulatorProblem('The listener did not ask for its handler.');
  return { emulator, listener, pki, controlKey };
}

async function text(path: string, what: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: Error) => {
    throw new EmulatorProblem(`The ${what} ${path} cannot be read: ${error.message}`, {
      cause: error,
    });
  });
}

function variablesOf(
  emulator: Emulator,
  at: { origin: string; ca: string; controlKey: string },
): Record<string, string> {
  const { tenantId, clientId, clientSecret } = emulator.signIn;
  return {
    ACS_NOTIFY_CLOUD: 'emulator',
    ACS_NOTIFY_EMULATOR: at.origin,
    ACS_NOTIFY_EMULATOR_KEY: at.controlKey,
    AZURE_AUTHORITY_HOST: at.origin,
    AZURE_TENANT_ID: tenantId,
    AZURE_CLIENT_ID: clientId,
    AZURE_CLIENT_SECRET: clientSecret,
    AZURE_SUBSCRIPTION_ID: emulator.world.state.subscriptions[0]?.id ?? '',
    NODE_EXTRA_CA_CERTS: at.ca,
    REQUESTS_CA_BUNDLE: at.ca,
  };
}
