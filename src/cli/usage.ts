import type { Command, CommanderError } from 'commander';
import { CliError } from '../shared/errors.ts';
import { pathOf } from './globals.ts';

/** Commander's complaint about a command line as our error: exit 2, with its suggestion or the way to help as hint. */
export function usageError(error: CommanderError, command: Command): CliError {
  const [said = '', suggestion = ''] = error.message.split('\n(Did you mean ');
  const meant = suggestion.replace(/\?\)$/, '');
  const help = `${pathOf(command)} --help`;
  return new CliError({
    code: 'USAGE',
    message: `${sentence(said)}`,
    hint: meant === '' ? `See ${help}` : `Did you mean ${meant}? See ${help}`,
    cause: error,
  });
}

function sentence(text: string): string {
  const bare = text.replace(/^error: /, '');
  const capital = bare.charAt(0).toUpperCase() + bare.slice(1);
  return capital.endsWith('.') ? capital : `${capital}.`;
}
