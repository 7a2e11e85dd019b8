import { distance } from 'fastest-levenshtein';

/** Up to three of the names that are most like the wanted one: at most half of it differs, or it is contained. */
export function nearest(wanted: string, names: readonly string[]): string[] {
  const plain = wanted.toLowerCase();
  return [...new Set(names)]
    .map((name) => ({
      name,
      far: name.toLowerCase().includes(plain) ? 0 : distance(plain, name.toLowerCase()),
    }))
    .filter(({ far }) => far <= Math.max(2, Math.floor(plain.length / 2)))
    .toSorted((one, other) => one.far - other.far)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** " Did you mean a, b?", or nothing when no name is near. */
export function didYouMean(wanted: string, names: readonly string[]): string {
  const near = nearest(wanted, names);
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
}
