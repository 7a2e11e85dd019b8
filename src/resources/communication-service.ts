import type { Difference, PlannedRequest, ResourceKind } from '../engine/types.ts';
import { isRecord, member, textAt } from '../shared/json.ts';
import type { Tags } from '../shared/ports.ts';
import type { KindContext } from './context.ts';
import { mergedTags, tagDifferences } from './tags.ts';
import { COMMUNICATION_VERSION } from './versions.ts';
import { waitUntil } from './wait.ts';

export interface WantedCommunicationService {
  id: string;
  /** `Europe`, `United States`: fixed once it is made (facts 1). */
  dataLocation: string;
  /** All of a new one's tags; of one that exists those that are to be set, the others stay. */
  tags: Tags;
}

export interface FoundCommunicationService {
  dataLocation: string | undefined;
  state: string | undefined;
  tags: Tags;
}

/** An ACS resource. Its location is always `global` (facts 1). One that exists is changed by PATCH, which leaves its other settings alone. */
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
      tags: tagsOf(body),
    };
  },

  compare({ dataLocation, tags }, found) {
    return [...locationDifference(dataLocation, found), ...tagDifferences(tags, found.tags)];
  },

  requests(wanted, found) {
    const { method, path, body } = changeOf(wanted, found);
    return [{ method, path: `${path}?api-version=${COMMUNICATION_VERSION}`, body }];
  },

  async put(wanted, found, context) {
    const change = changeOf(wanted, found);
    await context.azure.arm.send({ ...change, apiVersion: COMMUNICATION_VERSION });
    const what = `the ACS resource ${wanted.id.split('/').at(-1)}`;
    const isGood = (found: FoundCommunicationService | undefined) => found?.state === 'Succeeded';
    await waitUntil(
      { what, until: 'made', read: () => this.find(wanted, context), isGood },
      context,
    );
  },
};

function changeOf(
  { id, dataLocation, tags }: WantedCommunicationService,
  found: FoundCommunicationService | undefined,
): PlannedRequest {
  if (found) return { method: 'PATCH', path: id, body: { tags: mergedTags(tags, found.tags) } };
  return {
    method: 'PUT',
    path: id,
    body: { location: 'global', tags, properties: { dataLocation } },
  };
}

function locationDifference(wanted: string, found: FoundCommunicationService): Difference[] {
  if (found.dataLocation === undefined || plain(found.dataLocation) === plain(wanted)) return [];
  return [{ path: 'dataLocation', from: found.dataLocation, to: wanted, replaces: true }];
}

function tagsOf(body: unknown): Tags {
  const tags = member(body, 'tags');
  const texts = Object.entries(isRecord(tags) ? tags : {}).filter(
    (one): one is [string, string] => typeof one[1] === 'string',
  );
  return Object.fromEntries(texts);
}

/** "United States" and "UnitedStates" are both seen (observed 3.1). */
function plain(dataLocation: string): string {
  return dataLocation.toLowerCase().replaceAll(' ', '');
}
