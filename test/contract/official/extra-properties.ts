import { type Documents, type Json, list, object } from './documents.ts';

/** A property that the schema does not have, or has as read-only. */
export interface Extra {
  path: string;
  keyword: 'extra' | 'readOnly';
}

/** A schema and the file it lies in. */
interface Located {
  file: string;
  schema: Json;
}

/**
 * Walks a value beside its schema and names what ajv cannot: properties that no part of the schema mentions (an open map or
 * a free-form object mentions all), and read-only ones, which belong in answers only.
 */
export function extraProperties(documents: Documents, located: Located, value: unknown): Extra[] {
  return walk({ documents, located, path: '' }, value);
}

interface Place {
  documents: Documents;
  located: Located;
  path: string;
}

function walk(place: Place, value: unknown): Extra[] {
  const parts = partsOf(place.documents, place.located);
  if (Array.isArray(value)) return value.flatMap((one) => walkItem(place, parts, one));
  if (typeof value !== 'object' || value === null) return [];
  const open = parts.some(({ schema }) => schema['additionalProperties'] !== undefined);
  const free = parts.every(({ schema }) => schema['properties'] === undefined);
  return Object.entries(value).flatMap(([name, inner]) =>
    walkMember(place, memberOf(parts, name), { name, inner, allowed: open || free }),
  );
}

function walkItem({ documents, path }: Place, parts: readonly Located[], value: unknown): Extra[] {
  const found = parts.find(({ schema }) => schema['items'] !== undefined);
  if (!found) return [];
  const located = { file: found.file, schema: object(found.schema['items']) };
  return walk({ documents, located, path: `${path}/*` }, value);
}

function walkMember(
  { documents, path }: Place,
  member: Located | undefined,
  { name, inner, allowed }: { name: string; inner: unknown; allowed: boolean },
): Extra[] {
  const below = `${path}/${name}`;
  if (!member) return allowed ? [] : [{ path: below, keyword: 'extra' }];
  const readOnly = partsOf(documents, member).some(({ schema }) => schema['readOnly'] === true);
  const own: Extra[] = readOnly ? [{ path: below, keyword: 'readOnly' }] : [];
  return [...own, ...walk({ documents, located: member, path: below }, inner)];
}

function memberOf(parts: readonly Located[], name: string): Located | undefined {
  const found = parts.find(({ schema }) => object(schema['properties'])[name] !== undefined);
  return found && { file: found.file, schema: object(object(found.schema['properties'])[name]) };
}

/** The schema itself, what it refers to and what it is made of, each once. */
function partsOf(documents: Documents, { file, schema }: Located): Located[] {
  const reference = schema['$ref'];
  const target = typeof reference === 'string' ? [documents.follow(file, reference)] : [];
  const all = list(schema['allOf']).map((one) => ({ file, schema: object(one) }));
  return [{ file, schema }, ...[...target, ...all].flatMap((one) => partsOf(documents, one))];
}
