import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Ajv } from 'ajv';

/** JSON of an OpenAPI file, read where it is used and nowhere trusted. */
export type Json = Readonly<Record<string, unknown>>;

/** The official files, loaded with what they refer to, and ajv over them as they are: `$ref`s resolve by file. */
export interface Documents {
  load(file: string): Json;
  /** What a `$ref` found in `file` points at, with the file it lies in. */
  follow(file: string, reference: string): { file: string; schema: Json };
  /** ajv's errors for a value against the schema at a JSON pointer of the file. */
  errors(at: { file: string; pointer: string }, value: unknown): SchemaError[];
}

/** One error of ajv: where in the value, which keyword, what it says. */
export interface SchemaError {
  path: string;
  keyword: string;
  message: string;
}

/** Opens the folder. */
export function openDocuments(root: string): Documents {
  const ajv = new Ajv({ strict: false, allErrors: true, formats: FORMATS });
  const loaded = new Map<string, Json>();
  const uri = (file: string): string => `file:///${file}`;
  const load = (file: string): Json => {
    const known = loaded.get(file);
    if (known) return known;
    const document = JSON.parse(readFileSync(join(root, file), 'utf8')) as Json; // the folder's files are JSON objects
    loaded.set(file, document);
    for (const other of references(document)) load(normal(file, other));
    ajv.addSchema(schemasOf(document), uri(file));
    return document;
  };
  return {
    load,
    follow: (file, reference) => {
      const [other = '', pointer = ''] = reference.split('#');
      const where = other === '' ? file : normal(file, other);
      return { file: where, schema: object(at(load(where), pointer)) };
    },
    errors: ({ file, pointer }, value) => {
      const key = `${uri(file)}#${encodeURI(pointer)}`;
      const validate = ajv.getSchema(key) ?? ajv.compile({ $ref: key });
      if (validate(value) === true) return [];
      return (validate.errors ?? []).map(({ instancePath, keyword, message, params }) => ({
        path:
          keyword === 'required' ? `${instancePath}/${params['missingProperty']}` : instancePath,
        keyword,
        message: message ?? keyword,
      }));
    },
  };
}

const FORMATS = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  'arm-id': /^\/(subscriptions|providers)\//,
  uri: /^https?:\/\//,
  int32: true,
  int64: true,
  float: true,
  double: true,
  duration: true,
  password: true,
} as const;

function normal(file: string, reference: string): string {
  return relative('/', join('/', dirname(file), reference));
}

/** Examples are no schemas, and `x-ms-paths` repeats what `paths` says. */
function schemasOf(document: Json): Json {
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== 'x-ms-paths'));
}

function references(node: unknown, found: Set<string> = new Set()): Set<string> {
  if (typeof node !== 'object' || node === null) return found;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'x-ms-examples' || key === 'example') continue;
    const file = key === '$ref' && typeof value === 'string' ? value.split('#')[0] : '';
    if (file?.endsWith('.json')) found.add(file);
    references(value, found);
  }
  return found;
}

/** The value at a JSON pointer. */
export function at(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, part) => object(node)[part], document);
}

/** The value as an object; an empty one when it is none. */
export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}; // an object's members are unknown, as Json says
}

/** The value as a list; an empty one when it is none. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
