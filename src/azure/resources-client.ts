import { ResourceManagementClient } from '@azure/arm-resources';
import { createEmptyPipeline } from '@azure/core-rest-pipeline';
import type { Wire } from './pipeline.ts';
import { sdkGuard, UNUSED_CREDENTIAL } from './sdk.ts';

/** The SDK's client for one call. */
export function createResourcesClient(
  { client, cloud, pipeline, isRead }: Wire,
  subscription: string,
): ResourceManagementClient {
  const own = createEmptyPipeline();
  for (const policy of [sdkGuard(isRead), ...pipeline.getOrderedPolicies()]) own.addPolicy(policy);
  return new ResourceManagementClient(UNUSED_CREDENTIAL, subscription, {
    endpoint: cloud.arm,
    pipeline: own,
    httpClient: client,
  });
}
