import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { SavedState } from '../../src/emulator/state.ts';
import { CREATE_HUB, LINK_HUB } from '../support/ids.ts';
import { createWorld, type WorldOptions } from '../support/world.ts';

/** Whether the request at which the program dies had been acted on. */
type Moment = 'before' | 'after';

interface Death {
  /** The world as the dead program left it; undefined when it ended before that request. */
  state: SavedState | undefined;
  writes: readonly string[];
}

/** Runs a command line that dies at its nth request, as by SIGKILL: the answer never comes and nothing more is done. */
async function dieAt(
  line: readonly string[],
  saved: SavedState,
  at: { request: number; moment: Moment },
): Promise<Death> {
  let count = 0;
  const died = Promise.withResolvers<'died'>();
  const transport: WorldOptions['transport'] = async (request, real) => {
    count += 1;
    if (count !== at.request) return real(request);
    if (at.moment === 'after') await real(request);
    died.resolve('died');
    return new Promise(() => {});
  };
  const world = createWorld({ saved, transport });
  const end = await Promise.race([world.run(...line), died.promise]);
  return {
    state: end === 'died' ? world.emulator.save() : undefined,
    writes: world.emulator.writes,
  };
}

/** What there is at the end: ids of namespaces, hubs and rules with their rights, and the link. */
function facts({ world }: Emulator): unknown {
  const { providers, groups, registrations } = world.state;
  const text = JSON.stringify({ providers, groups, registrations: Object.keys(registrations) });
  return {
    ids: [...text.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id),
    rights: [...text.matchAll(/"rights":(\[[^\]]*\])/g)].map(([, rights]) => rights),
    links: [...text.matchAll(/"notificationHubId":"([^"]+)"/g)].map(([, id]) => id),
  };
}

async function prepared(setup: readonly (readonly string[])[]): Promise<SavedState> {
  const world = createWorld();
  for (const line of setup) await world.run(...line);
  return world.emulator.save();
}

const jobs: [string, string[], string[][]][] = [
  ['hub create', CREATE_HUB, []],
  [
    'hub create with a new group',
    [
      'hub',
      'create',
      '--subscription',
      'Fabrikam Production',
      '-g',
      'push',
      '--create-resource-group',
      '--location',
      'westeurope',
      '--name',
      'calls',
    ],
    [],
  ],
  ['link-hub', LINK_HUB, [CREATE_HUB]],
  ['link-hub that makes its policy', [...LINK_HUB, '--policy', 'fresh'], [CREATE_HUB]],
  ['link-hub --relink', [...LINK_HUB, '--relink'], [CREATE_HUB, LINK_HUB]],
];

describe.each(jobs)('%s, killed at each of its requests,', (_name, line, setup) => {
  test.each(['before', 'after'] as const)(
    '%s it was acted on: the next run ends as an undisturbed one does',
    async (moment) => {
      const saved = await prepared(setup);
      const calm = createWorld({ saved });
      expect((await calm.run(...line)).exit).toBe(0);

      let request = 1;
      for (; ; request += 1) {
        const death = await dieAt(line, saved, { request, moment });
        if (!death.state) break;
        const next = createWorld({ saved: death.state });
        const { exit, stderr } = await next.run(...line);

        expect({ request, exit, stderr: exit === 0 ? '' : stderr }).toEqual({
          request,
          exit: 0,
          stderr: '',
        });
        expect(facts(next.emulator)).toEqual(facts(calm.emulator));
        expect(twice([...death.writes, ...next.emulator.writes], line)).toEqual([]);
      }

      expect(request).toBeGreaterThan(5);
    },
  );
});

/** The paths that were written twice. A renewed link cannot be told from the one before, so its POST may come again. */
function twice(writes: readonly string[], line: readonly string[]): string[] {
  const lower = writes.map((path) => path.toLowerCase());
  const again = lower.filter((path, index) => lower.indexOf(path) !== index);
  return line.includes('--relink')
    ? again.filter((path) => !path.endsWith('/linknotificationhub'))
    : again;
}
