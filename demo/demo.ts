// The main job in front of the reader, through the built program and a local Azure: `npm run demo`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { folded } from '../src/cli/folded.ts';
import { type LocalAzure, PROGRAM, startLocalAzure } from './local-azure.ts';
import { type Chapter, STORY } from './story.ts';

const COLUMNS = 78;
const COLOUR = process.stdout.isTTY === true && !process.env['NO_COLOR'];
const bold = (text: string): string => (COLOUR ? `\u001b[1m${text}\u001b[22m` : text);
const dim = (text: string): string => (COLOUR ? `\u001b[2m${text}\u001b[22m` : text);
// Not process.stdout: what a child writes must come after what was said before it started.
const say = (text: string): void => void writeSync(1, `${text}\n`);

let interrupted = false;
process.on('SIGINT', () => (interrupted = true));
process.on('SIGTERM', () => (interrupted = true));

const azure = await startLocalAzure();
try {
  process.exitCode = await tell(azure);
} finally {
  await azure.close();
}

async function tell({ variables }: LocalAzure): Promise<number> {
  say(dim('A local Azure is serving. It has one ACS resource, contoso-acs, and no hub.'));
  for (const chapter of STORY) {
    const exit = await show(chapter, variables);
    if (interrupted) return 130;
    if (exit === chapter.exit) continue;
    say(`\nThis step ended with exit code ${exit}; it should have been ${chapter.exit}.`);
    return 1;
  }
  say(`\n${bold('That is the main job.')} Real Azure takes the same commands: see README.md.`);
  return 0;
}

async function show({ about, words, exit }: Chapter, env: Record<string, string>): Promise<number> {
  say(`\n${bold(`# ${about}`)}\n$ ${folded(`acs-notify ${words}`, COLUMNS)}`);
  const got = await run(words.split(' '), env);
  if (exit !== 0 && got === exit) say(dim(`(exit code ${exit})`));
  return got;
}

async function run(words: readonly string[], variables: Record<string, string>): Promise<number> {
  const env = { ...process.env, ...variables };
  const child = spawn(process.execPath, [PROGRAM, ...words], { stdio: 'inherit', env });
  const [code] = (await once(child, 'exit')) as [number | null]; // by node:child_process
  return code ?? 1;
}
