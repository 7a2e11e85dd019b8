import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { realClock } from '../../../src/cli/clock.ts';
import { environmentOf, outputOf } from '../../../src/cli/deps.ts';

test('an empty variable counts as unset', () => {
  expect(environmentOf({ A: '1', B: '', C: undefined })).toEqual({ A: '1', C: undefined });
});

/** A stream as `outputOf` uses one. */
function fakeStream(columns: number) {
  const written: string[] = [];
  const stream = Object.assign(new EventEmitter(), {
    isTTY: true,
    columns,
    write: (text: string) => written.push(text),
  });
  // Only these members are used by outputOf.
  return { stream: stream as unknown as NodeJS.WriteStream, written };
}

describe('a stream whose reader went away', () => {
  test('takes no more text, and that is no error', () => {
    const { stream, written } = fakeStream(80);
    const output = outputOf(stream);

    output.write('one');
    stream.emit('error', Object.assign(new Error('EPIPE'), { code: 'EPIPE' }));
    output.write('two');

    expect(written).toEqual(['one']);
  });

  test('is told apart from one that cannot be written for another reason', () => {
    const { stream } = fakeStream(80);
    outputOf(stream);

    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    expect(() => stream.emit('error', full)).toThrow('no space');
  });
});

test('a process whose stdout nobody reads ends well and says nothing', async () => {
  const main = join(import.meta.dirname, '../../../src/cli/main.ts');
  const child = spawn(process.execPath, [main, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();

  const [code] = await once(child, 'exit');

  expect(code).toBe(0);
  expect(child.stderr.read()).toBeNull();
});

test('a terminal that says 0 columns has no known width', () => {
  expect(outputOf(fakeStream(0).stream).columns).toBeUndefined();
});

describe('the real clock', () => {
  test('a sleep ends at once, with the reason, when it is aborted', async () => {
    const controller = new AbortController();
    const asleep = realClock().sleep(60_000, controller.signal);

    controller.abort(new RangeError('stop'));

    await expect(asleep).rejects.toThrow(RangeError);
  });

  test('a sleep under an aborted signal does not begin', async () => {
    await expect(realClock().sleep(60_000, AbortSignal.abort(new Error('no')))).rejects.toThrow(
      'no',
    );
  });

  test('a sleep that was slept out leaves nothing on the signal', async () => {
    const controller = new AbortController();

    await realClock().sleep(1, controller.signal);

    expect(() => controller.abort(new Error('late'))).not.toThrow();
  });
});
