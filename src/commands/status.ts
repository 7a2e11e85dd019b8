import type { Command } from 'commander';
import { EXIT_CODES } from '../shared/exit-codes.ts';
import type { Wire } from '../terminal/wire.ts';
import { withExamples } from './examples.ts';

interface Options {
  resource?: string;
}

const SETUP = [
  'acs-notify hub create -g contoso --bundle-id com.contoso.app --voip',
  'acs-notify link-hub',
];

/** `status`: the chain on one screen. */
export function registerStatus(program: Command, wire: Wire): void {
  const command = program
    .command('status')
    .description('show the push chain of an ACS resource; exit 10 when a link of it is wrong')
    .option('--resource <resource>', 'name or ARM id; may be left out where there is only one')
    .action(
      wire(async ({ resource }: Options, session) => {
        const { showStatus } = await import('../services/status.ts');
        const { statusText } = await import('../views/status.ts');
        const data = await showStatus(resource, session);
        const wrong = data.findings.some(({ verdict }) => verdict === 'wrong');
        return {
          data,
          human: statusText,
          exit: wrong ? EXIT_CODES.changes.code : EXIT_CODES.ok.code,
        };
      }),
    );
  withExamples(command, [
    {
      about: 'is everything right?',
      run: 'acs-notify status --resource contoso-acs',
      setup: SETUP,
    },
    {
      about: 'what is wrong, for a script',
      run: 'acs-notify status -o json --query "findings[?verdict==\'wrong\']"',
      setup: SETUP,
    },
  ]);
}
