import type { Command } from 'commander';
import { shellQuote } from '../../shared/shell-quote.ts';
import type { Wire } from '../../terminal/wire.ts';
import { withExamples } from '../examples.ts';
import { mutating, type MutatingOptions } from '../options.ts';

interface Options extends MutatingOptions {
  hub?: string;
  confirm?: string;
  withNamespace: boolean;
}

const SETUP = ['acs-notify hub create -g contoso --bundle-id com.contoso.app --voip'];

/** `hub delete`: says what depends on the hub, and wants its name typed. */
export function registerHubDelete(parent: Command, wire: Wire): void {
  const command = parent
    .command('delete')
    .description('delete a hub once its name was typed; its namespace only when asked to')
    .option('--hub <hub>', 'name, namespace/hub or ARM id; may be left out where there is only one')
    .option('--confirm <name>', 'the hub’s name, instead of typing it')
    .option('--with-namespace', 'delete the namespace too, when it holds no other hub', false)
    .action(
      wire(async (options: Options, session) => {
        const { deleteHub } = await import('../../services/delete-hub.ts');
        const { stepsOutcome } = await import('../../views/steps.ts');
        const { hub, confirm, withNamespace } = options;
        const deleted = await deleteHub({ ...options, hub, confirm }, session);
        return stepsOutcome(deleted, options, { commandLine: again(deleted.hub, withNamespace) });
      }),
    );
  withExamples(mutating(command), [
    {
      about: 'in a script, where nobody can type the name',
      run: 'acs-notify hub delete --hub com.contoso.app.voip --confirm com.contoso.app.voip',
      setup: SETUP,
    },
    {
      about: 'see what would go',
      run: 'acs-notify hub delete --hub com.contoso.app.voip --with-namespace --dry-run',
      setup: SETUP,
    },
  ]);
}

/** How to go on after a failure in the middle: by the whole id, since a hub that is gone has no name to look up. */
function again({ id, name }: { id: string; name: string }, withNamespace: boolean): string {
  const words = `acs-notify hub delete --hub ${shellQuote(id)} --confirm ${shellQuote(name)}`;
  return withNamespace ? `${words} --with-namespace` : words;
}
