import type { Azure, Clock } from '../shared/ports.ts';

/** What the kinds of resource work with. */
export interface KindContext {
  azure: Azure;
  clock: Clock;
  signal: AbortSignal;
  /** Told why nothing seems to happen: "the namespace is being activated". */
  waiting: (reason: string) => void;
}
