import type { Command } from 'commander';
import type { Wire } from '../../terminal/wire.ts';
import { withExamples } from '../examples.ts';

interface Options {
  hub?: string;
  name: string;
  show: boolean;
  secondary: boolean;
}

const SETUP = ['acs-notify hub create -g contoso --bundle-id com.contoso.app --voip'];

/** `policy keys`: fingerprints; a connection string only on request. */
export function registerPolicyKeys(parent: Command, wire: Wire): void {
  const command = parent
    .command('keys')
    .description(
      'show the fingerprints of a policy’s connection strings; the string itself with --show',
    )
    .option('--hub <hub>', 'name, namespace/hub or ARM id; may be left out where there is only one')
    .option('--name <name>', 'name of the policy', 'acs-send')
    .option('--show', 'print the connection string, and nothing else', false)
    .option('--secondary', 'with --show: the secondary one', false)
    .action(
      wire(async (options: Options, session) => {
        const { policyKeys } = await import('../../services/policies.ts');
        const { keysOutcome } = await import('../../views/keys.ts');
        const { hub, name } = options;
        return keysOutcome(await policyKeys({ hub, name }, session), options, session);
      }),
    );
  withExamples(command, [
    {
      about: 'whether two machines hold the same key',
      run: 'acs-notify policy keys --hub com.contoso.app.voip',
      setup: SETUP,
    },
    {
      about: 'the string for a push server, into a file that only you can read',
      run: 'acs-notify policy keys --hub com.contoso.app.voip --show',
      setup: SETUP,
    },
  ]);
}
