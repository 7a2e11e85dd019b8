import { describe, expect, test } from 'vitest';
import { type Wait, waitUntil } from '../../../src/resources/wait.ts';
import type { Azure } from '../../../src/shared/ports.ts';
import { virtualClock } from '../../support/clock.ts';

/** A thing of which the nth read gives what stands at that place; the last one for ever. */
function watched(reads: readonly boolean[], more: Partial<Wait<boolean>> = {}) {
  const clock = virtualClock(0);
  const controller = new AbortController();
  const reasons: string[] = [];
  let count = 0;
  const wait: Wait<boolean> = {
    what: 'the namespace n',
    until: 'active',
    read: async () => reads[Math.min(count++, reads.length - 1)],
    isGood: (found) => found === true,
    ...more,
  };
  const context = {
    azure: {} as Azure, // waiting reads through the function above alone
    clock,
    signal: controller.signal,
    waiting: (reason: string) => void reasons.push(reason),
  };
  return { clock, controller, reasons, count: () => count, run: () => waitUntil(wait, context) };
}

describe('waiting', () => {
  test('for what is there at once costs two reads and a tenth of a second', async () => {
    const world = watched([true]);

    await world.run();

    expect([world.count(), world.clock.now()]).toEqual([2, 100]);
    expect(world.reasons).toEqual([]);
  });

  test('is over after one good read where one is enough', async () => {
    const world = watched([true], { stableReads: 1 });

    await world.run();

    expect([world.count(), world.clock.now()]).toEqual([1, 0]);
  });

  test('doubles its pauses from 100 ms on, up to 5 s', async () => {
    const world = watched([...Array.from({ length: 9 }, () => false), true]);

    await world.run();

    expect(world.clock.sleeps).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000, 100]);
    expect(world.reasons[0]).toBe('waiting until it is active');
  });

  test.each([
    ['shorter', 1000, [100, 200, 400, 800, 1000, 1000]],
    ['longer', 10_000, [100, 200, 400, 800, 1600, 3200]],
  ])('takes a %s Retry-After for the longest pause', async (_how, retryAfter, pauses) => {
    const world = watched([...pauses.map(() => false), true], { retryAfter });

    await world.run();

    expect(world.clock.sleeps.slice(0, -1)).toEqual(pauses);
  });

  test('takes one good read among stale ones for nothing', async () => {
    const world = watched([true, false, true, true]);

    await world.run();

    expect(world.count()).toBe(4);
  });

  test('gives up after 15 minutes, saying for what', async () => {
    const world = watched([false]);

    await expect(world.run()).rejects.toMatchObject({
      code: 'NOT_READY',
      message: 'After 15 minutes the namespace n is still not active.',
    });
    expect(world.clock.now()).toBeLessThan(16 * 60_000);
  });

  test('ends at once when it is stopped', async () => {
    const world = watched([false]);
    const stop = new Error('stopped');
    world.controller.abort(stop);

    await expect(world.run()).rejects.toBe(stop);
    expect(world.count()).toBe(1);
  });

  test('ends when it can never become good', async () => {
    const failed = new Error('failed');
    const world = watched([false], {
      isGood: () => {
        throw failed;
      },
    });

    await expect(world.run()).rejects.toBe(failed);
  });
});
