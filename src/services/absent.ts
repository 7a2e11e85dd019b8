import { groupId } from '../shared/arm-id.ts';
import { CliError, isCliError } from '../shared/errors.ts';
import type { Azure } from '../shared/ports.ts';
import { subscriptionOption } from './ids.ts';
import { didYouMean } from './nearest.ts';

/** The error for an ACS resource that is not there. */
export function resourceAbsent(resourceId: string): CliError {
  return absent(
    `There is no ACS resource ${resourceId}.`,
    `See: acs-notify resource list ${subscriptionOption(resourceId)}`,
  );
}

/** The error for a hub that is not there. */
export function hubAbsent(hubId: string): CliError {
  return absent(
    `There is no hub ${hubId}.`,
    `See: acs-notify hub list ${subscriptionOption(hubId)}\nMake one with: acs-notify hub create`,
  );
}

/** The error for a policy that a hub does not have, with the nearest names. */
export function policyAbsent(name: string, others: readonly string[]): CliError {
  return absent(
    `The hub has no policy ${name}.${didYouMean(name, others)}`,
    'See: acs-notify policy list. Make one with: acs-notify policy ensure',
  );
}

/** Throws `NOT_FOUND`, with the nearest names and this hint, unless the resource group is there. */
export async function requireGroup(
  { subscription, group }: { subscription: string; group: string },
  { resources }: Azure,
  hint: string,
): Promise<void> {
  if (await resources.group(groupId(subscription, group))) return;
  throw await groupAbsent({ subscription, group }, resources, hint);
}

/** The error for a resource group that is not there, with the nearest names where they may be read. */
export async function groupAbsent(
  { subscription, group }: { subscription: string; group: string },
  resources: Azure['resources'],
  hint: string,
): Promise<CliError> {
  const others = await resources.groups(subscription).catch(() => []); // only for the hint: the error itself is known
  const near = didYouMean(
    group,
    others.map(({ name }) => name),
  );
  return absent(`There is no resource group ${group}.${near}`, hint);
}

/** Where a subscription is not registered for a provider, there is nothing of it: an empty list, and no error. */
export function noneIfUnregistered(error: unknown): [] {
  if (isCliError(error) && error.azure?.code === 'MissingSubscriptionRegistration') return [];
  throw error;
}

function absent(message: string, hint: string): CliError {
  return new CliError({ code: 'NOT_FOUND', message, hint });
}
