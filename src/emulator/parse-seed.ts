import { groupId, parseArmId, sameName } from '../shared/arm-id.ts';
import { displayName } from './locations.ts';
import { EmulatorProblem } from './problem.ts';
import { providers } from './providers.ts';
import type { Seed, SeedSubscription } from './seed-shape.ts';
import { anything, list, object, parseShaped, record, shapeOf, text } from './shape.ts';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const guid = shapeOf((value) => typeof value === 'string' && GUID.test(value), 'a GUID');
const region = shapeOf(
  (value) => typeof value === 'string' && value !== 'global' && displayName(value) !== undefined,
  'an Azure region such as westeurope',
);

const subscription = object(
  {
    id: guid,
    name: text,
    registered: list(text),
    groups: list(object({ name: text, location: region }, { tags: record(text) })),
  },
  {
    communicationServices: list(object({ group: text, name: text, dataLocation: text })),
    resources: list(
      object(
        { id: text, type: text },
        { location: text, tags: record(text), properties: anything },
      ),
    ),
  },
);

const seedShape = object(
  {
    tenant: object({ id: guid, domain: text }),
    servicePrincipal: object({ clientId: guid, name: text }),
    subscriptions: list(subscription),
  },
  { takenNamespaceNames: list(text) },
);

/** Reads a seed file. Throws `EmulatorProblem` naming the member that is wrong and what it must be. */
export function parseSeed(json: string): Seed {
  const seed = parseShaped(json, 'The seed', seedShape) as Seed; // seedShape checked every member of it
  if (seed.subscriptions.length === 0)
    throw new EmulatorProblem('The seed.subscriptions must hold one subscription or more.');
  const ids = seed.subscriptions.map(({ id }) => id.toLowerCase());
  for (const [index, one] of seed.subscriptions.entries()) {
    const where = `The seed.subscriptions[${index}]`;
    if (ids.indexOf(one.id.toLowerCase()) !== index)
      throw new EmulatorProblem(`${where}.id is ${one.id}, which an earlier one has.`);
    checkPlaces(one, where);
  }
  return seed;
}

function checkPlaces(one: SeedSubscription, where: string): void {
  for (const [index, { group }] of (one.communicationServices ?? []).entries())
    checkGroup(one, group, `${where}.communicationServices[${index}].group`);
  for (const [index, resource] of (one.resources ?? []).entries())
    checkResource(one, resource, `${where}.resources[${index}]`);
}

function checkGroup(one: SeedSubscription, group: string, where: string): void {
  if (!one.groups.some(({ name }) => sameName(name, group)))
    throw new EmulatorProblem(`${where} is ${group}, which is none of its groups.`);
}

function checkResource(
  one: SeedSubscription,
  { id, type }: { id: string; type: string },
  where: string,
): void {
  const parsed = parseArmId(id);
  if (!parsed?.group || !sameName(parsed.subscription, one.id))
    throw new EmulatorProblem(
      `${where}.id must be an ARM id that begins with ${groupId(one.id, '{group}')}/providers/.`,
    );
  if (!sameName(parsed.type, type))
    throw new EmulatorProblem(`${where}.type is ${type}, but its id says ${parsed.type}.`);
  checkGroup(one, parsed.group, `${where}.id's group`);
  if (isPlayed(type))
    throw new EmulatorProblem(
      `${where}.type is ${type}, which the local Azure plays itself: create it with a request.`,
    );
}

function isPlayed(type: string): boolean {
  return providers.some(
    ({ namespace, types, routes }) =>
      routes.length > 0 && types.some((one) => sameName(`${namespace}/${one.type}`, type)),
  );
}
