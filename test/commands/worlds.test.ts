import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaultAction } from '../../src/emulator/faults/plan.ts';
import { stepsOf } from '../support/documents.ts';
import { ACS, CREATE_HUB, HUB, LINK_HUB } from '../support/ids.ts';
import { createWorld, type TestWorld, type WorldOptions } from '../support/world.ts';

const sku = fc.constantFrom('free', 'basic', 'standard');
const tag = fc.constantFrom('team=a', 'team=b', 'owner=me');
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Command lines of `hub create` that may all be run in one world. */
const creation = fc
  .record({
    name: fc.constantFrom('app', 'app.voip', 'other'),
    namespace: fc.constantFrom('contoso-push', 'contoso-calls'),
    policy: fc.constantFrom('acs-send', 'push-server'),
    sku: optional(sku),
    tags: fc.uniqueArray(tag, { selector: (one) => one.split('=')[0], maxLength: 2 }),
  })
  .map(({ name, namespace, policy, sku: tier, tags }) => [
    ...['hub', 'create', '-g', 'contoso', '--name', name, '--namespace', namespace],
    ...['--policy', policy],
    ...(tier === undefined ? [] : ['--sku', tier]),
    ...tags.flatMap((one) => ['--tags', one]),
  ]);
const history = fc.array(creation, { maxLength: 2 });

async function after(lines: readonly string[][], options: WorldOptions = {}): Promise<TestWorld> {
  const before = createWorld();
  for (const line of lines) await before.run(...line);
  return createWorld({ ...options, saved: before.emulator.save() });
}

/** What is in the world, without what differs from run to run: keys, times, operations. */
function contents({ emulator }: TestWorld): unknown {
  const VOLATILE =
    /key|string|at$|etag|immutable|operations|clockOffset|busy|registrations|revision|modifiedBy/i;
  const state = JSON.stringify(emulator.save().world, (name, value: unknown) =>
    VOLATILE.test(name) && !name.includes('/') ? undefined : value,
  );
  return JSON.parse(state);
}

describe('in any world that hub create may find', () => {
  test('what was made leaves nothing to do, and no second write', async () => {
    await fc.assert(
      fc.asyncProperty(history, creation, async (before, line) => {
        const world = await after(before);

        expect((await world.run(...line)).exit).toBe(0);
        const writes = world.emulator.writes.length;
        const again = await world.run(...line, '-o', 'json');

        expect(new Set(stepsOf(again.stdout).map(({ action }) => action))).toEqual(
          new Set(['keep']),
        );
        expect(world.emulator.writes).toHaveLength(writes);
      }),
      { numRuns: 15 },
    );
  });

  test('a dry run writes nothing and names just the writes that follow', async () => {
    await fc.assert(
      fc.asyncProperty(history, creation, async (before, line) => {
        const world = await after(before);

        const planned = await world.run(...line, '--dry-run', '--show-requests', '-o', 'json');
        expect(world.emulator.writes).toEqual([]);
        await world.run(...line);

        const named = stepsOf(planned.stdout).flatMap(({ requests = [] }) => requests);
        expect(named.map(({ path }) => path.split('?')[0]?.toLowerCase())).toEqual(
          world.emulator.writes.map((path) => path.toLowerCase()),
        );
      }),
      { numRuns: 15 },
    );
  });

  test('nothing is ever deleted', async () => {
    await fc.assert(
      fc.asyncProperty(history, creation, async (before, line) => {
        const world = await after(before);

        await world.run(...line);

        expect(world.emulator.log.filter(({ method }) => method === 'DELETE')).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});

const refusal: FaultAction = {
  status: 400,
  body: { error: { code: 'BadRequest', message: 'Not this time.' } },
};
const faults: [string, FaultAction][] = [
  ['refused', refusal],
  ['cut before it is acted on', { cut: 'before' }],
  ['cut after it was acted on', { cut: 'after' }],
  ['answered with half a body', { act: true, truncate: 5 }],
  ['answered 500', { status: 500 }],
];

describe('a second run ends where no failure ends, after each request once was', () => {
  test.each(
    faults.flatMap(([how, does]): [string, string, string[][], FaultAction][] => [
      [how, 'hub create', [CREATE_HUB], does],
      [how, 'link-hub', [CREATE_HUB, LINK_HUB], does],
    ]),
  )('%s: %s', async (...[, , lines, does]) => {
    const line = lines.at(-1) ?? [];
    const calm = await after(lines.slice(0, -1));
    await calm.run(...line);
    const requests = calm.emulator.log.length;

    for (let nth = 1; nth <= requests; nth += 1) {
      const stormy = await after(lines.slice(0, -1), { faults: [{ match: {}, nth, does }] });
      await stormy.run(...line);
      const next = createWorld({ saved: stormy.emulator.save(), now: stormy.clock.now() });

      const again = await next.run(...line);

      expect([nth, again.exit]).toEqual([nth, 0]);
      expect(contents(next)).toEqual(contents(calm));
    }
  });
});

describe('killed at any request, the same command again goes on', () => {
  test.each([
    ['hub create', [CREATE_HUB]],
    ['link-hub', [CREATE_HUB, LINK_HUB]],
    ['link-hub by names', [CREATE_HUB, ['link-hub']]],
    [
      'hub delete',
      [CREATE_HUB, ['hub', 'delete', '--hub', HUB, '--confirm', 'com.contoso.app.voip']],
    ],
  ])('%s, and nothing is made twice', async (name, lines) => {
    const line = lines.at(-1) ?? [];
    const calm = await after(lines.slice(0, -1));
    await calm.run(...line);
    const requests = calm.emulator.log.length;

    for (const acted of [false, true])
      for (let nth = 1; nth <= requests; nth += 1) {
        const killed = await killedAt(nth, acted, lines);
        const saved = killed.emulator.save();
        const next = createWorld({ saved, now: killed.clock.now() });

        const again = await next.run(...line);

        const gone = name === 'hub delete' && again.exit === 3;
        expect([nth, gone ? 0 : again.exit]).toEqual([nth, 0]);
        expect(contents(next)).toEqual(contents(calm));
        const all = [...killed.emulator.writes, ...next.emulator.writes];
        expect(all).toHaveLength(new Set(all.map((path) => path.toLowerCase())).size);
      }
  });
});

/** The last of the lines is killed at its nth request, before or after Azure has acted on it: it never hears the answer. */
async function killedAt(nth: number, acted: boolean, lines: string[][]): Promise<TestWorld> {
  const never = new Promise<never>(() => {});
  let count = 0;
  let kill = (): void => {};
  const dead = new Promise<void>((resolve) => (kill = resolve));
  const world = await after(lines.slice(0, -1), {
    async transport(request, next) {
      count += 1;
      if (count > nth) return never;
      const answer = count < nth || acted ? await next(request) : undefined;
      if (answer && count < nth) return answer;
      kill();
      return never;
    },
  });
  await Promise.race([dead, world.run(...(lines.at(-1) ?? []))]);
  return world;
}

test('a link is made once even when it takes a while to show', async () => {
  const world = await after([CREATE_HUB], {
    faults: [{ match: { method: 'POST', path: `${ACS}/linkNotificationHub` }, does: { stale: 3 } }],
  });

  expect((await world.run(...LINK_HUB)).exit).toBe(0);
  expect(world.emulator.writes).toHaveLength(1);
});
