import type { ExitCode } from '../shared/exit-codes.ts';
import type { Style } from '../shared/style.ts';

/** What a command hands back. One value feeds both forms, so JSON and text cannot drift apart. */
export interface Outcome<T> {
  /** What `-o json` prints, `--query` searches and `-o table` shows. */
  data: T;
  /** The text for people, without a trailing line break; empty prints nothing. */
  human: (data: T, style: Style) => string;
  /** 0 unless given. */
  exit?: ExitCode;
}
