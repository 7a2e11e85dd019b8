import { NotificationHubsManagementClient } from '@azure/arm-notificationhubs';
import { deserializationPolicy, serializationPolicy } from '@azure/core-client';
import { createEmptyPipeline } from '@azure/core-rest-pipeline';
import type { Wire } from './pipeline.ts';
import { sdkGuard, UNUSED_CREDENTIAL } from './sdk.ts';

/** The SDK's client for one call. Its own two policies come first: they see only what ours let through. */
export function createHubsClient(
  { client, cloud, pipeline, isRead }: Wire,
  subscription: string,
): NotificationHubsManagementClient {
  const own = createEmptyPipeline();
  for (const policy of [
    serializationPolicy(),
    deserializationPolicy(),
    sdkGuard(isRead),
    ...pipeline.getOrderedPolicies(),
  ])
    own.addPolicy(policy);
  return new NotificationHubsManagementClient(UNUSED_CREDENTIAL, subscription, {
    endpoint: cloud.arm,
    $host: cloud.arm,
    pipeline: own,
    httpClient: client,
  });
}
