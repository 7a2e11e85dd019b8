import type { ResourceKind } from '../engine/types.ts';
import { textAt } from '../shared/json.ts';
import type { Tags } from '../shared/ports.ts';
import type { KindContext } from './context.ts';
import { COMMUNICATION_VERSION } from './versions.ts';
import { waitUntil } from './wait.ts';

export interface WantedCommunicationService {
  id: string;
  /** `Europe`, `United States`: fixed once it is made (facts 1). */
  dataLocation: string;
  tags: Tags;
}

export interface FoundCommunicationService {
  dataLocation: string | undefined;
  state: string | undefined;
}

/** An ACS resource. Its location is always `global` (facts 1). */
export const communicationService: ResourceKind<
  WantedCommunicationService,
  FoundCommunicationService,
  KindContext
> = {
  kind: 'communication-service',

  id: ({ id }) => id,

  async find({ id }, { azure }) {
    const body = await azure.arm.get(id, COMMUNICATION_VERSION);
    if (body === undefined) return undefined;
    return {
      dataLocation: textAt(body, 'properties', 'dataLocation'),
      state: textAt(body, 'properties', 'provisioningState'),
    };
  },

  compare({ dataLocation }, found) {
    if (found.dataLocation === undefined || plain(found.dataLocation) === plain(dataLocation))
      return [];
    return [{ path: 'dataLocation', from: found.dataLocation, to: dataLocation, replaces: true }];
  },

  requests(wanted) {
    return [
      {
        method: 'PUT',
        path: `${wanted.id}?api-version=${COMMUNICATION_VERSION}`,
        body: bodyOf(wanted),
      },
    ];
  },

  async put(wanted, _found, context) {
    await context.azure.arm.send({
      method: 'PUT',
      path: wanted.id,
      apiVersion: COMMUNICATION_VERSION,
      body: bodyOf(wanted),
    });
    const what = `the ACS resource ${wanted.id.split('/').at(-1)}`;
    const isGood = (found: FoundCommunicationService | undefined) => found?.state === 'Succeeded';
    await waitUntil(
      { what, until: 'made', read: () => this.find(wanted, context), isGood },
      context,
    );
  },
};

function bodyOf({ dataLocation, tags }: WantedCommunicationService): unknown {
  return { location: 'global', tags, properties: { dataLocation } };
}

/** "United States" and "UnitedStates" are both seen (observed 3.1). */
function plain(dataLocation: string): string {
  return dataLocation.toLowerCase().replaceAll(' ', '');
}
