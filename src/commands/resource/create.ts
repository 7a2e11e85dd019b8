import type { Command } from 'commander';
import type { Wire } from '../../terminal/wire.ts';
import { withExamples } from '../examples.ts';
import { mutating, type MutatingOptions } from '../options.ts';
import { tagsOf } from '../values.ts';

interface Options extends MutatingOptions {
  name: string;
  resourceGroup?: string;
  dataLocation: string;
  tags?: Record<string, string>;
}

/** `resource create`. */
export function registerResourceCreate(parent: Command, wire: Wire): void {
  const command = parent
    .command('create')
    .description('make an ACS resource')
    .requiredOption('--name <name>', 'its name')
    .option('-g, --resource-group <name>', 'the group; may be left out where there is only one')
    .requiredOption(
      '--data-location <place>',
      'where its data is kept, for good: Europe, "United States" …',
    )
    .option('--tags <name=value>', 'a tag; may be repeated', tagsOf)
    .action(
      wire(async (options: Options, session) => {
        const { createResource } = await import('../../services/communication-services.ts');
        const { stepsOutcome } = await import('../../views/steps.ts');
        const { resourceGroup, tags } = options;
        return stepsOutcome(
          await createResource({ ...options, resourceGroup, tags }, session),
          options,
          session,
        );
      }),
    );
  withExamples(mutating(command), [
    {
      about: 'a resource whose data stays in Europe',
      run: 'acs-notify resource create --name contoso-calls --data-location Europe',
    },
    {
      about: 'look first',
      run: 'acs-notify resource create --name contoso-calls -g contoso --data-location Europe --dry-run',
    },
  ]);
}
