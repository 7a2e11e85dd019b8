import { expect, test } from 'vitest';
import { CREATE_HUB, NAMESPACE } from '../support/ids.ts';
import { createWorld } from '../support/world.ts';

test('a namespace that goes while hubs are listed hides no other', async () => {
  const before = createWorld();
  await before.run(...CREATE_HUB);
  await before.run(
    'hub',
    'create',
    '-g',
    'contoso',
    '--namespace',
    'contoso-second',
    '--name',
    'calls',
  );
  const gone = { status: 404, body: { error: { code: 'ResourceNotFound', message: 'gone' } } };
  const world = createWorld({
    saved: before.emulator.save(),
    faults: [
      { match: { method: 'GET', path: `${NAMESPACE}/notificationHubs` }, times: 0, does: gone },
    ],
  });

  const { exit, stdout } = await world.run('hub', 'list', '-o', 'tsv', '--query', '[].name');

  expect(exit).toBe(0);
  expect(stdout.trim()).toBe('calls');
});
