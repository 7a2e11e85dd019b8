import { describe, expect, test } from 'vitest';
import { reconcile } from '../../../src/engine/reconcile.ts';
import type { EngineEvent, ReconcileOptions, StepResult } from '../../../src/engine/types.ts';
import { unwant, want } from '../../../src/engine/want.ts';
import { CliError } from '../../../src/shared/errors.ts';
import { type Fault, type Memory, memoryOf, thing } from './memory.ts';

const wanted = (id: string, color = 'red', fixed = 'here') =>
  want(thing, { id, fixed, properties: { color } });
const there = (color = 'red', fixed = 'here') => ({ fixed, properties: { color } });
const statuses = (results: readonly StepResult[]) =>
  results.map(({ action, status }) => `${action} ${status}`);
const run = (memory: Memory, options: ReconcileOptions = {}) =>
  reconcile([wanted('a'), wanted('b'), wanted('c')], memory, options);

describe('a plan', () => {
  test('says what it would create, update and keep, in the order of the list, and changes nothing', async () => {
    const memory = memoryOf({ b: there('blue'), c: there() });

    const results = await run(memory, { dryRun: true });

    expect(results.map(({ id, action, status }) => [id, action, status])).toEqual([
      ['a', 'create', 'planned'],
      ['b', 'update', 'planned'],
      ['c', 'keep', 'kept'],
    ]);
    expect(results[1]?.differences).toEqual([{ path: 'color', from: 'blue', to: 'red' }]);
    expect(memory.writes).toEqual([]);
  });

  test('reads everything once, and nothing that is known already', async () => {
    const memory = memoryOf({ a: there() });
    const known = want(thing, { id: 'b', ...there() }, { found: there() });

    const results = await reconcile([wanted('a'), known], memory, {});

    expect(statuses(results)).toEqual(['keep kept', 'keep kept']);
    expect(memory.requests).toBe(1);
  });

  test('throws when something cannot be read', async () => {
    const memory = memoryOf({}, { 2: 'refused' });

    await expect(run(memory)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(memory.writes).toEqual([]);
  });

  test('that must replace is refused, naming the change, unless that is allowed', async () => {
    const memory = memoryOf({ a: there('red', 'elsewhere') });

    await expect(run(memory)).rejects.toMatchObject({
      code: 'REPLACE_REFUSED',
      message: 'The test thing a cannot change fixed from elsewhere to here in place.',
    });
    expect(memory.writes).toEqual([]);

    const results = await run(memory, { allowReplace: true });
    expect(statuses(results)).toEqual(['replace done', 'create done', 'create done']);
    expect(memory.writes.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'DELETE a',
      'PUT a',
      'PUT b',
      'PUT c',
    ]);
  });

  test('is confirmed once before the first write, and not at all when there is nothing to do', async () => {
    const asked: string[][] = [];
    const confirm = async (steps: readonly { id: string }[]) => {
      asked.push(steps.map(({ id }) => id));
      return false;
    };
    const memory = memoryOf();

    await expect(run(memory, { confirm })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(asked).toEqual([['a', 'b', 'c']]);
    expect(memory.writes).toEqual([]);

    await run(memoryOf({ a: there(), b: there(), c: there() }), { confirm });
    await run(memory, { confirm, dryRun: true });
    expect(asked).toHaveLength(1);
  });
});

describe('applying', () => {
  test('goes through the list in its order and tells what it does', async () => {
    const events: EngineEvent[] = [];
    const memory = memoryOf({ b: there() });

    const results = await run(memory, { onEvent: (event) => events.push(event) });

    expect(statuses(results)).toEqual(['create done', 'keep kept', 'create done']);
    expect(events.map(({ type, step }) => `${type} ${step.id}`)).toEqual([
      'started a',
      'finished a',
      'started c',
      'finished c',
    ]);
  });

  const faults: [string, Record<number, Fault>, string[], string[]][] = [
    [
      'a refusal fails the step and skips the rest',
      { 4: 'refused' },
      ['create failed', 'create skipped', 'create skipped'],
      [],
    ],
    [
      'a lost answer to a change that was made is read back, and nothing is sent twice',
      { 4: 'lost after' },
      ['create done', 'create done', 'create done'],
      ['a', 'b', 'c'],
    ],
    [
      'a lost answer to a change that was not made is sent again',
      { 4: 'lost before' },
      ['create done', 'create done', 'create done'],
      ['a', 'b', 'c'],
    ],
    [
      'an answer that stays lost after three tries leaves the step unknown',
      { 4: 'lost before', 6: 'lost before', 8: 'lost before' },
      ['create unknown', 'create skipped', 'create skipped'],
      [],
    ],
    [
      'a lost answer that cannot be read back leaves the step unknown',
      { 4: 'lost after', 5: 'refused' },
      ['create unknown', 'create skipped', 'create skipped'],
      ['a'],
    ],
    [
      'a refusal later on keeps what was done',
      { 5: 'refused' },
      ['create done', 'create failed', 'create skipped'],
      ['a'],
    ],
  ];

  test.each(faults)('%s', async (...[, plan, expected, written]) => {
    const memory = memoryOf({}, plan);

    const results = await run(memory);

    expect(statuses(results)).toEqual(expected);
    expect(memory.writes.map(({ path }) => path)).toEqual(written);
  });

  test('says why reading back was tried, and keeps the cause', async () => {
    const [result] = await run(memoryOf({}, { 4: 'lost after', 5: 'refused' }));

    expect(result?.error).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      message: 'No answer came. Reading the test thing back failed too.',
      cause: { code: 'CONFLICT' },
    });
  });

  test('a lost answer is read back only after the pause that the caller makes', async () => {
    const memory = memoryOf({}, { 4: 'lost before', 6: 'lost before' });
    const pauses: [string, number, number][] = [];

    const results = await run(memory, {
      pause: async ({ code }, attempt) => void pauses.push([code, attempt, memory.requests]),
    });

    expect(statuses(results)[0]).toBe('create done');
    expect(pauses).toEqual([
      ['OUTCOME_UNKNOWN', 1, 4],
      ['OUTCOME_UNKNOWN', 2, 6],
    ]);
  });

  test('a pause that is refused leaves the step unknown, with nothing sent after it', async () => {
    const memory = memoryOf({}, { 4: 'lost before' });

    const results = await run(memory, { pause: (error) => Promise.reject(error) });

    expect(statuses(results)).toEqual(['create unknown', 'create skipped', 'create skipped']);
    expect(memory.requests).toBe(4);
  });

  test('what is as wanted stays kept after a failure', async () => {
    const results = await run(memoryOf({ c: there() }, { 4: 'refused' }));

    expect(statuses(results)).toEqual(['create failed', 'create skipped', 'keep kept']);
  });

  test('a kind may know better than its differences whether a change was made', async () => {
    const memory = memoryOf({ a: there('red') }, { 2: 'lost after' });
    const always = {
      ...thing,
      compare: () => [{ path: 'key', from: 'as it was', to: 'as it is' }],
      landed: () => true,
    };

    const results = await reconcile([want(always, { id: 'a', ...there() })], memory, {});

    expect(statuses(results)).toEqual(['update done']);
    expect(memory.writes).toHaveLength(1);
  });
});

describe('an interruption', () => {
  const stop = new CliError({ code: 'INTERRUPTED', message: 'Stopped.', hint: 'Go on.' });

  test('before the first write throws', async () => {
    const memory = memoryOf();

    await expect(run(memory, { signal: AbortSignal.abort(stop) })).rejects.toBe(stop);
    expect(memory.writes).toEqual([]);
  });

  test('leaves the step under way unknown and the rest skipped', async () => {
    const controller = new AbortController();
    const memory = memoryOf();
    const interrupted = {
      ...thing,
      put: async () => {
        controller.abort(stop);
        throw stop;
      },
    };
    const list = [wanted('a'), want(interrupted, { id: 'b', ...there() }), wanted('c')];

    const results = await reconcile(list, memory, { signal: controller.signal });

    expect(statuses(results)).toEqual(['create done', 'create unknown', 'create skipped']);
  });

  test('between two steps skips the rest, and the first of them says why', async () => {
    const controller = new AbortController();

    const results = await run(memoryOf(), {
      signal: controller.signal,
      onEvent: ({ type }) => type === 'finished' && controller.abort(stop),
    });

    expect(statuses(results)).toEqual(['create done', 'create skipped', 'create skipped']);
    expect(results.map(({ error }) => error)).toEqual([undefined, stop, undefined]);
  });
});

describe('a deletion', () => {
  test('deletes what is there, and keeps the peace with what is not', async () => {
    const memory = memoryOf({ a: there(), c: there() });
    const gone = (id: string) => unwant(thing, { id, ...there() });

    const results = await reconcile([gone('a'), gone('b')], memory, {});

    expect(statuses(results)).toEqual(['delete done', 'keep kept']);
    expect([...memory.things.keys()]).toEqual(['c']);
  });

  test.each<[Fault, number]>([
    ['lost after', 1],
    ['lost before', 1],
  ])('whose answer was %s is made once', async (fault, times) => {
    const memory = memoryOf({ a: there() }, { 2: fault });

    const results = await reconcile([unwant(thing, { id: 'a', ...there() })], memory, {});

    expect(statuses(results)).toEqual(['delete done']);
    expect(memory.writes).toHaveLength(times);
    expect(memory.things.size).toBe(0);
  });

  test('of a kind that has none is a mistake of ours', () => {
    const { deletion: _, ...eternal } = thing;

    expect(() => unwant(eternal, { id: 'a', ...there() })).toThrow(TypeError);
  });
});
