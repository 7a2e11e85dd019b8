import type { Command } from 'commander';
import type { Sku } from '../../shared/ports.ts';
import type { Wire } from '../../terminal/wire.ts';
import { withExamples } from '../examples.ts';
import { mutating, type MutatingOptions } from '../options.ts';
import { skuOf, tagsOf } from '../values.ts';

interface Options extends MutatingOptions {
  resourceGroup?: string;
  createResourceGroup: boolean;
  location?: string;
  namespace?: string;
  name?: string;
  bundleId?: string;
  voip: boolean;
  sku?: Sku;
  policy: string;
  tags?: Record<string, string>;
}

/** `hub create`: namespace, hub and Send-only policy; what is there already is kept. */
export function registerHubCreate(parent: Command, wire: Wire): void {
  const command = parent
    .command('create')
    .description('make a namespace, a hub and a policy that may send and nothing else')
    .option('-g, --resource-group <name>', 'the group; may be left out where there is only one')
    .option('--create-resource-group', 'make the group when it is absent', false)
    .option('--location <location>', 'where; the group’s location unless given')
    .option('--bundle-id <id>', 'the app’s bundle id; names the hub')
    .option('--voip', 'add .voip to the bundle id, for Apple VoIP pushes (docs/voip.md)', false)
    .option('--name <hub>', 'the hub’s name, instead of the bundle id')
    .option('--namespace <name>', 'the namespace’s name; made from the hub’s unless given')
    .option('--sku <sku>', 'free, basic or standard; free unless given', skuOf)
    .option('--policy <name>', 'name of the Send-only policy', 'acs-send')
    .option('--tags <name=value>', 'a tag; may be repeated', tagsOf)
    .action(
      wire(async (options: Options, session) => {
        const { createHub } = await import('../../services/create-hub.ts');
        const { stepsOutcome } = await import('../../views/steps.ts');
        const { resourceGroup, location, namespace, name, bundleId, sku, tags } = options;
        const created = await createHub(
          { ...options, resourceGroup, location, namespace, name, bundleId, sku, tags },
          session,
        );
        return stepsOutcome(created, options, session);
      }),
    );
  withExamples(mutating(command), [
    {
      about: 'a hub for VoIP pushes of an iPhone app',
      run: 'acs-notify hub create --resource-group contoso --bundle-id com.contoso.app --voip',
    },
    {
      about: 'see first what would be made, and with which requests',
      run: 'acs-notify hub create -g contoso --bundle-id com.contoso.app --dry-run --show-requests',
    },
  ]);
}
