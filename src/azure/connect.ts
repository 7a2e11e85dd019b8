import type { Azure } from '../shared/ports.ts';
import { createArm } from './arm.ts';
import { createHubs } from './hubs.ts';
import type { AzureOptions, Wire } from './pipeline.ts';
import { createResources } from './resources.ts';

/**
 * Azure as the rest of the program sees it. Nothing is loaded, and nobody signs in, before the first request. Throws as
 * `Arm` says, and for the sign-in `SIGN_IN_NEEDED`, `SIGN_IN_FAILED` and `INVALID_SETTING`.
 */
export function connectAzure(options: AzureOptions): Azure {
  let made: Promise<Wire> | undefined;
  const wire = () => (made ??= loadWire(options));
  const arm = createArm(wire);
  const hubsClient = async (subscription: string) => {
    const { createHubsClient } = await import('./hubs-client.ts');
    return createHubsClient(await wire(), subscription);
  };
  const resourcesClient = async (subscription: string) => {
    const { createResourcesClient } = await import('./resources-client.ts');
    return createResourcesClient(await wire(), subscription);
  };
  return {
    arm,
    hubs: createHubs({ clientFor: hubsClient, arm, clock: options.clock }),
    resources: createResources(resourcesClient, arm),
  };
}

async function loadWire(options: AzureOptions): Promise<Wire> {
  const { createWire } = await import('./pipeline.ts');
  return createWire(options);
}
