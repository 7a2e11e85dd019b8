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

/** The request of an operation's first example. Undefined when the file gives none. */
export function exampleOf(
  documents: Documents,
  operation: Operation,
  names: Readonly<Record<string, string>>,
): Example | undefined {
  const [first] = Object.values(object(operation.definition['x-ms-examples']));
  const reference = object(first)['$ref'];
  if (typeof reference !== 'string') return undefined;
  const parameters = object(documents.load(join(dirname(operation.file), reference))['parameters']);
  const value = (name: string): string => names[name] ?? String(parameters[name] ?? `no-${name}`);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => value(name));
  return { operation, path, body: bodyOf(operation, parameters) };
}

function bodyOf(operation: Operation, parameters: Json): unknown {
  if (bodyPointer(operation) === undefined) return undefined;
  const declared = list(operation.definition['parameters']).map(object);
  const name = declared.find((one) => one['in'] === 'body')?.['name'];
  return parameters[String(name)];
}
