import type { Difference } from '../engine/types.ts';
import { sameName } from '../shared/arm-id.ts';
import type { Tags } from '../shared/ports.ts';

/** The wanted tags that are missing or differ. Tags that nobody asked about are left alone; names have no case in ARM. */
export function tagDifferences(wanted: Tags | undefined, found: Tags): Difference[] {
  return Object.entries(wanted ?? {})
    .map(([name, value]) => ({ path: `tags.${name}`, from: found[nameIn(found, name)], to: value }))
    .filter(({ from, to }) => from !== to);
}

/** What is there with what is wanted put in: a write replaces all tags, so those of others go with it. */
export function mergedTags(wanted: Tags | undefined, found: Tags | undefined): Tags {
  const merged: Record<string, string> = { ...found };
  for (const [name, value] of Object.entries(wanted ?? {})) merged[nameIn(merged, name)] = value;
  return merged;
}

/** The name as the tags have it already, whatever its case; as given where they lack it. */
function nameIn(tags: Tags, name: string): string {
  return Object.keys(tags).find((one) => sameName(one, name)) ?? name;
}
