import { InvalidArgumentError } from 'commander';
import type { Sku } from '../shared/ports.ts';

/** `k=v` pairs, as `--tags` takes them; an option that is given again adds to what there is. */
export function tagsOf(text: string, before: Record<string, string> = {}): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('A tag reads name=value.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

/** `free`, `basic` or `standard`, any case. */
export function skuOf(text: string): Sku {
  const found = (['Free', 'Basic', 'Standard'] as const).find(
    (sku) => sku.toLowerCase() === text.toLowerCase(),
  );
  if (!found) throw new InvalidArgumentError('It is free, basic or standard.');
  return found;
}
