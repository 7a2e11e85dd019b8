import type { Command } from 'commander';
import { textAt } from '../../shared/json.ts';
import { printableLine } from '../../shared/printable.ts';
import type { Wire } from '../../terminal/wire.ts';
import { withExamples } from '../examples.ts';

interface Options {
  resource?: string;
}

const LINKED = [
  'acs-notify hub create -g contoso --bundle-id com.contoso.app',
  'acs-notify link-hub',
];

/** `emulator unlink`: plays the portal's Disconnect, which Azure's API does not offer. */
export function registerEmulatorUnlink(parent: Command, wire: Wire): void {
  const command = parent
    .command('unlink')
    .description('play the portal’s Disconnect: the ACS resource loses its link')
    .option('--resource <name|id>', 'ACS resource; may be left out where there is just one')
    .action(
      wire(async ({ resource }: Options, session) => {
        const { control } = await import('./control.ts');
        const body = resource === undefined ? {} : { resource };
        const answer = await control('unlink', body, session);
        const data = {
          resource: textAt(answer, 'resource') ?? resource ?? null,
          hubId: textAt(answer, 'notificationHubId') ?? null,
        };
        return { data, human: unlinkedText };
      }),
    );
  withExamples(command, [
    { about: 'the only linked ACS resource', run: 'acs-notify emulator unlink', setup: LINKED },
    {
      about: 'a named one',
      run: 'acs-notify emulator unlink --resource contoso-acs',
      setup: LINKED,
    },
  ]);
}

function unlinkedText({
  resource,
  hubId,
}: {
  resource: string | null;
  hubId: string | null;
}): string {
  const name = printableLine(resource ?? 'The ACS resource');
  return hubId === null
    ? `${name} had no link.`
    : `${name} is no longer linked to ${printableLine(hubId)}.`;
}
