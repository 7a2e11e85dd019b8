import type { Style } from '../shared/style.ts';

/** What a command hands back. One value feeds both forms, so JSON and text cannot drift apart. */
export interface Outcome<T> {
  /** What `-o json` prints, `--query` searches and `-o table` shows. Undefined: the command has no result to print. */
  data: T;
  /** The text for people, without a trailing line break; empty prints nothing. */
  human(data: T, style: Style): string;
  /** 0 unless given. A number that is none of ours only from a child process that was run. */
  exit?: number;
  /** A failure to explain on stderr beside the result: what was done is the result, why it stopped is the error. */
  error?: unknown;
}
