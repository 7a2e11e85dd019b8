import type { Reply } from '../contract.ts';
import { failure } from './replies.ts';

/** What a filter can look at. */
export interface Filterable {
  tags?: Record<string, string>;
}

/** A `$filter` that was understood. */
export interface Filter<T> {
  fits(one: T): boolean;
  /** "When you filter by a tag name and value, the tags for each resource are not returned" (resources.json). */
  hidesTags: boolean;
}

/** The texts that a filter may compare, by lower-case field name. */
export type Fields<T> = Readonly<Record<string, (one: T) => string>>;

interface Term {
  /** `and` or `or`, before every term but the first. */
  join: string;
  how: 'eq' | 'ne' | 'substringof' | 'startswith';
  field: string;
  value: string;
}

const TEXT = String.raw`'((?:[^']|'')*)'`;
const TERM = new RegExp(
  String.raw`\s*(?:(and|or)\s+)?(?:(\w+)\s+(eq|ne)\s+${TEXT}|substringof\(\s*${TEXT}\s*,\s*(\w+)\s*\)|startswith\(\s*(\w+)\s*,\s*${TEXT}\s*\))\s*`,
  'iy',
);

/**
 * Reads an OData `$filter` of the kinds that the official resources.json (2024-07-01) names: `eq`, `ne` and `substringof`
 * on the fields given, `tagName eq`, `tagValue eq` and `startswith(tagName, …)`, joined by `and` and `or`. Undefined for
 * anything else; so are tags together with other properties, which ARM refuses (azure-sdk-for-net#2757).
 */
export function parseFilter<T extends Filterable>(
  text: string | undefined,
  fields: Fields<T>,
): Filter<T> | undefined {
  if (text === undefined || text.trim() === '') return { fits: () => true, hidesTags: false };
  const terms = readTerms(text);
  const onTags = terms?.filter(isTagTerm).length ?? 0;
  if (!terms || (onTags > 0 && onTags < terms.length)) return undefined;
  if (!terms.every((term) => (onTags > 0 ? canAskTag(term) : canAsk(term, fields))))
    return undefined;
  const groups = alternatives(terms);
  const fitsAll = (group: Term[], one: T): boolean =>
    onTags > 0
      ? Object.entries(one.tags ?? {}).some((tag) => group.every((term) => fitsTag(term, tag)))
      : group.every((term) => fitsField(term, fields[term.field]?.(one) ?? ''));
  return {
    fits: (one) => groups.some((group) => fitsAll(group, one)),
    hidesTags: terms.some(({ field }) => field === 'tagvalue'),
  };
}

/** How ARM refuses a filter that it does not take (azure-sdk-for-net#18748, azure-sdk-for-go#2480). */
export function invalidFilter(filter: string): Reply {
  return failure(
    400,
    'InvalidFilterInQueryString',
    `Invalid $filter '${filter}' specified in the query string.`,
  );
}

function readTerms(text: string): Term[] | undefined {
  const terms: Term[] = [];
  let at = 0;
  while (at < text.length) {
    TERM.lastIndex = at;
    const match = TERM.exec(text);
    const term = match && termOf(match);
    if (!term || (term.join === '') !== (terms.length === 0)) return undefined;
    terms.push(term);
    at = TERM.lastIndex;
  }
  return terms;
}

function termOf([, join, field, how, value, part, within, start, prefix]: RegExpExecArray): Term {
  const common = { join: (join ?? '').toLowerCase() };
  const plain = (quoted: string | undefined): string =>
    (quoted ?? '').replaceAll("''", "'").toLowerCase();
  if (within !== undefined)
    return { ...common, how: 'substringof', field: within.toLowerCase(), value: plain(part) };
  if (start !== undefined)
    return { ...common, how: 'startswith', field: start.toLowerCase(), value: plain(prefix) };
  return {
    ...common,
    how: how?.toLowerCase() === 'ne' ? 'ne' : 'eq',
    field: (field ?? '').toLowerCase(),
    value: plain(value),
  };
}

function isTagTerm({ field }: Term): boolean {
  return field === 'tagname' || field === 'tagvalue';
}

function canAskTag({ how, field }: Term): boolean {
  return how === 'eq' || (how === 'startswith' && field === 'tagname');
}

function canAsk<T>({ how, field }: Term, fields: Fields<T>): boolean {
  const partly = field === 'name' || field === 'resourcegroup';
  if (how === 'startswith' || (how === 'substringof' && !partly)) return false;
  return Object.hasOwn(fields, field);
}

function alternatives(terms: readonly Term[]): Term[][] {
  const groups: Term[][] = [];
  for (const term of terms) {
    const last = groups.at(-1);
    if (last && term.join === 'and') last.push(term);
    else groups.push([term]);
  }
  return groups;
}

function fitsField({ how, field, value }: Term, text: string): boolean {
  const found = text.toLowerCase();
  if (how === 'substringof') return found.includes(value);
  const wanted = field === 'location' ? value.replaceAll(' ', '') : value;
  return (found === wanted) === (how === 'eq');
}

function fitsTag({ how, field, value }: Term, [name, content]: [string, string]): boolean {
  const found = (field === 'tagname' ? name : content).toLowerCase();
  return how === 'startswith' ? found.startsWith(value) : found === value;
}
