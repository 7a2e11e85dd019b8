import type { Command } from 'commander';
import type { Wire } from '../../terminal/wire.ts';
import { withExamples } from '../examples.ts';

interface Options {
  resourceGroup?: string;
}

/** `resource list`. */
export function registerResourceList(parent: Command, wire: Wire): void {
  const command = parent
    .command('list')
    .description('list the ACS resources of the subscription and what each is linked to')
    .option('-g, --resource-group <name>', 'only those of this group')
    .action(
      wire(async ({ resourceGroup }: Options, session) => {
        const { listResources } = await import('../../services/communication-services.ts');
        const { resourcesText } = await import('../../views/resource.ts');
        return { data: await listResources(resourceGroup, session), human: resourcesText };
      }),
    );
  withExamples(command, [
    { about: 'all of them', run: 'acs-notify resource list' },
    {
      about: 'names and hubs, for a script',
      run: 'acs-notify resource list -o tsv --query "[].[name,notificationHubId]"',
    },
  ]);
}
