import { linkIn } from '../resources/link.ts';
import { COMMUNICATION_VERSION } from '../resources/versions.ts';
import { parseArmId } from '../shared/arm-id.ts';
import { CliError } from '../shared/errors.ts';
import { shellQuote } from '../shared/shell-quote.ts';
import { resourceAbsent } from './absent.ts';
import { subscriptionOption } from './ids.ts';
import { resolveResource, type ResolveDeps } from './resolve.ts';

/** Explains why a link cannot be removed here (facts 1: no version of the API has such a call). Always throws, mostly `NO_UNLINK`. */
export async function unlinkHub(resource: string | undefined, deps: ResolveDeps): Promise<never> {
  const id = await resolveResource(resource, deps);
  const body = await (await deps.azure()).arm.get(id, COMMUNICATION_VERSION);
  if (body === undefined) throw resourceAbsent(id);
  const hubId = linkIn(body)?.hubId;
  const name = parseArmId(id)?.name ?? id;
  const where = subscriptionOption(id);
  if (hubId === undefined)
    throw new CliError({
      code: 'NO_UNLINK',
      message: `${name} is linked to no hub: there is nothing to remove.`,
      hint: `See: acs-notify status --resource ${shellQuote(name)} ${where}`,
    });
  throw new CliError({
    code: 'NO_UNLINK',
    message: `${name} is linked to ${hubId}. Azure’s API has no call that removes a link.`,
    hint: [
      `In the portal: open ${name}, then Push notifications, then Disconnect.`,
      'To stop pushes from here: regenerate or delete the key of the linked policy. The link then still shows, and pushes fail silently.',
      `To use another hub instead: acs-notify link-hub --resource ${shellQuote(name)} --hub <hub> --relink ${where}`,
    ].join('\n'),
  });
}
