// `npm run coverage`: runs the tests with coverage, reports it, and fails on a source file that no test reaches.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');
const { status } = spawnSync('vitest', ['run', '--coverage', '--reporter=dot'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});

interface Summary {
  [file: string]: { statements: { total: number; covered: number } };
}

const summary = JSON.parse(
  readFileSync(join(root, 'coverage/coverage-summary.json'), 'utf8'),
) as Summary; // vitest's own json-summary
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts'),
);
const unreached = sources
  .map((path) => join(root, 'src', path))
  .filter((path) => isUnreached(summary[path]));
for (const path of unreached) process.stdout.write(`no test reaches ${relative(root, path)}\n`);
process.exitCode = status === 0 && unreached.length === 0 ? 0 : 1;

/** Files of types alone have no statements and are no matter. */
function isUnreached(file: Summary[string] | undefined): boolean {
  return file !== undefined && file.statements.total > 0 && file.statements.covered === 0;
}
