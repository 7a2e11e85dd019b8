import { CliError } from '../shared/errors.ts';
import type { Format } from './format.ts';

/** The options that every command has. */
export interface Globals {
  output: Format;
  query: string | undefined;
  subscription: string | undefined;
  color: boolean;
  debug: boolean;
  yes: boolean;
  input: boolean;
}

/** What a wire needs of commander's command: its name, its options, and where each value came from. */
export interface ParsedCommand {
  readonly parent: ParsedCommand | null;
  name(): string;
  opts(): Record<string, unknown>;
  getOptionValueSource(key: string): string | undefined;
}

/** The command's options, with the global ones wherever on the line they were given; the innermost wins. */
export function optionsOf(command: ParsedCommand): Record<string, unknown> {
  const own = command.opts();
  if (command.parent === null) return own;
  const outer = optionsOf(command.parent);
  const given = Object.entries(own).filter(([key]) => isGiven(command, key));
  return { ...own, ...outer, ...Object.fromEntries(given) };
}

/** Throws `USAGE` for an option that was given an empty value, as by a shell variable that is not set. */
export function refuseEmpty(command: ParsedCommand): void {
  const options = command.opts();
  const empty = Object.keys(options).find((key) => options[key] === '' && isGiven(command, key));
  if (empty !== undefined) {
    const flag = `--${empty.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new CliError({
      code: 'USAGE',
      message: `${flag} is empty. Is the variable set that it was given?`,
      hint: `Give ${flag} a value, or leave it out.`,
    });
  }
  if (command.parent !== null) refuseEmpty(command.parent);
}

const isGiven = (command: ParsedCommand, key: string): boolean =>
  !['default', undefined].includes(command.getOptionValueSource(key));

/** The global options among a command's options. */
export function globalsIn(options: Record<string, unknown>): Globals {
  // Commander has checked them against the declarations in cli/globals.
  const given = options as Partial<Globals>;
  return {
    output: given.output ?? 'table',
    query: given.query,
    subscription: given.subscription,
    color: given.color ?? true,
    debug: given.debug ?? false,
    yes: given.yes ?? false,
    input: given.input ?? true,
  };
}
