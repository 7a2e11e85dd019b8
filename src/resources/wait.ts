import { CliError } from '../shared/errors.ts';
import type { KindContext } from './context.ts';

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;
/** Creating a namespace was seen to take half a minute (observed 1.1); after this long something is wrong. */
const DEADLINE = 15 * 60_000;
/** Reads in a row that must be good: what was just made may be there for one reader and not for the next. */
const STABLE_READS = 2;

/** What is waited for. */
export interface Wait<T> {
  /** "the namespace contoso-push". */
  what: string;
  /** "active", "gone". */
  until: string;
  read(): Promise<T | undefined>;
  /** May throw, when it can never become good. */
  isGood(found: T | undefined): boolean;
  /** The longest pause between two looks that Azure asks for, in milliseconds. */
  retryAfter?: number;
  /** How many reads in a row must be good; 2 unless given. */
  stableReads?: number;
}

/**
 * Reads until enough reads in a row are good: at once, after 100 ms, then twice as long each time up to what Azure asks
 * for. Throws `NOT_READY` after 15 minutes.
 */
export async function waitUntil<T>(
  wait: Wait<T>,
  { clock, signal, waiting }: KindContext,
): Promise<void> {
  const began = clock.now();
  const { retryAfter = LONGEST_PAUSE, stableReads = STABLE_READS } = wait;
  const longest = Math.max(FIRST_PAUSE, retryAfter);
  let pause = FIRST_PAUSE;
  let good = 0;
  for (;;) {
    good = wait.isGood(await wait.read()) ? good + 1 : 0;
    if (good === stableReads) return;
    if (clock.now() - began > DEADLINE) throw notReady(wait);
    if (good === 0) waiting(`waiting until it is ${wait.until}`);
    await clock.sleep(good > 0 ? FIRST_PAUSE : pause, signal);
    if (good === 0) pause = Math.min(pause * 2, longest);
  }
}

function notReady({ what, until }: { what: string; until: string }): CliError {
  return new CliError({
    code: 'NOT_READY',
    message: `After 15 minutes ${what} is still not ${until}.`,
    hint: 'Look at it in the portal; running the same command again goes on waiting.',
  });
}
