import type { Command } from 'commander';
import type { Exchange } from '../../emulator/contract.ts';
import { printableLine } from '../../shared/printable.ts';
import type { Session } from '../../terminal/session.ts';
import type { Wire } from '../../terminal/wire.ts';
import { withExamples } from '../examples.ts';
import { servingOptions, type ServingOptions } from './options.ts';
import { serve } from './serve.ts';

/** `emulator start`: serves until it is stopped; Ctrl-C is how it ends, so that is exit 0. */
export function registerEmulatorStart(parent: Command, wire: Wire): void {
  const command = servingOptions(
    parent
      .command('start')
      .description('start a local Azure and print the variables that lead to it; Ctrl-C stops it'),
  ).action(
    wire(async (options: ServingOptions, session) => {
      await start(options, session);
      return { data: undefined, human: () => '' };
    }),
  );
  withExamples(command, [
    {
      about: 'on any free port; paste the printed lines into another shell',
      run: 'acs-notify emulator start',
      needsListener: true,
    },
    {
      about: 'with its files in a folder; elsewhere: set -a; . ./azure/env',
      run: 'acs-notify emulator start --out ./azure',
      needsListener: true,
    },
  ]);
}

async function start(options: ServingOptions, session: Session): Promise<void> {
  const report = session.watched
    ? (exchange: Exchange) => session.trace(line(exchange))
    : undefined;
  const serving = await serve(options, session, report);
  try {
    const { servingOutcome } = await import('../../views/serving.ts');
    await session.emit(servingOutcome(serving, options.out));
    session.say('Ctrl-C stops it.');
    await aborted(session.signal);
  } finally {
    await serving.close();
  }
}

const line = ({ method, path, apiVersion, status }: Exchange): string =>
  printableLine(`${status} ${method} ${path}${apiVersion === undefined ? '' : ` ${apiVersion}`}`);

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
