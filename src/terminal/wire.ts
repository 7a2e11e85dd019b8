import type { Outcome } from '../views/outcome.ts';
import type { Deps } from './deps.ts';
import { optionsOf, type ParsedCommand, refuseEmpty } from './globals.ts';
import type { Session } from './session.ts';

/** What a command does: options in, outcome out. `args` are the positional arguments. */
export type Handler<O, T> = (
  options: O,
  session: Session,
  args: readonly string[],
) => Promise<Outcome<T>>;

/** Ties a handler to the terminal: the result is what commander's `action` takes. */
export type Wire = <O, T>(
  handler: Handler<O, T>,
) => (...commanderArguments: unknown[]) => Promise<void>;

interface WireOptions {
  deps: Deps;
  /** The whole command line as typed, quoted for a shell. */
  commandLine: string;
  setExit: (code: number) => void;
}

/** Ties handlers to this terminal. What runs them is loaded when one is run: help needs none of it. */
export function wireTo({ deps, commandLine, setExit }: WireOptions): Wire {
  return (handler) =>
    async (...commanderArguments) => {
      const { command, args } = taken(commanderArguments);
      refuseEmpty(command);
      const options = optionsOf(command);
      const { run } = await import('./run.ts');
      // Commander has filled the options as the command declared them; O is the command's own statement of that.
      const handle = (session: Session) =>
        handler(options as Parameters<typeof handler>[0], session, args);
      setExit(await run({ handle, options, commandLine }, deps));
    };
}

/** Commander calls an action with the positional arguments, then the options, then the command. */
function taken(given: readonly unknown[]): { command: ParsedCommand; args: string[] } {
  const args = given.slice(0, -2).flat();
  return {
    command: given.at(-1) as ParsedCommand,
    args: args.filter((argument): argument is string => typeof argument === 'string'),
  };
}
