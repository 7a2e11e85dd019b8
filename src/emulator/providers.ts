import type { Provider } from './contract.ts';
import { communication } from './providers/communication/provider.ts';
import { eventGrid } from './providers/event-grid/provider.ts';
import { notificationHubs } from './providers/notification-hubs/provider.ts';

/** The resource providers that the local Azure plays. */
export const providers: readonly Provider[] = [notificationHubs, communication, eventGrid];
