import { CommanderError } from 'commander';
import type { Deps } from '../terminal/deps.ts';
import { formatIn } from '../terminal/format.ts';
import { wireTo } from '../terminal/wire.ts';
import { commandLineOf } from './command-line.ts';
import { realDeps, runAsProgram } from './deps.ts';
import { buildProgram } from './program.ts';

const HELP_COLUMNS = 80;

/**
 * The whole program: a command line in, an exit code out. Results go to `deps.stdout`, everything else to
 * `deps.stderr`. Never rejects. The code is one of `EXIT_CODES`, but for `emulator exec`, which passes its child's on.
 */
export async function main(argv: readonly string[], deps: Deps = realDeps()): Promise<number> {
  let exit = 0;
  const commandLine = commandLineOf(argv);
  const wire = wireTo({ deps, commandLine, setExit: (code) => (exit = code) });
  const output = {
    write: (text: string) => deps.stdout.write(text),
    get columns() {
      return Math.min(deps.stdout.columns ?? HELP_COLUMNS, HELP_COLUMNS);
    },
  };
  const program = buildProgram(wire, output, argv);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exit;
  } catch (error) {
    return await endOf(error, argv, deps);
  }
}

async function endOf(error: unknown, argv: readonly string[], deps: Deps): Promise<number> {
  if (error instanceof CommanderError) return 0;
  const { explain } = await import('../terminal/terminal.ts');
  const { errorExit } = await import('../views/error.ts');
  const look = { output: formatIn(argv), query: undefined, color: !argv.includes('--no-color') };
  await explain(error, deps, look);
  return errorExit(error);
}

if (import.meta.main) runAsProgram(main);
