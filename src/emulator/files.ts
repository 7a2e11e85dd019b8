import { type FileHandle, lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EmulatorProblem } from './problem.ts';

/**
 * Makes a folder that only its owner can enter; one that is there already keeps its rights. Throws `EmulatorProblem` when
 * something else stands there, a symbolic link included, or when it cannot be made.
 */
export async function privateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw unusable(path, error);
  });
  const found = await lstat(path).catch((error: Error) => {
    throw unusable(path, error);
  });
  if (!found.isDirectory())
    throw new EmulatorProblem(`${path} is not a folder (a symbolic link is not followed).`);
}

/**
 * Writes a file whole or not at all, readable by its owner only: a new file beside it, flushed, then renamed. A symbolic
 * link at `path` is replaced, not followed. Throws `EmulatorProblem` when it cannot be written.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.new`;
  try {
    const file = await fresh(beside);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {}); // the first failure is the one to tell
    throw unusable(path, error);
  }
}

/** A value quoted for a POSIX shell. */
function shellQuoted(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

/** The lines of the `env` file: `NAME='value'`, for `set -a; . ./env; set +a`. */
export function envLines(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${shellQuoted(value)}\n`)
    .join('');
}

/**
 * Removes the `env` of an earlier run from that folder. Throws `EmulatorProblem`, and removes nothing, when what has that
 * name is no file that a local Azure wrote: somebody's own settings, or the folder of a Python environment.
 */
export async function removeEnv(folder: string): Promise<void> {
  const path = join(folder, 'env');
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw unusable(path, error);
  });
  if (!found) return;
  if (!found.isFile() || !(await isEnv(path)))
    throw new EmulatorProblem(`${path} is not of a local Azure and is kept. Name another folder.`);
  await rm(path).catch((error: Error) => {
    throw unusable(path, error);
  });
}

async function isEnv(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw unusable(path, error);
  });
  return text.startsWith("ACS_NOTIFY_CLOUD='emulator'\n");
}

/** `requests.ndjson`. */
export interface RequestLog {
  /** Appends a line; it is in the file when the promise resolves. Lines are whole and in the order of the calls. */
  append(line: unknown): Promise<void>;
  close(): Promise<void>;
}

/** Starts `requests.ndjson` in that folder anew. Throws `EmulatorProblem` when it cannot be written. */
export async function openRequestLog(folder: string): Promise<RequestLog> {
  const path = join(folder, 'requests.ndjson');
  const file = await fresh(path).catch((error: Error) => {
    throw unusable(path, error);
  });
  let last: Promise<unknown> = Promise.resolve();
  return {
    async append(line) {
      const written = last.then(() => file.appendFile(`${JSON.stringify(line)}\n`));
      last = written.catch(() => {}); // told to the caller of this line; the next one tries anew
      await written;
    },
    async close() {
      await last;
      await file.close();
    },
  };
}

/** A new file in the place of whatever has that name; a symbolic link is removed, never followed. */
async function fresh(path: string): Promise<FileHandle> {
  await rm(path, { force: true });
  return open(path, 'wx', 0o600);
}

function unusable(path: string, error: unknown): EmulatorProblem {
  const why = error instanceof Error ? error.message : String(error);
  return new EmulatorProblem(`${path} cannot be written: ${why}`, { cause: error });
}
