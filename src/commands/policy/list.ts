import type { Command } from 'commander';
import type { Wire } from '../../terminal/wire.ts';
import { withExamples } from '../examples.ts';

interface Options {
  hub?: string;
}

const SETUP = ['acs-notify hub create -g contoso --bundle-id com.contoso.app --voip'];

/** `policy list`. */
export function registerPolicyList(parent: Command, wire: Wire): void {
  const command = parent
    .command('list')
    .description('list the policies (authorization rules) of a hub with their rights')
    .option('--hub <hub>', 'name, namespace/hub or ARM id; may be left out where there is only one')
    .action(
      wire(async ({ hub }: Options, session) => {
        const { listPolicies } = await import('../../services/policies.ts');
        const { policiesText } = await import('../../views/hub.ts');
        const data = await listPolicies(hub, session);
        return {
          data,
          human: (listed: typeof data, style) => policiesText(listed.policies, style),
        };
      }),
    );
  withExamples(command, [
    {
      about: 'the policies of a hub',
      run: 'acs-notify policy list --hub com.contoso.app.voip',
      setup: SETUP,
    },
    { about: 'as JSON', run: 'acs-notify policy list -o json', setup: SETUP },
  ]);
}
