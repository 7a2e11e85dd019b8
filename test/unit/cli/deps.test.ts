import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { realClock } from '../../../src/cli/clock.ts';
import { environmentOf } from '../../../src/cli/deps.ts';
import { type Files, type OnBroken, outputOf, standardOutput } from '../../../src/cli/output.ts';

test('an empty variable counts as unset', () => {
  expect(environmentOf({ A: '1', B: '', C: undefined })).toEqual({ A: '1', C: undefined });
});

/** A stream as `outputOf` uses one. */
function fakeStream(columns: number) {
  const written: string[] = [];
  const stream = Object.assign(new EventEmitter(), {
    isTTY: true,
    columns,
    write: (text: string | Uint8Array) => written.push(text.toString()),
  });
  // Only these members are used by outputOf.
  return { stream: stream as unknown as NodeJS.WriteStream, written };
}

const unbroken = (): void => expect.unreachable('nothing is broken');

const failing = (code: string): Error => Object.assign(new Error(code), { code });

describe('a stream whose reader went away', () => {
  test('takes no more text, and that is no error', () => {
    const { stream, written } = fakeStream(80);
    const output = outputOf(stream, unbroken);

    output.write('one');
    stream.emit('error', failing('EPIPE'));
    output.write('two');

    expect(written).toEqual(['one']);
  });

  test('may be a terminal that was closed', () => {
    const { stream, written } = fakeStream(80);
    const output = outputOf(stream, unbroken);

    stream.emit('error', failing('EIO'));
    output.write('one');

    expect(written).toEqual([]);
  });

  test('is told apart from one that cannot be written for another reason, which is told once', () => {
    const { stream, written } = fakeStream(80);
    const told: unknown[] = [];
    const output = outputOf(stream, ({ code }) => told.push(code));

    stream.emit('error', failing('ENOSPC'));
    output.write('one');
    stream.emit('error', failing('ENOSPC'));

    expect({ told, written }).toEqual({ told: ['ENOSPC'], written: [] });
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

test.runIf(existsSync('/dev/full'))('a disk that is full is one line and exit 1', async () => {
  const main = join(import.meta.dirname, '../../../src/cli/main.ts');
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [main, '--help'], { stdio: ['ignore', full, 'pipe'] });
  closeSync(full);
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));

  const [code] = await once(child, 'close');

  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: '✘ The output cannot be written: no space is left.\n',
  });
});

test('a terminal that says 0 columns has no known width', () => {
  expect(outputOf(fakeStream(0).stream, unbroken).columns).toBeUndefined();
});

describe('standard output', () => {
  /** Takes so many bytes in all, at most three at once, then fails. */
  function filesTaking(bytes: number, isCharacterDevice = false) {
    const taken: Uint8Array[] = [];
    let room = bytes;
    const files: Files & { broken: OnBroken } = {
      broken: unbroken,
      fstatSync: () => ({ isCharacterDevice: () => isCharacterDevice }),
      writeSync(_, all) {
        const part = all.slice(0, Math.min(3, room));
        if (part.length === 0) throw Object.assign(new Error('EAGAIN'), { code: 'EAGAIN' });
        room -= part.length;
        taken.push(part);
        return part.length;
      },
    };
    return { files, text: () => Buffer.concat(taken).toString() };
  }

  test('of a pipe is written whole, without a stream', () => {
    const { files, text } = filesTaking(100);
    const none = () => expect.unreachable('no stream is needed');
    const output = standardOutput(1, none, files);

    output.write('✔ done\n');

    expect([text(), output.isTTY, output.columns]).toEqual(['✔ done\n', false, undefined]);
  });

  test('of a pipe that is full goes on through the stream, in order', () => {
    const { files, text } = filesTaking(4);
    const { stream, written } = fakeStream(80);
    const output = standardOutput(1, () => stream, files);

    output.write('one two');
    output.write(' three');

    expect([text(), written]).toEqual(['one ', ['two', ' three']]);
  });

  test('that may be a terminal is a stream from the start', () => {
    const { files, text } = filesTaking(100, true);
    const { stream, written } = fakeStream(80);
    const output = standardOutput(1, () => stream, files);

    output.write('one');

    expect([text(), written]).toEqual(['', ['one']]);
    expect([output.isTTY, output.columns]).toEqual([true, 80]);
  });
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
