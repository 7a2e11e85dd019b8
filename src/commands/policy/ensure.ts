import type { Command } from 'commander';
import type { Wire } from '../../terminal/wire.ts';
import { withExamples } from '../examples.ts';
import { mutating, type MutatingOptions } from '../options.ts';

interface Options extends MutatingOptions {
  hub?: string;
  name: string;
}

const SETUP = ['acs-notify hub create -g contoso --bundle-id com.contoso.app --voip'];

/** `policy ensure`: Send and nothing else. */
export function registerPolicyEnsure(parent: Command, wire: Wire): void {
  const command = parent
    .command('ensure')
    .description(
      'give the hub a policy that may send and nothing else; one that may more is narrowed',
    )
    .option('--hub <hub>', 'name, namespace/hub or ARM id; may be left out where there is only one')
    .option('--name <name>', 'name of the policy', 'acs-send')
    .action(
      wire(async (options: Options, session) => {
        const { ensurePolicy } = await import('../../services/policies.ts');
        const { stepsOutcome } = await import('../../views/steps.ts');
        const { hub } = options;
        return stepsOutcome(await ensurePolicy({ ...options, hub }, session), options, session);
      }),
    );
  withExamples(mutating(command), [
    {
      about: 'the policy that link-hub uses',
      run: 'acs-notify policy ensure --hub com.contoso.app.voip',
      setup: SETUP,
    },
    {
      about: 'another one',
      run: 'acs-notify policy ensure --hub com.contoso.app.voip --name push-server',
      setup: SETUP,
    },
  ]);
}
