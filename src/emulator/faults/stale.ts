import type { Outgoing } from './apply.ts';

/** Old answers that some next GETs of a path still get, as an eventually consistent service gives them. */
export interface StaleReads {
  /** Remembers the answer that `count` GETs of this path will get. */
  keep(path: string, answer: Outgoing, count: number): void;
  /** The old answer, if this GET is to get one. */
  take(path: string): Outgoing | undefined;
}

/** Starts with none. */
export function createStaleReads(): StaleReads {
  const kept = new Map<string, { answer: Outgoing; left: number }>();
  return {
    keep(path, answer, count) {
      kept.set(path.toLowerCase(), { answer, left: count });
    },
    take(path) {
      const entry = kept.get(path.toLowerCase());
      if (!entry || entry.left === 0) return undefined;
      entry.left -= 1;
      return entry.answer;
    },
  };
}
