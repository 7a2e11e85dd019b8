import type { Command } from 'commander';
import type { Wire } from '../terminal/wire.ts';
import { withExamples } from './examples.ts';

interface Options {
  resource?: string;
}

/** `unlink-hub`: explains why there is no such call, and what can be done. */
export function registerUnlinkHub(program: Command, wire: Wire): void {
  const command = program
    .command('unlink-hub')
    .description('explain how a link is removed: Azure’s API has no call for it (exit 6)')
    .option('--resource <resource>', 'name or ARM id; may be left out where there is only one')
    .action(
      wire(async ({ resource }: Options, session) => {
        const { unlinkHub } = await import('../services/unlink-hub.ts');
        return unlinkHub(resource, session);
      }),
    );
  withExamples(command, [
    { about: 'what to do', run: 'acs-notify unlink-hub --resource contoso-acs', exit: 6 },
    { about: 'the same as JSON, on stderr', run: 'acs-notify unlink-hub -o json', exit: 6 },
  ]);
}
