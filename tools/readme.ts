// `npm run readme`: runs the README's two commands and writes what they print into it. With --check it compares instead.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const README = join(root, 'README.md');

interface Block {
  name: string;
  /** As the reader types it. */
  shown: string;
  /** What of it is run here: the packages are installed already. */
  script: string;
  /** What of the output is shown, and compared. */
  keep(output: string): string;
}

const BLOCKS: readonly Block[] = [
  { name: 'demo', shown: 'npm ci && npm run demo', script: 'demo', keep: (output) => output },
  { name: 'test', shown: 'npm ci && npm test', script: 'test', keep: summaryOf },
];

const checking = process.argv.includes('--check');
const named = process.argv.slice(2).filter((word) => !word.startsWith('-'));
for (const block of BLOCKS.filter(({ name }) => named.length === 0 || named.includes(name))) {
  const output = block.keep(outputOf(block.script)).replace(/^\n+/, '').trimEnd();
  const text = `$ ${block.shown}\n…\n${output}`;
  const before = readFileSync(README, 'utf8');
  const after = withBlock(before, block.name, text);
  if (!checking) writeFileSync(README, after);
  else if (steady(before) !== steady(after)) complain(block, after);
}

/** Both streams as a terminal would show them, without colours. */
function outputOf(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'acs-notify-readme-'));
  const file = join(folder, 'output');
  const stream = openSync(file, 'w');
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    cwd: root,
    env,
    stdio: ['ignore', stream, stream],
    shell: process.platform === 'win32',
  });
  closeSync(stream);
  const output = readFileSync(file, 'utf8');
  rmSync(folder, { recursive: true });
  if (status === 0) return output;
  throw new Error(`npm run ${script} failed:\n${output}`);
}

function summaryOf(output: string): string {
  return output.slice(output.lastIndexOf(' Test Files '));
}

function withBlock(text: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`README.md has no block '${name}'.`);
  const body = `\n\n\`\`\`console\n${content}\n\`\`\`\n\n`;
  return text.slice(0, start + open.length) + body + text.slice(end);
}

/** What differs from one run to the next is no difference: times and sizes. */
function steady(text: string): string {
  return text.replaceAll(/\d+(\.\d+)? ?(ms|s|kB|files)\b/g, 'N $2').replaceAll(/\d+:\d+:\d+/g, 'T');
}

function complain({ name }: Block, after: string): void {
  process.stderr.write(`README.md is stale: npm run readme -- ${name}. It should hold:\n${after}`);
  process.exitCode = 1;
}
