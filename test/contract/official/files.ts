const NOTIFICATION_HUBS = 'notificationhubs/resource-manager/Microsoft.NotificationHubs';
const COMMUNICATION = 'communication/resource-manager/Microsoft.Communication';
const RESOURCES = 'resources/resource-manager/Microsoft.Resources';

const HUBS = {
  '2017-04-01': `${NOTIFICATION_HUBS}/stable/2017-04-01/notificationhubs.json`,
  '2023-09-01': `${NOTIFICATION_HUBS}/stable/2023-09-01/notificationhubs.json`,
  '2023-10-01-preview': `${NOTIFICATION_HUBS}/preview/2023-10-01-preview/notificationhubs.json`,
};
const ACS = {
  '2020-08-20-preview': `${COMMUNICATION}/preview/2020-08-20-preview/CommunicationService.json`,
  '2020-08-20': `${COMMUNICATION}/stable/2020-08-20/CommunicationService.json`,
  '2023-04-01': `${COMMUNICATION}/stable/2023-04-01/CommunicationServices.json`,
  '2025-05-01': `${COMMUNICATION}/Communication/stable/2025-05-01/CommunicationServices.json`,
  '2026-03-18': `${COMMUNICATION}/Communication/stable/2026-03-18/openapi.json`,
};

/** What polls answer, which no provider's file describes. */
export const COMMON_TYPES = 'common-types/resource-management/v5/types.json';

/**
 * The official file that judges a provider's api-version, below the specs folder. Versions whose own file is not there are
 * judged by the nearest in time; those are the entries whose key and file differ.
 */
export const FILES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'Microsoft.NotificationHubs': {
    '2017-04-01': [HUBS['2017-04-01']],
    '2023-01-01-preview': [HUBS['2023-09-01']],
    '2023-09-01': [HUBS['2023-09-01']],
    '2023-10-01-preview': [HUBS['2023-10-01-preview']],
  },
  'Microsoft.Communication': {
    '2020-08-20-preview': [ACS['2020-08-20-preview']],
    '2020-08-20': [ACS['2020-08-20']],
    '2021-10-01-preview': [ACS['2020-08-20']],
    '2022-07-01-preview': [ACS['2023-04-01']],
    '2023-03-01-preview': [ACS['2023-04-01']],
    '2023-03-31': [ACS['2023-04-01']],
    '2023-04-01-preview': [ACS['2023-04-01']],
    '2023-04-01': [ACS['2023-04-01']],
    '2023-06-01-preview': [ACS['2023-04-01']],
    '2024-09-01-preview': [ACS['2025-05-01']],
    '2025-05-01': [ACS['2025-05-01']],
    '2025-09-01': [ACS['2025-05-01']],
    '2026-03-18': [ACS['2026-03-18']],
  },
  'Microsoft.Resources': {
    '2022-12-01': [`${RESOURCES}/stable/2022-12-01/subscriptions.json`],
    '2024-07-01': [`${RESOURCES}/stable/2024-07-01/resources.json`],
    '2025-04-01': [`${RESOURCES}/stable/2024-07-01/resources.json`],
  },
};
