import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { ROOT } from './bundle.ts';

const PROGRAM = join(ROOT, 'bin', 'acs-notify.cjs');

/** Runs the program and writes, on the fourth stream, which files of ours were loaded when it ended. */
const SCRIPT = `
process.argv.splice(1, 0, ${JSON.stringify(PROGRAM)});
process.on('exit', () => require('node:fs').writeSync(3, JSON.stringify(Object.keys(require.cache))));
require(${JSON.stringify(PROGRAM)});`;

/**
 * The files of `dist/` that the built program loads for that command line, in their order: `main.cjs`,
 * `chunks/create-hub-Ab12Cd34.cjs`. The program must have been built.
 */
export function loadedBy(
  words: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): string[] {
  const { output } = spawnSync(process.execPath, ['-e', SCRIPT, '--', ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...variables },
  });
  const files = JSON.parse(output[3] ?? '[]') as string[]; // written by SCRIPT
  const dist = join(ROOT, 'dist');
  return files
    .filter((file) => file.startsWith(dist))
    .map((file) => relative(dist, file).replaceAll('\\', '/'));
}
