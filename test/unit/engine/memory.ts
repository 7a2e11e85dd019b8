import { CliError, isCliError } from '../../../src/shared/errors.ts';
import type { PlannedRequest, ResourceKind } from '../../../src/engine/types.ts';

/** What one thing in the world of these tests is: some properties, and one that cannot be changed in place. */
export interface Thing {
  fixed: string;
  properties: Readonly<Record<string, string>>;
}

export type WantedThing = Thing & { id: string };

/** What goes wrong at one request. */
export type Fault =
  /** Refused; nothing was done. */
  | 'refused'
  /** No answer; nothing was done. */
  | 'lost before'
  /** No answer; it was done. */
  | 'lost after';

/** A world that counts requests, and where the nth may go wrong. */
export interface Memory {
  things: Map<string, Thing>;
  /** The writes that reached it. */
  writes: PlannedRequest[];
  requests: number;
  /** By number of the request, from 1 on. */
  faults: ReadonlyMap<number, Fault>;
}

export function memoryOf(
  things: Readonly<Record<string, Thing>> = {},
  faults: Readonly<Record<number, Fault>> = {},
): Memory {
  const numbered = Object.entries(faults).map(([at, fault]): [number, Fault] => [
    Number(at),
    fault,
  ]);
  return {
    things: new Map(Object.entries(things)),
    writes: [],
    requests: 0,
    faults: new Map(numbered),
  };
}

const lost = (): CliError =>
  new CliError({ code: 'OUTCOME_UNKNOWN', message: 'No answer came.', hint: 'Look.' });
const refused = (): CliError =>
  new CliError({ code: 'CONFLICT', message: 'Not now.', hint: 'Try again.' });

function request(memory: Memory, act: () => void): void {
  memory.requests += 1;
  const fault = memory.faults.get(memory.requests);
  if (fault === 'refused') throw refused();
  if (fault !== 'lost before') act();
  if (fault !== undefined) throw lost();
}

/** Reads are safe: an answer that is lost is an error like any other. */
function read(memory: Memory, id: string): Thing | undefined {
  try {
    request(memory, () => {});
    return memory.things.get(id);
  } catch (error) {
    if (isCliError(error, 'OUTCOME_UNKNOWN')) throw refused();
    throw error;
  }
}

function write(memory: Memory, planned: PlannedRequest, act: () => void): void {
  request(memory, () => {
    memory.writes.push(planned);
    act();
  });
}

const putRequest = ({ id, fixed, properties }: WantedThing, found?: Thing): PlannedRequest => ({
  method: 'PUT',
  path: id,
  body: { fixed, properties: { ...found?.properties, ...properties } },
});
const deleteRequest = (id: string): PlannedRequest => ({ method: 'DELETE', path: id });

/** The kind of these things. */
export const thing: ResourceKind<WantedThing, Thing, Memory> = {
  kind: 'test-thing',
  id: ({ id }) => id,
  find: async ({ id }, memory) => read(memory, id),
  compare: (wanted, found) => [
    ...(wanted.fixed === found.fixed
      ? []
      : [{ path: 'fixed', from: found.fixed, to: wanted.fixed, replaces: true }]),
    ...Object.entries(wanted.properties)
      .filter(([name, value]) => found.properties[name] !== value)
      .map(([name, value]) => ({ path: name, from: found.properties[name], to: value })),
  ],
  requests: (wanted, found) => [putRequest(wanted, found)],
  async put(wanted, found, memory) {
    const { id, fixed } = wanted;
    const properties = { ...found?.properties, ...wanted.properties };
    write(memory, putRequest(wanted, found), () => memory.things.set(id, { fixed, properties }));
  },
  deletion: {
    requests: ({ id }) => [deleteRequest(id)],
    run: async ({ id }, memory) => write(memory, deleteRequest(id), () => memory.things.delete(id)),
  },
};
