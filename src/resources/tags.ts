import type { Difference } from '../engine/types.ts';
import type { Tags } from '../shared/ports.ts';

/** The wanted tags that are missing or differ. Tags that nobody asked about are left alone. */
export function tagDifferences(wanted: Tags | undefined, found: Tags): Difference[] {
  return Object.entries(wanted ?? {})
    .filter(([name, value]) => found[name] !== value)
    .map(([name, value]) => ({ path: `tags.${name}`, from: found[name], to: value }));
}
