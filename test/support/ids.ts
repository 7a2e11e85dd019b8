import { DEFAULT_SEED } from '../../src/emulator/seed.ts';

const [first, second] = DEFAULT_SEED.subscriptions;

/** The default seed's first subscription, in which everything is registered. */
export const SUBSCRIPTION = first?.id ?? '';
/** Its second one, in which nothing is. */
export const OTHER_SUBSCRIPTION = second?.id ?? '';
export const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/contoso`;
export const ACS = `${GROUP}/providers/Microsoft.Communication/communicationServices/contoso-acs`;
export const NAMESPACE = `${GROUP}/providers/Microsoft.NotificationHubs/namespaces/contoso-push`;
export const HUB = `${NAMESPACE}/notificationHubs/com.contoso.app.voip`;
export const OTHER_HUB = `/subscriptions/${OTHER_SUBSCRIPTION}/resourceGroups/fabrikam/providers/Microsoft.NotificationHubs/namespaces/fabrikam-push/notificationHubs/app`;

/** The words of a `hub create` that makes `HUB`. */
export const CREATE_HUB = [
  'hub',
  'create',
  '-g',
  'contoso',
  '--namespace',
  'contoso-push',
  '--bundle-id',
  'com.contoso.app',
  '--voip',
];
/** The words of a `link-hub` by whole ids: no look-up is needed. */
export const LINK_HUB = ['link-hub', '--resource', ACS, '--hub', HUB];
