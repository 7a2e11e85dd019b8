import type { Command } from 'commander';
import type { Session } from '../../terminal/session.ts';
import type { Wire } from '../../terminal/wire.ts';
import { withExamples } from '../examples.ts';
import { servingOptions, type ServingOptions } from './options.ts';
import { serve } from './serve.ts';

/** `emulator exec -- COMMAND`: a local Azure for one command; its exit code becomes ours. */
export function registerEmulatorExec(parent: Command, wire: Wire): void {
  const command = servingOptions(
    parent
      .command('exec')
      .description(
        'run a command against a local Azure of its own. The variables are set for it\n' +
          'alone, signals reach it, and its exit code becomes this one’s (128+n for a signal)',
      ),
  )
    .usage('[options] -- COMMAND [ARGUMENTS...]')
    .argument('<command...>', 'the command, after --, with its arguments')
    .passThroughOptions()
    .action(
      wire(async (options: ServingOptions, session, args) => ({
        data: undefined,
        human: () => '',
        exit: await exec(options, session, args),
      })),
    );
  withExamples(command, [
    {
      about: 'a script that creates, links and checks',
      run: 'acs-notify emulator exec -- bash script',
      needsListener: true,
    },
    {
      about: 'look at the requests it sent',
      run: 'acs-notify emulator exec --out ./azure -- acs-notify resource list',
      needsListener: true,
    },
  ]);
}

async function exec(
  options: ServingOptions,
  session: Session,
  [command = '', ...args]: readonly string[],
): Promise<number> {
  const serving = await serve(options, session);
  try {
    session.signal.throwIfAborted();
    return await session.spawn({ command, args, env: serving.variables });
  } finally {
    await serving.close();
  }
}
