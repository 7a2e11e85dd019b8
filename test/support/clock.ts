import type { Clock } from '../../src/shared/ports.ts';

/** A clock that stands still until somebody sleeps: a sleep moves it, and takes no time. */
export interface VirtualClock extends Clock {
  /** Moves it forward by that many milliseconds. */
  advance(milliseconds: number): void;
  /** The length of every sleep so far, in milliseconds. */
  readonly sleeps: readonly number[];
}

/** Starts at that many milliseconds since the epoch. */
export function virtualClock(start: number): VirtualClock {
  let now = start;
  const sleeps: number[] = [];
  return {
    now: () => now,
    sleeps,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      sleeps.push(milliseconds);
      now += milliseconds;
      await Promise.resolve();
      signal?.throwIfAborted();
    },
  };
}
