/** The path templates that the routes of this provider begin with. */
export const SUBSCRIPTION_SCOPE =
  '/subscriptions/{subscription}/providers/Microsoft.NotificationHubs';
export const GROUP_SCOPE =
  '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.NotificationHubs';
export const NAMESPACE_SCOPE = `${GROUP_SCOPE}/namespaces/{namespace}`;
export const HUB_SCOPE = `${NAMESPACE_SCOPE}/notificationHubs/{hub}`;

/** The types of namespaces and hubs as answers write them (observed 1.1, 1.3). */
export const NAMESPACE_TYPE = 'Microsoft.NotificationHubs/namespaces';
export const HUB_TYPE = 'Microsoft.NotificationHubs/namespaces/notificationHubs';
