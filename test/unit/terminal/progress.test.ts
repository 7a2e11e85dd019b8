import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EngineEvent, Step } from '../../../src/engine/types.ts';
import { movingProgress, plainProgress, silentProgress } from '../../../src/terminal/progress.ts';
import { truncated } from '../../../src/terminal/truncated.ts';
import { virtualClock } from '../../support/clock.ts';
import { captured } from '../../support/streams.ts';

const step = (action: Step['action'], id = '/x/namespaces/contoso-push'): Step => ({
  kind: 'namespace',
  id,
  action,
  differences: [],
  requests: [],
});
const started = (one: Step): EngineEvent => ({ type: 'started', step: one });
const waiting = (one: Step, reason: string): EngineEvent => ({
  type: 'waiting',
  step: one,
  reason,
});
const finished = (one: Step): EngineEvent => ({
  type: 'finished',
  step: one,
  result: { ...one, status: 'done' },
});

describe('without a terminal', () => {
  const setting = () => {
    const stderr = captured(false, undefined);
    const clock = virtualClock(0);
    return { stderr, clock, progress: plainProgress({ stderr, clock }) };
  };

  test('there is a line at the start of a change, and none for what is kept', () => {
    const { stderr, progress } = setting();

    progress.onEvent(started(step('keep')));
    progress.onEvent(started(step('create')));
    progress.onEvent(finished(step('create')));

    expect(stderr.text).toBe('… creating namespace contoso-push\n');
  });

  test('waiting is told at each new reason, and again only after 10 seconds', () => {
    const { stderr, clock, progress } = setting();
    progress.onEvent(started(step('create')));

    for (const reason of ['Azure is at it', 'Azure is at it', 'reading again']) {
      clock.advance(3000);
      progress.onEvent(waiting(step('create'), reason));
    }
    clock.advance(10_000);
    progress.onEvent(waiting(step('create'), 'reading again'));

    expect(stderr.text.split('\n').slice(1, -1)).toEqual([
      '… creating namespace contoso-push: Azure is at it (3 s)',
      '… creating namespace contoso-push: reading again (9 s)',
      '… creating namespace contoso-push: reading again (19 s)',
    ]);
  });

  test('a name from outside cannot steer the terminal', () => {
    const { stderr, progress } = setting();

    progress.onEvent(started(step('create', '/x/a\u001b[2J\u202eb')));

    expect(stderr.text).toBe(`… creating namespace ${String.raw`a\u001b[2J\u202eb`}\n`);
  });
});

describe('on a terminal', () => {
  // The spinner's library looks at CI itself, and stands still there.
  beforeEach(() => void vi.stubEnv('CI', undefined));
  afterEach(() => void vi.unstubAllEnvs());

  const setting = (columns: number, colour = true) => {
    const stream = Object.assign(new PassThrough(), {
      isTTY: true,
      columns,
      cursorTo: () => true,
      moveCursor: () => true,
      clearLine: () => stream.write('<cleared>'),
    });
    const written = (): string => String(stream.read() ?? '');
    const stderr = {
      ...captured(true, columns),
      columns,
      write: (text: string) => void stream.write(text),
    };
    const clock = virtualClock(0);
    let tick = (): void => {};
    const every = (_: number, task: () => void) => {
      tick = task;
      return () => (tick = () => {});
    };
    const progress = movingProgress({ stderr, clock, every }, stream, colour);
    return { written, clock, progress, tick: () => tick() };
  };

  test('the line says what is done, why it takes time, and for how long', () => {
    const { written, clock, progress, tick } = setting(80);
    progress.onEvent(started(step('create')));
    progress.onEvent(waiting(step('create'), 'Azure is at it'));
    clock.advance(7000);

    tick();
    progress.pause();

    expect(written()).toContain('creating namespace contoso-push: Azure is at it (7 s)');
  });

  test('it is gone when the change is done', () => {
    const { written, progress } = setting(80);
    progress.onEvent(started(step('create')));

    progress.onEvent(finished(step('create')));

    expect(written()).toMatch(/<cleared>[^a-z]*$/);
  });

  test('a line that is said stands above it, and the line goes on', () => {
    const { written, progress } = setting(80);
    progress.onEvent(started(step('create')));
    written();

    progress.say('Using the hub x.');
    progress.pause();

    const text = written();
    expect(text).toContain('<cleared>');
    expect(text).toMatch(/Using the hub x\.\n[^]*creating namespace/);
  });

  test('40 columns are enough: what is too long is cut', () => {
    const { written, progress } = setting(40);
    progress.onEvent(started(step('create', `/x/${'long-name-'.repeat(9)}`)));
    progress.pause();

    const line = /creating[^\n\u001b<]*/.exec(written())?.[0] ?? '';
    expect(line).toMatch(/…: asking Azure \(0 s\)$/);
    expect(stringWidth(line)).toBeLessThanOrEqual(38);
  });

  test.each([
    [80, 'creating namespace com-w80-app-voip-b57636…: waiting until it is active (0 s)'],
    [40, 'waiting until it is active (0 s)'],
  ])('in %i columns the name is cut rather than the reason', (columns, line) => {
    const { written, progress } = setting(columns);
    const long = step('create', '/x/com-w80-app-voip-b576366c-and-more-of-it');
    progress.onEvent(started(long));
    progress.onEvent(waiting(long, 'waiting until it is active'));
    progress.pause();

    expect(written()).toContain(line);
    expect(stringWidth(line)).toBeLessThanOrEqual(columns - 2);
  });

  test('without colour it has none', () => {
    const { written, progress } = setting(80, false);

    progress.onEvent(started(step('create')));
    progress.pause();

    // oxlint-disable-next-line no-control-regex -- colour sequences are what it looks for
    expect(written()).not.toMatch(/\u001b\[\d+m/);
  });
});

test('with -o none nothing is said', () => {
  const progress = silentProgress();

  expect([progress.say('x'), progress.onEvent(started(step('create'))), progress.pause()]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

describe('cutting a text', () => {
  const text = fc.string({ unit: 'grapheme' });

  test('never leaves more than the width', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (given, width) => {
        expect(stringWidth(truncated(given, width))).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('leaves alone what fits', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(truncated(given, stringWidth(given))).toBe(given);
      }),
    );
  });

  test('counts wide characters as two', () => {
    expect(truncated('通知中心', 5)).toBe('通知…');
  });
});
