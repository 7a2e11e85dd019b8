import { failure } from '../../arm/replies.ts';
import type { Reply } from '../../contract.ts';
import { locationName } from '../../../shared/location.ts';
import { displayName } from '../../locations.ts';

/** Whether Azure has such a region, however it is written; `global` is none. */
export function isRegion(location: string): boolean {
  return displayName(location) !== undefined && locationName(location) !== 'global';
}

/** ARM's 400 for a tracked resource without a location (text as people published it; not recorded). */
export function locationRequired(): Reply {
  const message = 'The location property is required for this definition.';
  return failure(400, 'LocationRequired', message);
}

/** ARM's 400 for a region that the type is not offered in (text as people published it; not recorded). */
export function locationNotAvailable(location: string, type: string): Reply {
  return failure(
    400,
    'LocationNotAvailableForResourceType',
    `The provided location '${location}' is not available for resource type '${type}'.`,
  );
}
