import { CliError } from '../shared/errors.ts';
import type { Ask } from './deps.ts';

/** The terminal to ask on: keys from `input`, questions on `output` (stderr, so that stdout stays the result). */
export interface Console {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/** Asks with Inquirer, which is loaded at the first question. Ctrl-C in a question throws `INTERRUPTED`. */
export function askOn({ input, output }: Console): Ask {
  const context = (signal: AbortSignal): Console & { signal: AbortSignal } => ({
    input,
    output,
    signal,
  });
  return {
    async confirm(message, signal) {
      const { confirm } = await import('@inquirer/prompts');
      return await answered(confirm({ message, default: false }, context(signal)), signal);
    },
    async input(message, signal) {
      const prompts = await import('@inquirer/prompts');
      return await answered(prompts.input({ message }, context(signal)), signal);
    },
    async select(message, names, signal) {
      const { select } = await import('@inquirer/prompts');
      const choices = names.map((name, value) => ({ name, value }));
      return await answered(select({ message, choices }, context(signal)), signal);
    },
  };
}

async function answered<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    signal.throwIfAborted();
    if (!(cause instanceof Error) || cause.name !== 'ExitPromptError') throw cause;
    throw new CliError({
      code: 'INTERRUPTED',
      message: 'Stopped by Ctrl-C at a question. Nothing was changed by it.',
      hint: 'Run the same command again, or answer with the option that the question names.',
      cause,
    });
  }
}
