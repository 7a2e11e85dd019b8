import { textAt } from '../../../shared/json.ts';
import { failure } from '../../arm/replies.ts';
import type { Call, Reply } from '../../contract.ts';
import { nowOf } from '../../time.ts';
import { PROVIDER_APPLICATION } from './author.ts';
import { newEtag, type ServiceState } from './state.ts';

/**
 * linkNotificationHub: 200 with the id as sent. No check of the hub, the rule or the key was ever seen (observed 3.2),
 * so a hub of another subscription and a dead key are taken; `WrongSubscription` comes through the fault plan only.
 */
export function link(call: Call, service: ServiceState): Reply {
  const resourceId = textAt(call.body, 'resourceId');
  const connectionString = textAt(call.body, 'connectionString');
  if (!resourceId || !connectionString)
    return failure(400, 'BadRequest', 'resourceId and connectionString are required.');
  service.notificationHubId = resourceId;
  service.linkedConnectionString = connectionString;
  service.modifiedAt = nowOf(call.world);
  service.modifiedBy = PROVIDER_APPLICATION;
  service.etag = newEtag(call.world);
  return { status: 200, headers: { 'x-ms-providerhub-traffic': 'True' }, body: { resourceId } };
}
