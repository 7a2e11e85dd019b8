import type { Problem } from './check.ts';

/** A place where live Azure was seen to answer otherwise than its own official file says. */
export interface Departure extends Pick<Problem, 'provider' | 'where' | 'path' | 'keyword'> {
  versions: readonly string[];
  /** `operationId`s, or `poll`. */
  operations: readonly string[];
  /** Only for answers with this status, where given. */
  status?: number;
  /** What Azure does. */
  reason: string;
  /** Where that was seen: a section of observed.md or facts.md. */
  source: string;
}
