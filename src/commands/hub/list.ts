import type { Command } from 'commander';
import type { Wire } from '../../terminal/wire.ts';
import { withExamples } from '../examples.ts';

interface Options {
  resourceGroup?: string;
}

/** `hub list`. */
export function registerHubList(parent: Command, wire: Wire): void {
  const command = parent
    .command('list')
    .description('list the hubs of the subscription')
    .option('-g, --resource-group <name>', 'only those of this group')
    .action(
      wire(async ({ resourceGroup }: Options, session) => {
        const { listHubs } = await import('../../services/hubs.ts');
        const { hubsText } = await import('../../views/hub.ts');
        return { data: await listHubs(resourceGroup, session), human: hubsText };
      }),
    );
  withExamples(command, [
    { about: 'all hubs', run: 'acs-notify hub list' },
    {
      about: 'their ids, one a line',
      run: 'acs-notify hub list --resource-group contoso -o tsv --query "[].id"',
    },
  ]);
}
