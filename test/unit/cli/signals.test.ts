import { describe, expect, test } from 'vitest';
import { signalsOf, type SignalSource } from '../../../src/cli/signals.ts';
import { isCliError } from '../../../src/shared/errors.ts';

type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** A process that only counts: its listeners, what it exited with, what it wrote. */
function fakeProcess(isTTY = false) {
  const listeners = new Set<{ signal: Signal; listener: () => void }>();
  const exits: number[] = [];
  const written: string[] = [];
  const source: SignalSource = {
    on: (signal, listener) => listeners.add({ signal, listener }),
    off: (signal, listener) => {
      for (const one of listeners) {
        if (one.signal === signal && one.listener === listener) listeners.delete(one);
      }
    },
    exit: (code) => void exits.push(code),
    stderr: { isTTY, write: (text) => written.push(text) },
  };
  const send = (signal: Signal): void => {
    for (const one of listeners) if (one.signal === signal) one.listener();
  };
  return { source, send, exits, written, listeners };
}

describe('the first signal', () => {
  test.each([
    ['SIGINT', 'INTERRUPTED', 130],
    ['SIGTERM', 'TERMINATED', 143],
    ['SIGHUP', 'TERMINATED', 143],
  ] as const)('%s tells first, then aborts with %s', (signal, code, exit) => {
    const { source, send, exits } = fakeProcess();
    const order: string[] = [];
    const watch = signalsOf(source).watch((stop) => order.push(`told ${stop.code}`));
    watch.signal.addEventListener('abort', () => order.push('aborted'));

    send(signal);

    expect(order).toEqual([`told ${code}`, 'aborted']);
    expect(isCliError(watch.signal.reason, code)).toBe(true);
    expect(watch.signal.reason).toMatchObject({ exit });
    expect(exits).toEqual([]);
  });
});

describe('the second signal', () => {
  test('ends the process at once, with that signal’s code', () => {
    const { source, send, exits } = fakeProcess();
    let told = 0;
    signalsOf(source).watch(() => (told += 1));

    send('SIGINT');
    send('SIGTERM');

    expect(exits).toEqual([143]);
    expect(told).toBe(1);
  });

  test('goes on stopping when it is SIGHUP, which a closing terminal sends twice', () => {
    const { source, send, exits } = fakeProcess();
    const watch = signalsOf(source).watch(() => {});

    send('SIGHUP');
    send('SIGHUP');

    expect(watch.signal.aborted).toBe(true);
    expect(exits).toEqual([]);
  });

  test.each([
    [true, ['\u001b[?25h']],
    [false, []],
  ])('gives a terminal its cursor back (%s)', (isTTY, expected) => {
    const { source, send, written } = fakeProcess(isTTY);
    signalsOf(source).watch(() => {});

    send('SIGINT');
    send('SIGINT');

    expect(written).toEqual(expected);
  });
});

test('a closed watch listens no more', () => {
  const { source, listeners } = fakeProcess();

  signalsOf(source)
    .watch(() => {})
    .close();

  expect(listeners.size).toBe(0);
});

test('while a child runs, signals are for the child, and afterwards for the command again', async () => {
  const { source, send } = fakeProcess();
  const signals = signalsOf(source);
  const watch = signals.watch(() => {});
  const heard: Signal[] = [];

  await signals.handOver(async (listen) => {
    listen((signal) => heard.push(signal));
    send('SIGINT');
    send('SIGTERM');
    send('SIGHUP');
  });
  const during = watch.signal.aborted;
  send('SIGINT');

  expect(heard).toEqual(['SIGINT', 'SIGTERM', 'SIGHUP']);
  expect(during).toBe(false);
  expect(watch.signal.aborted).toBe(true);
});
