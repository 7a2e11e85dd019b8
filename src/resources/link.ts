import type { ResourceKind } from '../engine/types.ts';
import { sameName } from '../shared/arm-id.ts';
import { textAt } from '../shared/json.ts';
import type { Arm } from '../shared/ports.ts';
import type { Secret } from '../shared/secret.ts';
import type { KindContext } from './context.ts';
import { COMMUNICATION_VERSION } from './versions.ts';
import { waitUntil } from './wait.ts';

export interface WantedLink {
  /** The ACS resource. */
  resourceId: string;
  hubId: string;
  /** Where the connection string comes from at the moment the link needs it: no plan ever holds it. */
  connectionString(context: KindContext): Promise<Secret>;
  /** Send it again although the resource is linked to this hub already: the policy's key may have changed. */
  relink: boolean;
}

/** What an ACS resource shows of its link. */
export interface FoundLink {
  hubId: string;
  /** `systemData.lastModifiedAt`; a link moves it (observed 3.2). */
  modifiedAt: string | undefined;
}

/** The link of a hub to an ACS resource: POST linkNotificationHub, and `notificationHubId` to read it back (observed 3.2). */
export const link: ResourceKind<WantedLink, FoundLink, KindContext> = {
  kind: 'link',

  id: ({ resourceId }) => resourceId,

  find: ({ resourceId }, { azure }) => readLink(azure.arm, resourceId),

  compare({ hubId, relink }, found) {
    if (!sameName(found.hubId, hubId))
      return [{ path: 'notificationHubId', from: found.hubId, to: hubId }];
    return relink ? [{ path: 'connectionString', from: 'as linked', to: 'as it is now' }] : [];
  },

  /** It shows the hub, and what it showed before has moved: a second link of the same hub shows only by its time. */
  landed({ hubId }, before, now) {
    if (!sameName(now.hubId, hubId)) return false;
    const moved = before?.modifiedAt !== now.modifiedAt;
    return before === undefined || moved || !sameName(before.hubId, hubId);
  },

  requests({ resourceId, hubId }) {
    const path = `${resourceId}/linkNotificationHub?api-version=${COMMUNICATION_VERSION}`;
    return [{ method: 'POST', path, body: { resourceId: hubId, connectionString: '***' } }];
  },

  async put(wanted, _found, context) {
    const { resourceId, hubId } = wanted;
    const connectionString = (await wanted.connectionString(context)).reveal();
    await context.azure.arm.send({
      method: 'POST',
      path: `${resourceId}/linkNotificationHub`,
      apiVersion: COMMUNICATION_VERSION,
      body: { resourceId: hubId, connectionString },
    });
    await waitUntil(
      {
        what: `the ACS resource ${resourceId.split('/').at(-1)}`,
        until: 'linked',
        read: () => readLink(context.azure.arm, resourceId),
        isGood: (now) => now !== undefined && sameName(now.hubId, hubId),
        stableReads: 1,
      },
      context,
    );
  },
};

async function readLink(arm: Arm, resourceId: string): Promise<FoundLink | undefined> {
  return linkIn(await arm.get(resourceId, COMMUNICATION_VERSION));
}

/** The link in an ACS resource's body. */
export function linkIn(body: unknown): FoundLink | undefined {
  const hubId = textAt(body, 'properties', 'notificationHubId');
  return hubId ? { hubId, modifiedAt: textAt(body, 'systemData', 'lastModifiedAt') } : undefined;
}
