import type { World } from '../../contract.ts';
import { communicationState, type ServiceState } from './state.ts';

/** Plays the portal's Disconnect, whose call nobody documents. `resource`: name or ARM id; may be left out where only one is linked. */
export function unlink(
  world: World,
  resource: string | undefined,
): { resource: string; notificationHubId: string } | { problem: string } {
  const all = Object.values(communicationState(world).services);
  const named = resource === undefined ? all : all.filter((one) => isNamed(one, resource));
  const linked = named.filter((one) => one.notificationHubId !== undefined);
  const [service] = linked;
  if (named.length === 0)
    return { problem: `There is no ACS resource '${resource ?? ''}' in the local Azure.` };
  if (!service) return { problem: 'No such ACS resource is linked to a hub.' };
  if (linked.length > 1)
    return {
      problem: `Several ACS resources are linked: ${linked.map(({ name }) => name).join(', ')}. Name one.`,
    };
  const notificationHubId = service.notificationHubId ?? '';
  delete service.notificationHubId;
  delete service.linkedConnectionString;
  return { resource: service.id, notificationHubId };
}

function isNamed(service: ServiceState, resource: string): boolean {
  const wanted = resource.toLowerCase();
  return service.name.toLowerCase() === wanted || service.id.toLowerCase() === wanted;
}
