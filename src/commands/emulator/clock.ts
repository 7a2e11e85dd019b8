import { type Command, InvalidArgumentError } from 'commander';
import { textAt } from '../../shared/json.ts';
import { printableLine } from '../../shared/printable.ts';
import type { Wire } from '../../terminal/wire.ts';
import { withExamples } from '../examples.ts';
import { parseDuration } from './duration.ts';

interface Options {
  advance: number;
}

/** `emulator clock`: moves a running local Azure's clock forward, so that what takes time is done. */
export function registerEmulatorClock(parent: Command, wire: Wire): void {
  const command = parent
    .command('clock')
    .description('move the clock of the running local Azure forward')
    .requiredOption('--advance <duration>', 'by how much: 90s, 30m, 24h, 2d', durationOf)
    .action(
      wire(async ({ advance }: Options, session) => {
        const { control } = await import('./control.ts');
        const answer = await control('clock', { advance }, session);
        const data = { advanced: advance, now: textAt(answer, 'now') ?? null };
        return { data, human: clockText };
      }),
    );
  withExamples(command, [
    { about: 'a day later', run: 'acs-notify emulator clock --advance 24h' },
    { about: 'just past a long operation', run: 'acs-notify emulator clock --advance 1m30s' },
  ]);
}

const clockText = ({ now }: { now: string | null }): string =>
  `The local Azure's clock stands at ${printableLine(now ?? 'a later time')}.`;

function durationOf(text: string): number {
  const duration = parseDuration(text);
  if (duration === undefined)
    throw new InvalidArgumentError('Say for example 90s, 30m, 24h or 2d.');
  return duration;
}
