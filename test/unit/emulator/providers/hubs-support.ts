import { hubsState } from '../../../../src/emulator/providers/notification-hubs/state.ts';
import { GROUP, SUBSCRIPTION } from '../../../support/ids.ts';
import { type LocalAzure, localAzure } from './local-azure.ts';

export const B = '2017-04-01';
export const VERSIONS_C = ['2023-01-01-preview', '2023-09-01', '2023-10-01-preview'];
export const PROVIDER = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.NotificationHubs`;
export const NAMESPACES = `${GROUP}/providers/Microsoft.NotificationHubs/namespaces`;
export const NAMESPACE = `${NAMESPACES}/Contoso-Push`;
export const HUB = `${NAMESPACE}/notificationHubs/com.contoso.App.voip`;
export const NEW_NAMESPACE = { location: 'westeurope', sku: { name: 'Standard' } };
/** A .NET TimeSpan: the longest there is. */
export const FOREVER = '10675199.02:48:05.4775807';

/** A local Azure in which the namespace is active and the hub there. */
export async function azureWithHub(version: string): Promise<LocalAzure> {
  const azure = await localAzure();
  await azure.in(version)('PUT', NAMESPACE, NEW_NAMESPACE);
  azure.clock.advance(1000);
  await azure.in(version)('PUT', HUB, { location: 'westeurope' });
  return azure;
}

/** The stored rule of that name, which lies directly below the namespace or hub. */
export function storedRule(azure: LocalAzure, owner: string, name: string) {
  const rule = hubsState(azure.emulator.world).rules[
    `${owner}/authorizationRules/${name}`.toLowerCase()
  ];
  if (!rule) throw new Error(`No rule ${name}.`);
  return rule;
}
