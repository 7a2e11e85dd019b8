import { chmod, lstat, mkdir, open, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmulatorProblem } from './problem.ts';

/** Makes a folder that only its owner can enter. Throws `EmulatorProblem` when something else stands there, or a link. */
export async function privateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const found = await lstat(path);
  if (!found.isDirectory())
    throw new EmulatorProblem(`${path} is not a folder (a symbolic link is not followed).`);
}

/** Writes a file whole or not at all, readable by its owner only: a new file beside it, flushed, then renamed. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.new`;
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(beside, 0o600);
  await rename(beside, path);
}

/** A value quoted for a POSIX shell. */
export function shellQuoted(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

/** The lines of the `env` file: `NAME='value'`, for `set -a; . ./env; set +a`. */
export function envLines(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${shellQuoted(value)}\n`)
    .join('');
}

/** Starts `requests.ndjson` anew and gives what appends a line; it is in the file when the promise resolves. */
export async function openRequestLog(folder: string): Promise<(line: unknown) => Promise<void>> {
  const path = join(folder, 'requests.ndjson');
  await writeFile(path, '', { mode: 0o600 });
  return async (line) => {
    await writeFile(path, `${JSON.stringify(line)}\n`, { flag: 'a', mode: 0o600 });
  };
}
