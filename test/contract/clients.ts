import { CommunicationServiceManagementClient } from '@azure/arm-communication';
import { NotificationHubsManagementClient } from '@azure/arm-notificationhubs';
import { ResourceManagementClient } from '@azure/arm-resources';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import type { Target } from './target.ts';

/** Polls at once where nobody needs to wait. */
export const POLLING = { updateIntervalInMs: 1 };

/** @azure/arm-notificationhubs, which speaks 2017-04-01. */
export function notificationHubs(target: Target): NotificationHubsManagementClient {
  return new NotificationHubsManagementClient(target.credential, target.subscription, {
    endpoint: target.endpoint,
    credentialScopes: target.scopes,
    additionalPolicies: target.wire.policies,
  });
}

/** @azure/arm-communication in its own api-version, or pinned to another. */
export function communication(
  target: Target,
  apiVersion?: string,
): CommunicationServiceManagementClient {
  return new CommunicationServiceManagementClient(target.credential, target.subscription, {
    endpoint: target.endpoint,
    credentialScopes: target.scopes,
    additionalPolicies: target.wire.policies,
    ...(apiVersion === undefined ? {} : { apiVersion }),
  });
}

/** @azure/arm-resources. */
export function resources(
  target: Target,
  subscription = target.subscription,
): ResourceManagementClient {
  return new ResourceManagementClient(target.credential, subscription, {
    endpoint: target.endpoint,
    credentials: { scopes: target.scopes },
    additionalPolicies: target.wire.policies,
  });
}

/** @azure/arm-resources-subscriptions. */
export function subscriptions(target: Target): SubscriptionClient {
  return new SubscriptionClient(target.credential, {
    endpoint: target.endpoint,
    credentials: { scopes: target.scopes },
    additionalPolicies: target.wire.policies,
  });
}

/** All items of all pages. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
