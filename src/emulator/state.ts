import type { WorldState } from './contract.ts';
import type { Directory } from './entra/directory.ts';

/** All that `--state` keeps: the world, and who may sign in. */
export interface SavedState {
  /** Raised when the shape changes; another one is refused. */
  version: 1;
  world: WorldState;
  directory: Directory;
}

/** A world with nothing in it. */
export function emptyWorld(): WorldState {
  return {
    clockOffset: 0,
    subscriptions: [],
    registrations: {},
    groups: {},
    generic: {},
    genericTypes: [],
    operations: {},
    providers: {},
  };
}
