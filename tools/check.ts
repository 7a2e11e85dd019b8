// `npm run check`: every gate that is fast. Says which one failed, and shows what it said.
import { spawnSync } from 'node:child_process';

const CODE = ['src', 'test', 'demo', 'bench', 'tools', 'bin', 'vitest.config.ts'];
const GATES: [string, string, string[]][] = [
  ['format', 'oxfmt', ['--check', ...CODE]],
  ['lint', 'oxlint', ['--type-aware', ...CODE]],
  ['types', 'tsc', ['--noEmit', '-p', '.']],
  ['unused exports', 'knip', []],
  ['architecture', 'vitest', ['run', 'test/architecture.test.ts']],
  ['docs fresh', 'node', ['tools/docs.ts', '--check']],
];

let failures = 0;
for (const [name, command, args] of GATES) {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? '✔' : '✘'} ${name} (${seconds} s)\n`);
  if (status === 0) continue;
  failures += 1;
  process.stdout.write(`${stdout}${stderr}\n`);
}
process.exitCode = failures === 0 ? 0 : 1;
