import type { Command } from 'commander';
import type { Wire } from '../../terminal/wire.ts';
import { withExamples } from '../examples.ts';

interface Options {
  hub?: string;
}

const SETUP = ['acs-notify hub create -g contoso --bundle-id com.contoso.app --voip'];

/** `hub show`. */
export function registerHubShow(parent: Command, wire: Wire): void {
  const command = parent
    .command('show')
    .description('show a hub: its policies, credentials, and the ACS resources linked to it')
    .option('--hub <hub>', 'name, namespace/hub or ARM id; may be left out where there is only one')
    .action(
      wire(async ({ hub }: Options, session) => {
        const { showHub } = await import('../../services/hubs.ts');
        const { hubText } = await import('../../views/hub.ts');
        return { data: await showHub(hub, session), human: hubText };
      }),
    );
  withExamples(command, [
    {
      about: 'a hub by its name',
      run: 'acs-notify hub show --hub com.contoso.app.voip',
      setup: SETUP,
    },
    {
      about: 'which ACS resources use it',
      run: 'acs-notify hub show -o json --query linkedFrom',
      setup: SETUP,
    },
  ]);
}
