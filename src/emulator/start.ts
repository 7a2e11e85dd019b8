import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Clock, Random } from '../shared/ports.ts';
import type { Exchange } from './contract.ts';
import { createEmulator, type Emulator } from './emulator.ts';
import { parseFaults } from './faults/parse.ts';
import { createFaultPlan } from './faults/plan.ts';
import { envLines, openRequestLog, privateFolder, writeWhole } from './files.ts';
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
  onExchange?: (exchange: Exchange) => void;
}

/** A running local Azure. */
export interface Running {
  origin: string;
  port: number;
  /** The environment variables of DESIGN.md section 6, in that order. */
  variables: Record<string, string>;
  emulator: Emulator;
  close(): Promise<void>;
}

/** Starts the local Azure over https on loopback. Throws `EmulatorProblem` for a port or file that cannot be used. */
export async function startEmulator(options: StartOptions): Promise<Running> {
  const { out, stateFile } = options;
  const folder = out === undefined ? await mkdtemp(join(tmpdir(), 'acs-notify-')) : resolve(out);
  await privateFolder(folder);
  const log = await openRequestLog(folder);
  const { emulator, listener, pki, controlKey } = await open(options, log);
  const variables = variablesOf(emulator, {
    origin: listener.origin,
    ca: join(folder, 'ca.pem'),
    controlKey,
  });
  await writeWhole(join(folder, 'ca.pem'), pki.caPem);
  if (out !== undefined) await writeWhole(join(folder, 'env'), envLines(variables));
  const close = async () => {
    await listener.close();
    if (stateFile !== undefined) await saveState(stateFile, emulator.save());
    if (out === undefined) await rm(folder, { recursive: true, force: true });
  };
  return { origin: listener.origin, port: listener.port, variables, emulator, close };
}

async function open(options: StartOptions, log: (line: unknown) => Promise<void>) {
  const { clock, random, stateFile, operationTime = 1000 } = options;
  const seed =
    options.seedFile === undefined ? undefined : parseSeed(await text(options.seedFile, 'seed'));
  const faults =
    options.faultsFile === undefined
      ? undefined
      : createFaultPlan(parseFaults(await text(options.faultsFile, 'fault plan')));
  const saved = stateFile === undefined ? undefined : await loadState(stateFile);
  const controlKey = Buffer.from(random.bytes(24)).toString('base64url');
  const pki = createPki(clock.now(), random);
  const given = {
    ...(seed ? { seed } : {}),
    ...(faults ? { faults } : {}),
    ...(saved ? { saved } : {}),
  };
  const onExchange = async (exchange: Exchange) => {
    await log(exchange);
    options.onExchange?.(exchange);
  };
  const made: Emulator[] = [];
  const listener = await listen(pki, options.port, (origin) => {
    const emulator = createEmulator({
      clock,
      random,
      origin,
      operationTime,
      controlKey,
      onExchange,
      ...given,
    });
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
