import type { ResourceKind } from '../engine/types.ts';
import type { Hub, Tags } from '../shared/ports.ts';
import type { KindContext } from './context.ts';
import { mergedTags, tagDifferences } from './tags.ts';
import { HUBS_VERSION } from './versions.ts';
import { waitUntil } from './wait.ts';

export interface WantedHub {
  id: string;
  location: string;
  /** Tags to make it with. Of one that exists they are compared where the service shows them. */
  tags?: Tags;
}

/** A notification hub. */
export const hub: ResourceKind<WantedHub, Hub, KindContext> = {
  kind: 'hub',

  id: ({ id }) => id,

  find: ({ id }, { azure }) => azure.hubs.hub(id),

  compare: ({ tags }, found) => (found.tags ? tagDifferences(tags, found.tags) : []),

  requests(wanted, found) {
    return [
      {
        method: 'PUT',
        path: `${wanted.id}?api-version=${HUBS_VERSION}`,
        body: bodyOf(wanted, found),
      },
    ];
  },

  async put(wanted, found, context) {
    const { hubs } = context.azure;
    await hubs.putHub(wanted.id, bodyOf(wanted, found));
    const what = `the hub ${wanted.id.split('/').at(-1)}`;
    await waitUntil(
      { what, until: 'there', read: () => hubs.hub(wanted.id), isGood: (one) => one !== undefined },
      context,
    );
  },

  deletion: {
    requests: ({ id }) => [{ method: 'DELETE', path: `${id}?api-version=${HUBS_VERSION}` }],
    async run({ id }, context) {
      const { hubs } = context.azure;
      await hubs.deleteHub(id);
      const what = `the hub ${id.split('/').at(-1)}`;
      await waitUntil(
        { what, until: 'gone', read: () => hubs.hub(id), isGood: (one) => one === undefined },
        context,
      );
    },
  },
};

function bodyOf(
  { location, tags }: WantedHub,
  found: Hub | undefined,
): { location: string; tags: Tags } {
  return { location: found?.location ?? location, tags: mergedTags(tags, found?.tags) };
}
