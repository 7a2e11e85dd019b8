import type { Random } from '../shared/ports.ts';
import type { Provider, World } from './contract.ts';
import type { Directory } from './entra/directory.ts';
import { hashSecret } from './entra/directory.ts';
import { register } from './arm/registrations.ts';
import { locationName } from '../shared/location.ts';
import { uuid } from './random.ts';
import type { Seed, SeedSubscription } from './seed-shape.ts';

/** The seed unless another is given: group `contoso` with the ACS resource `contoso-acs` (docs/design.md 6). */
export const DEFAULT_SEED: Seed = {
  tenant: { id: 'a1b2c3d4-0000-4000-8000-00000000c0de', domain: 'contoso.local' },
  servicePrincipal: { clientId: 'a1b2c3d4-1111-4111-8111-00000000c0de', name: 'acs-notify-ci' },
  takenNamespaceNames: ['contoso', 'contoso-taken'],
  subscriptions: [
    {
      id: 'a1b2c3d4-2222-4222-8222-00000000c0de',
      name: 'Contoso Development',
      registered: ['Microsoft.Communication', 'Microsoft.NotificationHubs', 'Microsoft.EventGrid'],
      groups: [{ name: 'contoso', location: 'westeurope' }],
      communicationServices: [{ group: 'contoso', name: 'contoso-acs', dataLocation: 'Europe' }],
    },
    {
      id: 'a1b2c3d4-3333-4333-8333-00000000c0de',
      name: 'Fabrikam Production',
      registered: [],
      groups: [{ name: 'fabrikam', location: 'northeurope' }],
    },
  ],
};

/** Fills an empty world. Gives the directory and the client secret, which exists nowhere else. */
export function applySeed(
  world: World,
  seed: Seed,
  providers: readonly Provider[],
): { directory: Directory; clientSecret: string } {
  for (const subscription of seed.subscriptions) seedSubscription(world, seed, subscription);
  for (const provider of providers) provider.seed?.(world, seed);
  const clientSecret = newSecret(world.random);
  const { clientId, name } = seed.servicePrincipal;
  const application = {
    clientId,
    name,
    objectId: uuid(world.random),
    secretHashes: [hashSecret(clientSecret)],
  };
  return {
    clientSecret,
    directory: {
      tenantId: seed.tenant.id,
      domain: seed.tenant.domain,
      applications: [application],
    },
  };
}

/** A client secret as no other emulator has it. */
export function newSecret(random: Random): string {
  return `local~${Buffer.from(random.bytes(24)).toString('base64url')}`;
}

function seedSubscription(
  world: World,
  seed: Seed,
  { id, name, registered, groups, resources }: SeedSubscription,
): void {
  world.state.subscriptions.push({ id, name, tenantId: seed.tenant.id });
  for (const namespace of registered) register(world, { subscription: id, namespace, after: 0 });
  for (const group of groups) {
    const groupId = `/subscriptions/${id}/resourceGroups/${group.name}`;
    const location = locationName(group.location);
    world.state.groups[groupId.toLowerCase()] = { id: groupId, ...group, location };
  }
  for (const resource of resources ?? []) {
    const { id: resourceId, ...rest } = resource;
    const name = resourceId.split('/').at(-1) ?? '';
    world.state.generic[resourceId.toLowerCase()] = { id: resourceId, name, ...rest };
    if (!world.state.genericTypes.includes(rest.type)) world.state.genericTypes.push(rest.type);
  }
}
