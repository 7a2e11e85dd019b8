import { CliError } from '../shared/errors.ts';
import type { Ask } from './deps.ts';

/** The terminal to ask on: keys from `input`, questions on `output` (stderr, so that stdout stays the result). */
export interface Console {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/** Asks with Inquirer, which is loaded at the first question. Ctrl-C in a question throws `INTERRUPTED`. */
export function askOn(terminal: Console): Ask {
  return {
    async confirm(message, signal) {
      const prompt = await promptOn(terminal, signal);
      const question = { type: 'confirm', name: 'answer', message, default: false } as const;
      return (await answered(prompt([question]), signal)).answer;
    },
    async input(message, signal) {
      const prompt = await promptOn(terminal, signal);
      const question = { type: 'input', name: 'answer', message } as const;
      return (await answered(prompt([question]), signal)).answer;
    },
    async select(message, names, signal) {
      const prompt = await promptOn(terminal, signal);
      const choices = names.map((name, value) => ({ name, value }));
      const question = { type: 'select', name: 'answer', message, choices } as const;
      return (await answered(prompt([question]), signal)).answer;
    },
  };
}

async function promptOn(terminal: Console, signal: AbortSignal) {
  const { default: inquirer } = await import('inquirer');
  return inquirer.createPromptModule({ ...terminal, signal });
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
