import { isRecord } from '../shared/json.ts';
import { EmulatorProblem } from './problem.ts';
import type { Seed } from './seed-shape.ts';

/** Reads a seed file. Throws `EmulatorProblem` naming the member that is wrong. */
export function parseSeed(text: string): Seed {
  const seed = parseJson(text);
  checkTexts(seed, 'tenant', ['id', 'domain']);
  checkTexts(seed, 'servicePrincipal', ['clientId', 'name']);
  const subscriptions = list(seed, 'subscriptions', 'seed');
  for (const [index, one] of subscriptions.entries())
    checkSubscription(one, `subscriptions[${index}]`);
  return seed as unknown as Seed; // every member was checked just above
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch (error) {
    throw new EmulatorProblem(
      `The seed is not JSON: ${error instanceof Error ? error.message : ''}`,
      { cause: error },
    );
  }
  throw new EmulatorProblem('The seed is a JSON object.');
}

function checkTexts(
  parent: Record<string, unknown>,
  name: string,
  members: readonly string[],
): void {
  const value = parent[name];
  for (const member of members)
    if (!isRecord(value) || typeof value[member] !== 'string')
      throw new EmulatorProblem(`The seed's ${name}.${member} is missing or no text.`);
}

function list(parent: Record<string, unknown>, name: string, where: string): unknown[] {
  const value = parent[name];
  if (!Array.isArray(value)) throw new EmulatorProblem(`${where}.${name} is missing or no array.`);
  return value;
}

function checkSubscription(one: unknown, where: string): void {
  if (!isRecord(one)) throw new EmulatorProblem(`${where} is no object.`);
  for (const member of ['id', 'name'])
    if (typeof one[member] !== 'string')
      throw new EmulatorProblem(`${where}.${member} is missing or no text.`);
  list(one, 'registered', where);
  checkItems(list(one, 'groups', where), ['name', 'location'], `${where}.groups`);
  if (one['communicationServices'] !== undefined)
    checkItems(
      list(one, 'communicationServices', where),
      ['group', 'name', 'dataLocation'],
      `${where}.communicationServices`,
    );
  if (one['resources'] !== undefined)
    checkItems(list(one, 'resources', where), ['id', 'type'], `${where}.resources`);
}

function checkItems(items: readonly unknown[], members: readonly string[], where: string): void {
  for (const [index, item] of items.entries())
    for (const member of members)
      if (!isRecord(item) || typeof item[member] !== 'string')
        throw new EmulatorProblem(`${where}[${index}].${member} is missing or no text.`);
}
