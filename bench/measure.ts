import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A command to be timed. */
export interface Contender {
  name: string;
  command: string;
  /** Run before each timed run, not timed. */
  prepare?: string;
  env?: Readonly<Record<string, string | undefined>>;
}

/** How often: so many rounds, in each of which every contender is run that many times. */
export interface Effort {
  rounds: number;
  runs: number;
}

/** Medians in milliseconds by name. The contenders take turns, so that what else the machine does meets all alike. */
export function race(contenders: readonly Contender[], effort: Effort): Map<string, number> {
  const times = new Map<string, number[]>();
  for (let round = 0; round < effort.rounds; round += 1)
    for (const contender of contenders)
      times.set(contender.name, [
        ...(times.get(contender.name) ?? []),
        ...timesOf(contender, effort.runs),
      ]);
  return new Map([...times].map(([name, all]) => [name, 1000 * median(all)]));
}

/** Ends the program with the way to get it when there is no hyperfine. */
export function needHyperfine(): void {
  if (spawnSync('hyperfine', ['--version']).status === 0) return;
  process.stderr.write('hyperfine is missing: sudo apt-get install --yes hyperfine\n');
  process.exit(1);
}

/** In seconds. hyperfine ends with an error when a command does not exit with 0. */
function timesOf({ command, prepare, env }: Contender, runs: number): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'acs-notify-bench-'));
  const file = join(folder, 'times.json');
  const before = prepare === undefined ? [] : ['--prepare', prepare];
  const how = ['-N', '--style', 'none', '--output', 'pipe', '--warmup', '1', '--runs', `${runs}`];
  execFileSync('hyperfine', [...how, '--export-json', file, ...before, command], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: undefined, ...env },
  });
  const { results } = JSON.parse(readFileSync(file, 'utf8')) as { results: { times: number[] }[] }; // hyperfine's form
  rmSync(folder, { recursive: true });
  return results.flatMap(({ times }) => times);
}

function median(all: readonly number[]): number {
  const sorted = all.toSorted((one, other) => one - other);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
