import type { Azure } from '../shared/ports.ts';
import { createArm } from './arm.ts';
import { createHubs } from './hubs.ts';
import { type AzureOptions, createWire, type Wire } from './pipeline.ts';
import { createResources } from './resources.ts';

/**
 * Azure as the rest of the program sees it. Nothing is loaded, and nobody signs in, before the first request. Throws as
 * `Arm` says, and for the sign-in `SIGN_IN_NEEDED`, `SIGN_IN_FAILED` and `INVALID_SETTING`.
 */
export function connectAzure(options: AzureOptions): Azure {
  let made: Promise<Wire> | undefined;
  const wire = () => (made ??= createWire(options));
  const arm = createArm(wire);
  return {
    arm,
    hubs: createHubs(hubsClient(wire), arm),
    resources: createResources(resourcesClient(wire), arm),
  };
}

/** The SDKs ask for a credential, but our pipeline signs in: this one is never used. */
const UNUSED_CREDENTIAL = { getToken: () => Promise.reject(new Error('the pipeline signs in')) };

function hubsClient(wire: () => Promise<Wire>) {
  return async (subscription: string) => {
    const { client, cloud, pipeline } = await wire();
    const { NotificationHubsManagementClient } = await import('@azure/arm-notificationhubs');
    const { deserializationPolicy, serializationPolicy } = await import('@azure/core-client');
    const { createEmptyPipeline } = await import('@azure/core-rest-pipeline');
    // The SDK's own two come first, so that they see only what our policies let through.
    const own = createEmptyPipeline();
    for (const policy of [
      serializationPolicy(),
      deserializationPolicy(),
      ...pipeline.getOrderedPolicies(),
    ])
      own.addPolicy(policy);
    return new NotificationHubsManagementClient(UNUSED_CREDENTIAL, subscription, {
      endpoint: cloud.arm,
      $host: cloud.arm,
      pipeline: own,
      httpClient: client,
    });
  };
}

function resourcesClient(wire: () => Promise<Wire>) {
  return async (subscription: string) => {
    const { client, cloud, pipeline } = await wire();
    const { ResourceManagementClient } = await import('@azure/arm-resources');
    return new ResourceManagementClient(UNUSED_CREDENTIAL, subscription, {
      endpoint: cloud.arm,
      pipeline,
      httpClient: client,
    });
  };
}
