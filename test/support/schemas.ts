import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isRecord } from '../../src/shared/json.ts';

const FOLDER = join(import.meta.dirname, '../../docs/schemas');

/** The names of all published schemas, without `.json`. */
export function schemaNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/\.json$/, ''));
}

/**
 * Holds documents against the published schemas, and says what is wrong with each. Closed: a member that a schema does not
 * name is an error here, though readers must bear it.
 */
export function createJudge(): (name: string, document: unknown) => string[] {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  for (const name of schemaNames())
    ajv.addSchema(closed(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'))));
  return (name, document) => {
    const validate = ajv.getSchema(`${name}.json`);
    if (!validate) return [`there is no schema ${name}`];
    if (validate(document)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
}

function closed(schema: unknown): Record<string, unknown> {
  const copy = structuredClone(schema);
  close(copy);
  if (!isRecord(copy)) throw new TypeError('A schema is an object');
  return copy;
}

function close(part: unknown): void {
  if (typeof part !== 'object' || part === null) return;
  if (isRecord(part) && isRecord(part['properties'])) part['additionalProperties'] ??= false;
  for (const inner of Object.values(part)) close(inner);
}
