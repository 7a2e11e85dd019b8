import { dirname, join } from 'node:path';
import { type Documents, type Json, list, object } from './documents.ts';
import { bodyPointer, type Operation } from './operations.ts';

/** A request as an official example has it, with names put in place of the example's own. */
export interface Example {
  operation: Operation;
  /** Without query. */
  path: string;
  body: unknown;
}

/** The requests of all an operation's examples, in the file's order; none when the file gives none. */
export function examplesOf(
  documents: Documents,
  operation: Operation,
  names: Readonly<Record<string, string>>,
): Example[] {
  return Object.values(object(operation.definition['x-ms-examples'])).flatMap((one) => {
    const reference = object(one)['$ref'];
    if (typeof reference !== 'string') return [];
    const file = join(dirname(operation.file), reference);
    const parameters = object(documents.load(file)['parameters']);
    const value = (name: string): string => {
      const own = parameters[name];
      return names[name] ?? (typeof own === 'string' ? own : `no-${name}`);
    };
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => value(name));
    return [{ operation, path, body: bodyOf(operation, parameters) }];
  });
}

function bodyOf(operation: Operation, parameters: Json): unknown {
  if (bodyPointer(operation) === undefined) return undefined;
  const declared = list(operation.definition['parameters']).map(object);
  const name = declared.find((one) => one['in'] === 'body')?.['name'];
  return parameters[String(name)];
}
