import { CliError } from '../shared/errors.ts';
import { printableLine } from '../shared/printable.ts';
import type { Ask, Deps } from './deps.ts';
import type { Globals } from './globals.ts';
import type { Prompts } from '../shared/asking.ts';

/** Why nobody can be asked; undefined when a person can be. */
export function whyNotAsk(
  deps: Pick<Deps, 'stdin' | 'stderr' | 'env'>,
  globals: Globals,
): string | undefined {
  const { stderr, env } = deps;
  if (!globals.input) return '--no-input was given';
  if (globals.yes) return '--yes was given';
  if (!['table', 'none'].includes(globals.output)) return `-o ${globals.output} was given`;
  if (env['CI'] !== undefined) return 'CI is set';
  // In this order: a look at stdin opens it.
  if (!stderr.isTTY || !deps.stdin.isTTY) return 'this is not a terminal';
  return undefined;
}

interface Asking {
  ask: Ask;
  /** Why nobody can be asked. */
  refusal: string | undefined;
  yes: boolean;
  signal: AbortSignal;
  /** Called before each question, to clear the line of a spinner. */
  pause: () => void;
}

/** Questions under the rules of docs/design.md, section 5, "No prompt". */
export function promptsFor({ ask, refusal, yes, signal, pause }: Asking): Prompts {
  const check = (message: string, flag: string): void => {
    pause();
    if (refusal !== undefined) throw inputNeeded(message, flag, refusal);
  };
  return {
    interactive: refusal === undefined,
    async confirm({ message, flag, evenWithYes = false }) {
      if (yes && !evenWithYes) return true;
      check(message, flag);
      return await ask.confirm(printableLine(message), signal);
    },
    async typed({ message, expected, flag }) {
      check(message, flag);
      return (await ask.input(printableLine(message), signal)).trim() === expected;
    },
    async select({ message, flag, choices }) {
      check(message, flag);
      const names = choices.map(({ name }) => printableLine(name));
      const chosen = choices[await ask.select(printableLine(message), names, signal)];
      if (chosen === undefined) throw inputNeeded(message, flag, 'nothing was chosen');
      return chosen.value;
    },
  };
}

function inputNeeded(message: string, flag: string, refusal: string): CliError {
  return new CliError({
    code: 'INPUT_NEEDED',
    message: `An answer is needed, and nobody can be asked (${refusal}): ${message}`,
    hint: `Give the answer with ${flag}.`,
  });
}
