import type { Difference, ResourceKind } from '../engine/types.ts';
import { CliError } from '../shared/errors.ts';
import { sameLocation } from '../shared/location.ts';
import type { Namespace, Sku, Tags } from '../shared/ports.ts';
import type { KindContext } from './context.ts';
import { mergedTags, tagDifferences } from './tags.ts';
import { HUBS_VERSION } from './versions.ts';
import { waitUntil } from './wait.ts';

export interface WantedNamespace {
  id: string;
  /** Where a new one is made. */
  location: string;
  /** What a new one is made with; `Free` unless asked for. */
  sku: Sku;
  tags: Tags;
  /** What was asked for by name, and is therefore also wanted of one that exists. */
  asked: { location?: string; sku?: Sku; tags?: Tags };
}

/** A Notification Hubs namespace. One that exists is never PUT again (`BadArgument`, facts 2): differences go by PATCH. */
export const namespace: ResourceKind<WantedNamespace, Namespace, KindContext> = {
  kind: 'namespace',

  id: ({ id }) => id,

  find: ({ id }, { azure }) => azure.hubs.namespace(id),

  compare({ asked }, found) {
    return [
      ...locationDifference(asked.location, found),
      ...skuDifference(asked.sku, found),
      ...tagDifferences(asked.tags, found.tags),
      ...activation(found),
    ];
  },

  requests(wanted, found) {
    const path = `${wanted.id}?api-version=${HUBS_VERSION}`;
    const { location, sku, tags } = wanted;
    if (!found) return [{ method: 'PUT', path, body: { location, sku: { name: sku }, tags } }];
    const change = changeOf(wanted, found);
    if (Object.keys(change).length === 0) return [];
    return [
      {
        method: 'PATCH',
        path,
        body: { ...change, ...(change.sku ? { sku: { name: change.sku } } : {}) },
      },
    ];
  },

  async put(wanted, found, context) {
    const { hubs } = context.azure;
    const { id, location, sku, tags } = wanted;
    const change = found ? changeOf(wanted, found) : {};
    const accepted = found ? {} : await hubs.createNamespace(id, { location, sku, tags });
    if (Object.keys(change).length > 0) await hubs.patchNamespace(id, change);
    await waitUntil(
      {
        what: `the namespace ${id.split('/').at(-1)}`,
        until: 'active',
        read: () => hubs.namespace(id),
        isGood: isReady,
        ...accepted,
      },
      context,
    );
  },

  deletion: {
    requests: ({ id }) => [{ method: 'DELETE', path: `${id}?api-version=${HUBS_VERSION}` }],
    async run({ id }, context) {
      const { hubs } = context.azure;
      const accepted = await hubs.deleteNamespace(id);
      const what = `the namespace ${id.split('/').at(-1)}`;
      await waitUntil(
        {
          what,
          until: 'gone',
          read: () => hubs.namespace(id),
          isGood: (one) => one === undefined,
          ...accepted,
        },
        context,
      );
    },
  },
};

function changeOf({ asked }: WantedNamespace, found: Namespace): { sku?: Sku; tags?: Tags } {
  const tags =
    tagDifferences(asked.tags, found.tags).length > 0
      ? { tags: mergedTags(asked.tags, found.tags) }
      : {};
  const sku = skuDifference(asked.sku, found).length > 0 && asked.sku ? { sku: asked.sku } : {};
  return { ...sku, ...tags };
}

function isReady(found: Namespace | undefined): boolean {
  if (found?.state !== 'failed') return found?.state === 'ready';
  throw new CliError({
    code: 'OPERATION_FAILED',
    message: `Azure accepted the namespace ${found.name} and then failed to make it.`,
    hint: 'Look at its activity log in the portal, delete it, then run the same command again.',
  });
}

/** A run that was killed while the namespace was made leaves one that is not active yet: it is waited for. */
function activation({ state }: Namespace): Difference[] {
  return state === 'ready' ? [] : [{ path: 'provisioningState', from: state, to: 'ready' }];
}

function locationDifference(wanted: string | undefined, found: Namespace): Difference[] {
  if (wanted === undefined || found.location === undefined || sameLocation(wanted, found.location))
    return [];
  return [{ path: 'location', from: found.location, to: wanted, replaces: true }];
}

function skuDifference(wanted: Sku | undefined, found: Namespace): Difference[] {
  if (wanted === undefined || wanted === found.sku) return [];
  return [{ path: 'sku', from: found.sku, to: wanted }];
}
