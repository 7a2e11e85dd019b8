import type { GroupState, Reply } from '../contract.ts';
import { locationName } from '../../shared/location.ts';
import { displayName, regions } from '../locations.ts';
import { failure } from './replies.ts';

/** ARM's 404 for a group that is absent. */
export function groupNotFound(group: string): Reply {
  return failure(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);
}

/** ARM's 409 for a write in a group that is being deleted (azure-cli#21121, #28679). */
export function groupBeingDeleted(group: string): Reply {
  return failure(
    409,
    'ResourceGroupBeingDeleted',
    `The resource group '${group}' is in deprovisioning state and cannot perform this operation.`,
  );
}

/** ARM's 400 for a name that no group can have (text: azure-cli#14481; the rule: Azure's resource-name-rules page). */
export function refuseName(name: string): Reply | undefined {
  const odd = [...new Set(name.replace(/[\p{L}\p{N}\-.()_]/gu, ''))].join('');
  if (odd !== '')
    return failure(
      400,
      'InvalidResourceGroup',
      `The provided resource group name '${name}' has these invalid characters: '${odd}'. The name can only be a letter, digit, '-', '.', '(', ')' or '_'.`,
    );
  if (name.length <= 90 && !name.endsWith('.')) return undefined;
  return failure(
    400,
    'InvalidResourceGroup',
    `The provided resource group name '${name}' is not valid: it has at most 90 characters and does not end in a period.`,
  );
}

/** ARM's refusals of a group's location: none, none that there is, not the one that the group has. */
export function refuseLocation(
  location: string,
  before: GroupState | undefined,
): Reply | undefined {
  if (location === '')
    return failure(
      400,
      'LocationRequired',
      'The location property is required for this definition.',
    );
  const wanted = locationName(location);
  if (displayName(location) === undefined || wanted === 'global')
    return failure(
      400,
      'LocationNotAvailableForResourceGroup',
      `The provided location '${location}' is not available for resource group. List of available regions is '${regions()
        .map(({ name }) => name)
        .join(',')}'.`,
    );
  if (!before || before.location === wanted) return undefined;
  return failure(
    409,
    'InvalidResourceGroupLocation',
    `Invalid resource group location '${wanted}'. The Resource group already exists in location '${before.location}'.`,
  );
}
