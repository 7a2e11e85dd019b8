import { textAt } from '../../../shared/json.ts';
import { failure, param } from '../../arm/replies.ts';
import type { Call, Reply } from '../../contract.ts';
import { isServiceName, isServiceNameTaken } from './names.ts';
import type { ServiceState } from './state.ts';

/** Where data can lie: the list of the Terraform provider (facts 1). Written with and without blanks (observed 3.1). */
const DATA_LOCATIONS =
  'Africa, Asia Pacific, Australia, Brazil, Canada, Europe, France, Germany, India, Japan, Korea, Norway, Switzerland, UAE, UK, United States, usgov';

/** The data location of a request. */
export function dataLocationOf(call: Call): string | undefined {
  return textAt(call.body, 'properties', 'dataLocation');
}

/**
 * What a PUT is refused for. No refusal was recorded but that of an unknown version: the codes and texts here are those
 * of ARM where it checks itself, and otherwise ours (unknown).
 */
export function refusePut(call: Call, before: ServiceState | undefined): Reply | undefined {
  return refuseLocation(call) ?? (before ? refuseUpdate(call, before) : refuseNew(call));
}

function refuseLocation(call: Call): Reply | undefined {
  const location = textAt(call.body, 'location');
  if (location === undefined)
    return failure(
      400,
      'LocationRequired',
      'The location property is required for this definition.',
    );
  if (location.toLowerCase() === 'global') return undefined;
  return failure(
    400,
    'LocationNotAvailableForResourceType',
    `The provided location '${location}' is not available for resource type 'Microsoft.Communication/CommunicationServices'. List of available regions for the resource type is 'global'.`,
  );
}

function refuseNew(call: Call): Reply | undefined {
  const name = param(call, 'service');
  if (!isServiceName(name))
    return failure(400, 'InvalidResourceName', `The resource name '${name}' is not valid.`);
  const wanted = dataLocationOf(call);
  if (wanted === undefined)
    return failure(400, 'BadRequest', 'The dataLocation property is required.');
  const known = DATA_LOCATIONS.split(', ').some((one) => isSame(one, wanted));
  if (!known)
    return failure(
      400,
      'BadRequest',
      `The dataLocation '${wanted}' is not valid. Valid are: ${DATA_LOCATIONS}.`,
    );
  if (!isServiceNameTaken(call, name)) return undefined;
  return failure(409, 'NameReservationTaken', 'Resource name already exists');
}

/** The data location is fixed at creation (facts 1). */
function refuseUpdate(call: Call, before: ServiceState): Reply | undefined {
  if (before.deletedAt !== undefined)
    return failure(409, 'Conflict', `The resource '${before.name}' is being deleted.`);
  const wanted = dataLocationOf(call);
  if (wanted === undefined || isSame(wanted, before.dataLocation)) return undefined;
  return failure(400, 'BadRequest', 'The dataLocation property cannot be changed.');
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase().replaceAll(' ', '') === b.toLowerCase().replaceAll(' ', '');
}
