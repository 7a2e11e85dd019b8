import type { ResourceKind } from '../engine/types.ts';
import type { ResourceGroup, Tags } from '../shared/ports.ts';
import type { KindContext } from './context.ts';
import { RESOURCES_VERSION } from './versions.ts';
import { waitUntil } from './wait.ts';

export interface WantedGroup {
  id: string;
  /** `westeurope`. */
  location: string;
  tags: Tags;
}

/** A resource group. One that is there is left as it is, whatever its location. */
export const resourceGroup: ResourceKind<WantedGroup, ResourceGroup, KindContext> = {
  kind: 'resource-group',

  id: ({ id }) => id,

  find: ({ id }, { azure }) => azure.resources.group(id),

  compare: () => [],

  requests({ id, location, tags }) {
    return [
      { method: 'PUT', path: `${id}?api-version=${RESOURCES_VERSION}`, body: { location, tags } },
    ];
  },

  async put({ id, location, tags }, _found, context) {
    await context.azure.resources.putGroup(id, { location, tags });
    const what = `the resource group ${id.split('/').at(-1)}`;
    await waitUntil(
      {
        what,
        until: 'there',
        read: () => context.azure.resources.group(id),
        isGood: (group) => group !== undefined,
      },
      context,
    );
  },
};
