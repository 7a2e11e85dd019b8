import type { Departure } from '../official/departure.ts';
import { COMMUNICATION_DEPARTURES } from './communication.ts';
import { NOTIFICATION_HUBS_DEPARTURES } from './notification-hubs.ts';
import { RESOURCES_DEPARTURES } from './resources.ts';

/**
 * Everything that live Azure was seen to do otherwise than its official files say. What is not in here fails; what is in
 * here and no longer happens fails as well.
 */
export const DEPARTURES: readonly Departure[] = [
  ...NOTIFICATION_HUBS_DEPARTURES,
  ...COMMUNICATION_DEPARTURES,
  ...RESOURCES_DEPARTURES,
];
