import type { Outcome } from '../views/outcome.ts';
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
