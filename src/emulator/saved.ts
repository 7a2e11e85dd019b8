import { readFile } from 'node:fs/promises';
import { isRecord } from '../shared/json.ts';
import type { World } from './contract.ts';
import { type Directory, hashSecret } from './entra/directory.ts';
import { writeWhole } from './files.ts';
import { EmulatorProblem } from './problem.ts';
import { newSecret } from './seed.ts';
import { emptyWorld, type SavedState } from './state.ts';

/** The world that a `--state` file holds; undefined when there is no such file yet. Throws `EmulatorProblem` for a damaged one. */
export async function loadState(path: string): Promise<SavedState | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new EmulatorProblem(`The state file ${path} cannot be read: ${error.message}`, {
      cause: error,
    });
  });
  return text === undefined ? undefined : parseState(path, text);
}

/** Keeps a world in a `--state` file, whole or not at all. Throws `EmulatorProblem` when it cannot be written. */
export async function saveState(path: string, state: SavedState): Promise<void> {
  await writeWhole(path, `${JSON.stringify(state, undefined, 1)}\n`);
}

/** The directory of a saved world, with a new client secret: the old one was kept nowhere, only its hash. */
export function reopen(
  world: World,
  { directory }: SavedState,
): { directory: Directory; clientSecret: string } {
  const clientSecret = newSecret(world.random);
  const secretHashes = [hashSecret(clientSecret)];
  const applications = directory.applications.map((one) => ({ ...one, secretHashes }));
  return { clientSecret, directory: { ...directory, applications } };
}

function parseState(path: string, text: string): SavedState {
  const state = parseJson(path, text);
  if (isRecord(state) && state['version'] !== 1)
    throw new EmulatorProblem(
      `The state file ${path} is not one of this version. Move it away to start anew.`,
    );
  if (isRecord(state) && isWorld(state['world']) && isDirectory(state['directory']))
    return state as unknown as SavedState; // written by saveState in this version
  throw new EmulatorProblem(
    `The state file ${path} is damaged: parts of it are missing. Move it away to start anew.`,
  );
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EmulatorProblem(
      `The state file ${path} is damaged: it is not JSON. Move it away to start anew.`,
      { cause },
    );
  }
}

function isWorld(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.entries(emptyWorld()).every(([name, empty]) =>
      Array.isArray(empty)
        ? Array.isArray(value[name])
        : typeof empty === 'number'
          ? typeof value[name] === 'number'
          : isRecord(value[name]),
    )
  );
}

function isDirectory(value: unknown): boolean {
  return isRecord(value) && Array.isArray(value['applications']);
}
