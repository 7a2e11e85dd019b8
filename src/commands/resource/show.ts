import type { Command } from 'commander';
import type { Wire } from '../../terminal/wire.ts';
import { withExamples } from '../examples.ts';

interface Options {
  resource?: string;
}

/** `resource show`. */
export function registerResourceShow(parent: Command, wire: Wire): void {
  const command = parent
    .command('show')
    .description('show an ACS resource')
    .option('--resource <resource>', 'name or ARM id; may be left out where there is only one')
    .action(
      wire(async ({ resource }: Options, session) => {
        const { showResource } = await import('../../services/communication-services.ts');
        const { resourceText } = await import('../../views/resource.ts');
        return { data: await showResource(resource, session), human: resourceText };
      }),
    );
  withExamples(command, [
    { about: 'by name', run: 'acs-notify resource show --resource contoso-acs' },
    {
      about: 'the hub it is linked to',
      run: 'acs-notify resource show -o tsv --query notificationHubId',
    },
  ]);
}
