import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The built program. */
export const PROGRAM = join(import.meta.dirname, '..', 'bin', 'acs-notify.cjs');

/** A local Azure, served by the built program. */
export interface LocalAzure {
  /** The folder with `ca.pem`, `requests.ndjson` and `env`. */
  folder: string;
  /** What a client needs in its environment. */
  variables: Record<string, string>;
  /** Stops it and removes the folder, keys and all. */
  close(): Promise<void>;
}

/** Starts a local Azure and waits until it serves. Throws what it said when it does not start. */
export async function startLocalAzure(...options: string[]): Promise<LocalAzure> {
  const folder = await mkdtemp(join(tmpdir(), 'acs-notify-demo-'));
  const words = [PROGRAM, 'emulator', 'start', '--out', folder, ...options];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const close = async (): Promise<void> => {
    await stop(child);
    await rm(folder, { recursive: true, force: true });
  };
  if (await serves(child, join(folder, 'env')))
    return { folder, variables: variablesIn(join(folder, 'env')), close };
  await close();
  throw new Error(`The local Azure did not start. ${said}`);
}

/** The `env` file is written last, when the local Azure serves. */
async function serves(child: ChildProcess, file: string): Promise<boolean> {
  for (let attempt = 0; attempt < 300 && child.exitCode === null; attempt += 1) {
    if (existsSync(file) && readFileSync(file, 'utf8').endsWith('\n')) return true;
    await pause(50);
  }
  return false;
}

function variablesIn(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8').matchAll(/^(\w+)='?(.*?)'?$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
