import { readFile } from 'node:fs/promises';
import { isRecord } from '../shared/json.ts';
import { writeWhole } from './files.ts';
import { EmulatorProblem } from './problem.ts';
import type { SavedState } from './state.ts';

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

/** Keeps a world in a `--state` file, whole or not at all. */
export async function saveState(path: string, state: SavedState): Promise<void> {
  await writeWhole(path, `${JSON.stringify(state, undefined, 1)}\n`);
}

function parseState(path: string, text: string): SavedState {
  try {
    const state: unknown = JSON.parse(text);
    if (
      isRecord(state) &&
      state['version'] === 1 &&
      isRecord(state['world']) &&
      isRecord(state['directory'])
    )
      return state as unknown as SavedState; // written by saveState in this version
  } catch (error) {
    throw new EmulatorProblem(
      `The state file ${path} is damaged: it is not JSON. Move it away to start anew.`,
      { cause: error },
    );
  }
  throw new EmulatorProblem(
    `The state file ${path} is not one of this version. Move it away to start anew.`,
  );
}
