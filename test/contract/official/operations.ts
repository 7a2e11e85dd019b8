import type { Exchange } from '../wire.ts';
import { type Documents, type Json, list, object } from './documents.ts';
import { FILES } from './files.ts';

/** An operation of an official file. */
export interface Operation {
  id: string;
  file: string;
  method: string;
  /** The path as the file writes it. */
  path: string;
  /** JSON pointer of the operation in its file. */
  pointer: string;
  definition: Json;
}

const KNOWN = Object.keys(FILES).filter((name) => name !== 'Microsoft.Resources');

/** The resource provider that answers a path: what ARM answers itself counts as Microsoft.Resources. */
export function providerOf(path: string): string {
  const [, name = '', rest = ''] = /\/providers\/([^/]+)\/(.+)$/i.exec(path) ?? [];
  const own = KNOWN.find((one) => one.toLowerCase() === name.toLowerCase());
  return own === undefined || /^(un)?register$/i.test(rest) ? 'Microsoft.Resources' : own;
}

/** All operations of the files that judge a provider's api-version. */
export function operationsOf(
  documents: Documents,
  provider: string,
  apiVersion: string,
): Operation[] {
  const files = FILES[provider]?.[apiVersion] ?? [];
  return files.flatMap((file) =>
    Object.entries(object(documents.load(file)['paths'])).flatMap(([path, item]) =>
      Object.entries(object(item))
        .filter(([, definition]) => object(definition)['operationId'] !== undefined)
        .map(([method, definition]) => operation({ file, path, method }, object(definition))),
    ),
  );
}

function operation(
  { file, path, method }: { file: string; path: string; method: string },
  definition: Json,
): Operation {
  return {
    id: String(definition['operationId']),
    file,
    method: method.toUpperCase(),
    path,
    pointer: `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}`,
    definition,
  };
}

/** The operation that an exchange is one of; the one with the fewest placeholders when several fit. */
export function findOperation(documents: Documents, exchange: Exchange): Operation | undefined {
  const path = exchange.url.pathname;
  return operationsOf(documents, providerOf(path), exchange.apiVersion)
    .filter((one) => one.method === exchange.method && fits(one.path, path))
    .toSorted((a, b) => placeholders(a.path) - placeholders(b.path))[0];
}

function placeholders(path: string): number {
  return path.split('{').length;
}

function fits(template: string, path: string): boolean {
  const wanted = template.replace(/\/$/, '').split('/');
  const given = path.replace(/\/$/, '').split('/');
  return (
    wanted.length === given.length &&
    wanted.every(
      (one, index) => one.startsWith('{') || one.toLowerCase() === given[index]?.toLowerCase(),
    )
  );
}

/** The request body's schema: its pointer in the operation's file. */
export function bodyPointer({ definition, pointer }: Operation): string | undefined {
  const index = list(definition['parameters']).findIndex((one) => object(one)['in'] === 'body');
  return index < 0 ? undefined : `${pointer}/parameters/${index}/schema`;
}

/** The declared response for a status: the status itself, else `default` for a failure. */
export function declaredResponse(operation: Operation, status: number): string | undefined {
  const declared = object(operation.definition['responses']);
  if (declared[status] !== undefined) return String(status);
  return status >= 400 && declared['default'] !== undefined ? 'default' : undefined;
}
