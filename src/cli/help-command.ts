import type { Command } from 'commander';
import { withExamples } from '../commands/examples.ts';
import { EXIT_CODES } from '../shared/exit-codes.ts';
import { CliError } from '../shared/errors.ts';

/** Where help text goes. */
interface HelpOutput {
  write(text: string): void;
}

/** `help`, `help hub create` and `help exit-codes`. */
export function registerHelp(program: Command, output: HelpOutput): void {
  const command = program
    .command('help')
    .description('show help about a command, or about exit-codes')
    .argument('[command...]', 'the command, or exit-codes')
    .action((names: string[]) => {
      output.write(helpOn(program, names));
    });
  withExamples(command, [
    { about: 'about one command', run: 'acs-notify help hub create' },
    { about: 'what each exit code means', run: 'acs-notify help exit-codes' },
  ]);
}

function helpOn(program: Command, names: readonly string[]): string {
  if (names.length === 1 && names[0] === 'exit-codes') return exitCodesText();
  const command = names.reduce<Command | undefined>(
    (parent, name) => parent?.commands.find((child) => child.name() === name),
    program,
  );
  if (command === undefined) throw unknown(names.join(' '));
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  return text;
}

function unknown(name: string): CliError {
  return new CliError({
    code: 'USAGE',
    message: `There is no command '${name}'.`,
    hint: 'See acs-notify --help',
  });
}

function exitCodesText(): string {
  const lines = Object.values(EXIT_CODES).map(
    ({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`,
  );
  return `Exit codes, never renumbered:\n\n${lines.join('\n')}\n`;
}
