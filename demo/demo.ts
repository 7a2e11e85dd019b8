// The main job in front of the reader, through the built program and a local Azure: `npm run demo`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { STORY } from './story.ts';

const PROGRAM = join(import.meta.dirname, '..', 'bin', 'acs-notify.cjs');
const COLOUR = process.stdout.isTTY === true && !process.env['NO_COLOR'];
const bold = (text: string) => (COLOUR ? `\u001b[1m${text}\u001b[22m` : text);
const dim = (text: string) => (COLOUR ? `\u001b[2m${text}\u001b[22m` : text);

const folder = await mkdtemp(join(tmpdir(), 'acs-notify-demo-'));
const azure = spawn(process.execPath, [PROGRAM, 'emulator', 'start', '--out', folder], {
  stdio: 'ignore',
});
let failed = false;
try {
  const variables = await variablesOf(join(folder, 'env'));
  process.stdout.write(
    `${dim('A local Azure is serving. It has one ACS resource, contoso-acs, and no hub.')}\n`,
  );
  for (const { about, words, exit } of STORY) {
    process.stdout.write(`\n${bold(`# ${about}`)}\n$ acs-notify ${words.map(quoted).join(' ')}\n`);
    const got = await run(words, variables);
    failed ||= got !== exit;
    if (got !== exit) process.stdout.write(`exit ${got}, expected ${exit}\n`);
    else if (exit !== 0) process.stdout.write(dim(`exit ${exit}\n`));
  }
} finally {
  azure.kill('SIGINT');
  await once(azure, 'exit');
  await rm(folder, { recursive: true, force: true });
}
process.stdout.write(
  `\n${failed ? 'A step did not end as it should have.' : bold('That is the main job. Against real Azure it is the same commands with real credentials: see README.md.')}\n`,
);
process.exitCode = failed ? 1 : 0;

/** The variables of the `env` file, once it is there: it is written last, when the local Azure serves. */
async function variablesOf(path: string): Promise<Record<string, string>> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const text = readIfThere(path);
    if (text !== undefined)
      return Object.fromEntries(
        [...text.matchAll(/^(\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]),
      );
    await pause(50);
  }
  throw new Error('The local Azure did not start within 10 seconds.');
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // not written yet
  }
}

async function run(words: readonly string[], variables: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    stdio: 'inherit',
    env: { ...process.env, ...variables },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`;
}
