import { type Command, Option } from 'commander';
import type { Wire } from '../terminal/wire.ts';
import { withExamples } from './examples.ts';
import { mutating, type MutatingOptions } from './options.ts';

interface Options extends MutatingOptions {
  resource?: string;
  hub?: string;
  hubId?: string;
  policy?: string;
  relink: boolean;
  allowMoreRights: boolean;
  connectionStringFile?: string;
}

const SETUP = ['acs-notify hub create -g contoso --bundle-id com.contoso.app --voip'];

/** `link-hub`: the main job. */
export function registerLinkHub(program: Command, wire: Wire): void {
  const command = program
    .command('link-hub')
    .description('link a hub to an ACS resource, by a policy that may send and nothing else')
    .option(
      '--resource <resource>',
      'the ACS resource: name or ARM id; may be left out where there is only one',
    )
    .option('--hub <hub>', 'name, namespace/hub or ARM id; may be left out where there is only one')
    .option('--policy <name>', 'the policy to link by, acs-send unless given; made when absent')
    .option(
      '--relink',
      'link again although it is linked: moves the link, or renews its key',
      false,
    )
    .option('--allow-more-rights', 'take a policy that may do more than send', false)
    .addOption(
      new Option('--hub-id <id>', 'the hub’s ARM id, with --connection-string-file').conflicts(
        'hub',
      ),
    )
    .option(
      '--connection-string-file <file>',
      'file, - (stdin) or env:NAME: when you may not list keys',
    )
    .action(
      wire(async (options: Options, session) => {
        const { linkHub } = await import('../services/link-hub.ts');
        const { stepsOutcome } = await import('../views/steps.ts');
        const { resource, hub, hubId = hub, policy, connectionStringFile } = options;
        const given = { resource, hub: hubId, policy, connectionStringFile };
        const linked = await linkHub({ ...options, ...given }, session);
        for (const warning of linked.warnings) session.say(warning);
        return stepsOutcome(linked, options, session);
      }),
    );
  withExamples(mutating(command), [
    {
      about: 'by names',
      run: 'acs-notify link-hub --resource contoso-acs --hub com.contoso.app.voip',
      setup: SETUP,
    },
    {
      about: 'after a key was regenerated',
      run: 'acs-notify link-hub --resource contoso-acs --hub com.contoso.app.voip --relink',
      setup: SETUP,
    },
  ]);
}
