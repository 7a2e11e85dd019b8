/** What @azure/arm-notificationhubs 2.1.0 speaks (facts 0). */
export const HUBS_VERSION = '2017-04-01';
/** What @azure/arm-resources 8.0.0 speaks (facts 0). */
export const RESOURCES_VERSION = '2025-04-01';
/** ACS resources and the link: the version whose specification is hash-proven, and the Azure CLI's (facts 0). */
export const COMMUNICATION_VERSION = '2023-04-01';
