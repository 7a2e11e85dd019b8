import stringWidth from 'fast-string-width';
import type { EngineEvent, Step } from '../engine/types.ts';
import { printableLine } from '../shared/printable.ts';
import type { Clock } from '../shared/ports.ts';
import { spinnerOn, type Spinner } from './spinner.ts';
import { truncated } from './truncated.ts';
import type { Deps } from './deps.ts';

/** The conversation on stderr while a command works. */
export interface Progress {
  readonly onEvent: (event: EngineEvent) => void;
  /** A whole line, above the moving one. */
  readonly say: (text: string) => void;
  /** Clears the moving line, before a question or the result. */
  readonly pause: () => void;
}

const VERBS = {
  create: 'creating',
  update: 'updating',
  replace: 'replacing',
  delete: 'deleting',
  keep: 'keeping',
} as const satisfies Record<Step['action'], string>;

const QUIET_SECONDS = 10;
/** What the spinner's own frame and the last column take. */
const MARGIN = 3;

/** Says nothing at all: for `-o none`. */
export function silentProgress(): Progress {
  return { onEvent: () => {}, say: () => {}, pause: () => {} };
}

/** One line at the start of each change, and while it lasts one at each new reason to wait and every 10 seconds. */
export function plainProgress({ stderr, clock }: Pick<Deps, 'stderr' | 'clock'>): Progress {
  let startedAt = clock.now();
  let last = { reason: '', at: 0 };
  const write = (text: string): void => stderr.write(`${text}\n`);
  return {
    say: write,
    pause: () => {},
    onEvent(event) {
      if (event.step.action === 'keep') return;
      if (event.type === 'started') {
        startedAt = clock.now();
        last = { reason: '', at: startedAt };
        write(`… ${doing(event.step)}`);
      } else if (event.type === 'waiting') {
        if (event.reason === last.reason && !isDue(last.at, clock)) return;
        last = { reason: event.reason, at: clock.now() };
        write(
          `… ${doing(event.step)}: ${printableLine(event.reason)} (${secondsSince(startedAt, clock)} s)`,
        );
      }
    },
  };
}

/** One moving line that tells what is being done, for how long, and why it takes time; it leaves nothing behind. */
export function movingProgress(
  deps: Pick<Deps, 'stderr' | 'clock' | 'every'>,
  stream: NodeJS.WritableStream,
  colour: boolean,
): Progress {
  const { stderr, clock } = deps;
  let spinner: Spinner | undefined;
  let current = { step: '', reason: 'asking Azure', startedAt: 0 };
  const text = (): string => {
    const elapsed = ` (${secondsSince(current.startedAt, clock)} s)`;
    const room = (stderr.columns ?? 80) - MARGIN - elapsed.length;
    return moving(current.step, printableLine(current.reason), room) + elapsed;
  };
  const pause = (): void => {
    spinner?.stop();
    spinner = undefined;
  };
  const show = (): void => {
    spinner ??= spinnerOn({ stream, colour, text, every: (...ticking) => deps.every(...ticking) });
    spinner.refresh();
  };
  return {
    pause,
    say(line) {
      const wasMoving = spinner !== undefined;
      pause();
      stderr.write(`${line}\n`);
      if (wasMoving) show();
    },
    onEvent(event) {
      if (event.step.action === 'keep') return;
      if (event.type === 'finished') return pause();
      if (event.type === 'waiting') current.reason = event.reason;
      else current = { step: doing(event.step), reason: 'asking Azure', startedAt: clock.now() };
      show();
    },
  };
}

/** A step cut to less than this says nothing. */
const SHORTEST_STEP = 12;

/** The step is cut before the reason is, and left out where hardly any of it would be left. */
function moving(step: string, reason: string, room: number): string {
  const left = room - stringWidth(`: ${reason}`);
  const whole = left < SHORTEST_STEP ? reason : `${truncated(step, left)}: ${reason}`;
  return truncated(whole, room);
}

function doing({ action, kind, id }: Step): string {
  const name = id.split('/').at(-1) ?? id;
  return printableLine(`${VERBS[action]} ${kind.replaceAll('-', ' ')} ${name}`);
}

const secondsSince = (instant: number, clock: Clock): number =>
  Math.max(0, Math.floor((clock.now() - instant) / 1000));

const isDue = (at: number, clock: Clock): boolean => clock.now() - at >= QUIET_SECONDS * 1000;
