import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reconcile } from '../../../src/engine/reconcile.ts';
import { want } from '../../../src/engine/want.ts';
import {
  type Fault,
  type Memory,
  memoryOf,
  type Thing,
  thing,
  type WantedThing,
} from './memory.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const value = fc.constantFrom('1', '2', '3');
const properties = fc.dictionary(name, value, { maxKeys: 3 });
const aThing: fc.Arbitrary<Thing> = fc.record({ fixed: fc.constantFrom('x', 'y'), properties });
const aWorld = fc.dictionary(fc.constantFrom('p', 'q', 'r', 's', 't', 'u'), aThing);
const aList = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('p', 'q', 'r', 's'),
    fixed: fc.constantFrom('x', 'y'),
    properties,
  }),
  { selector: ({ id }) => id, minLength: 1 },
);
const aFault = fc.constantFrom<Fault>('refused', 'lost before', 'lost after');

const apply = (list: readonly WantedThing[], memory: Memory, dryRun = false) =>
  reconcile(
    list.map((one) => want(thing, one)),
    memory,
    { dryRun, allowReplace: true },
  );
const contents = ({ things }: Memory) => Object.fromEntries(things);

test('what was planned, once applied, leaves nothing to do', async () => {
  await fc.assert(
    fc.asyncProperty(aWorld, aList, async (world, list) => {
      const memory = memoryOf(world);

      const results = await apply(list, memory);
      const next = await apply(list, memory, true);

      expect(results.map(({ status }) => status)).not.toContain('failed');
      expect(new Set(next.map(({ action }) => action))).toEqual(new Set(['keep']));
    }),
  );
});

test('a plan names exactly the writes that applying it sends', async () => {
  await fc.assert(
    fc.asyncProperty(aWorld, aList, async (world, list) => {
      const memory = memoryOf(world);

      const planned = await apply(list, memory, true);
      const before = [...memory.writes];
      await apply(list, memory);

      expect(before).toEqual([]);
      expect(memory.writes).toEqual(planned.flatMap(({ requests }) => requests));
    }),
  );
});

test('nothing is touched that was not named', async () => {
  await fc.assert(
    fc.asyncProperty(aWorld, aList, async (world, list) => {
      const memory = memoryOf(world);
      const named = new Set<string>(list.map(({ id }) => id));

      await apply(list, memory);

      const others = (things: Readonly<Record<string, Thing>>) =>
        Object.entries(things).filter(([id]) => !named.has(id));
      expect(others(contents(memory))).toEqual(others(world));
      expect(memory.writes.every(({ path }) => named.has(path))).toBe(true);
    }),
  );
});

test('a failure at any request, and a second run, end where no failure ends', async () => {
  await fc.assert(
    fc.asyncProperty(
      aWorld,
      aList,
      fc.dictionary(fc.integer({ min: 1, max: 16 }).map(String), aFault, { maxKeys: 3 }),
      async (world, list, faults) => {
        const calm = memoryOf(world);
        const stormy = memoryOf(world, faults);

        await apply(list, calm);
        await apply(list, stormy).catch(() => undefined);
        const again = memoryOf(contents(stormy));
        await apply(list, again);

        expect(contents(again)).toEqual(contents(calm));
      },
    ),
    { numRuns: 300 },
  );
});

test('after the first step that did not come to its end, nothing more is begun', async () => {
  await fc.assert(
    fc.asyncProperty(
      aWorld,
      aList,
      fc.integer({ min: 1, max: 16 }),
      aFault,
      async (...[world, list, at, fault]) => {
        const results = await apply(list, memoryOf(world, { [at]: fault })).catch(() => []);

        const ended = results.findIndex(
          ({ status }) => status === 'failed' || status === 'unknown',
        );
        const rest = ended === -1 ? [] : results.slice(ended + 1);
        expect(rest.every(({ status }) => status === 'skipped' || status === 'kept')).toBe(true);
        expect(results.filter(({ error }) => error !== undefined).length).toBeLessThanOrEqual(1);
      },
    ),
  );
});
