import type { World, WorldState } from '../contract.ts';
import type { Incoming } from '../incoming.ts';

/** Worlds as they were, which some next GETs still see, as clients of an eventually consistent service do. */
export interface StaleReads {
  /** The next `count` GETs of what this write is about will see the world as it is now. Called before the write acts. */
  keep(write: Incoming, count: number): void;
  /** Runs what answers a GET: in the old world, if this GET is to see it. */
  read<T>(get: Incoming, answer: () => T): T;
}

/** Starts with none. */
export function createStaleReads(world: World): StaleReads {
  const kept = new Map<string, { state: WorldState; left: number }>();
  return {
    keep(write, count) {
      kept.set(subject(write), { state: structuredClone(world.state), left: count });
    },
    read(get, answer) {
      const entry = kept.get(subject(get));
      if (!entry || entry.left === 0) return answer();
      entry.left -= 1;
      return inState(world, entry.state, answer);
    },
  };
}

/** What a request is about: its path, without the action's name where it is a POST. */
function subject({ method, path }: Incoming): string {
  return (method === 'POST' ? path.replace(/\/[^/]*$/, '') : path).toLowerCase();
}

function inState<T>(world: World, state: WorldState, answer: () => T): T {
  const now = world.state;
  world.state = { ...state, clockOffset: now.clockOffset };
  try {
    return answer();
  } finally {
    world.state = now;
  }
}
