import { describe, expect, test } from 'vitest';
import { documentOf, stepsOf } from '../support/documents.ts';
import { ACS, CREATE_HUB, GROUP, HUB, LINK_HUB } from '../support/ids.ts';
import { createWorld } from '../support/world.ts';

const CREATE = ['resource', 'create', '--name', 'calls', '-g', 'contoso'];
const EUROPE = [...CREATE, '--data-location', 'Europe'];

describe('resource list and resource show', () => {
  test('tell what each is linked to', async () => {
    const { run } = createWorld();
    await run(...CREATE_HUB);
    await run(...LINK_HUB);
    await run(...EUROPE);

    const listed = await run('resource', 'list', '-o', 'json');
    const people = await run('resource', 'list');

    const all = documentOf(listed.stdout) as { name: string }[];
    const [calls, linked] = all.toSorted((one, other) => one.name.localeCompare(other.name));
    expect(all).toHaveLength(2);
    expect(calls).toMatchObject({ name: 'calls', notificationHubId: null });
    expect(linked).toMatchObject({ id: ACS, dataLocation: 'Europe', notificationHubId: HUB });
    expect(people.stdout).toContain('contoso-push/com.contoso.app.voip');
    const shown = await run('resource', 'show', '--resource', ACS, '-o', 'json');
    expect(documentOf(shown.stdout)).toEqual(linked);
  });

  test('list a group by its name or id, and nothing where the provider is not registered', async () => {
    const { run } = createWorld();
    const names = ['-o', 'tsv', '--query', '[].name'];

    expect((await run('resource', 'list', '-g', 'Contoso', ...names)).stdout).toBe('contoso-acs\n');
    expect((await run('resource', 'list', '-g', GROUP, ...names)).stdout).toBe('contoso-acs\n');
    expect(await run('resource', 'list', '--subscription', 'Fabrikam Production')).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('No ACS resources'),
    });
    expect(await run('resource', 'list', '-g', 'contosa')).toMatchObject({
      exit: 3,
      stderr: expect.stringContaining('Did you mean contoso?'),
    });
  });

  test('say that an id names nothing', async () => {
    const { run } = createWorld();

    expect(await run('resource', 'show', '--resource', `${ACS}x`)).toMatchObject({
      exit: 3,
      stderr: expect.stringContaining('There is no ACS resource'),
    });
  });

  test('say which was chosen when none was named', async () => {
    const { run } = createWorld();

    expect((await run('resource', 'show')).stderr).toBe(
      'Using the ACS resource contoso-acs, the only one.\n',
    );
  });
});

describe('resource create', () => {
  test('writes once, however often it is run', async () => {
    const { emulator, run } = createWorld();

    const first = await run(...EUROPE, '-o', 'json');
    const second = await run(...EUROPE, '-o', 'json');

    expect(stepsOf(first.stdout)).toMatchObject([
      { kind: 'provider', status: 'kept' },
      { kind: 'communication-service', action: 'create', status: 'done' },
    ]);
    expect(stepsOf(second.stdout).map(({ action }) => action)).toEqual(['keep', 'keep']);
    expect(emulator.writes).toHaveLength(1);
  });

  test('sets the tags that were asked for on one that is there, and leaves the others', async () => {
    const { emulator, run } = createWorld();
    await run(...EUROPE, '--tags', 'owner=me', '--tags', 'team=a');

    const tagged = await run(...EUROPE, '--tags', 'Team=calls', '-o', 'json');
    const again = await run(...EUROPE, '--tags', 'team=calls', '-o', 'json');

    expect(stepsOf(tagged.stdout)[1]).toMatchObject({
      action: 'update',
      status: 'done',
      differences: [{ path: 'tags.Team', from: 'a', to: 'calls' }],
    });
    expect(stepsOf(again.stdout)[1]).toMatchObject({ action: 'keep' });
    expect(emulator.writes).toHaveLength(2);
  });

  test('registers the provider where it is not', async () => {
    const { emulator, run } = createWorld();

    const made = await run(
      ...['resource', 'create', '--name', 'calls', '--data-location', 'unitedstates'],
      ...['--subscription', 'Fabrikam Production', '-o', 'json'],
    );

    expect(made.exit).toBe(0);
    expect(stepsOf(made.stdout).map(({ action }) => action)).toEqual(['create', 'create']);
    expect(emulator.writes[0]).toMatch(/Microsoft\.Communication\/register$/);
  });

  test('never moves data', async () => {
    const { emulator, run } = createWorld();
    await run(...EUROPE);

    const refused = await run(...CREATE, '--data-location', 'France');

    expect(refused).toMatchObject({
      exit: 6,
      stderr: expect.stringContaining('cannot change dataLocation from Europe to France'),
    });
    expect(emulator.writes).toHaveLength(1);
  });

  test.each([
    [['--name', 'a.b'], 2, '1 to 63'],
    [['-g', 'contosa'], 3, 'Did you mean contoso?'],
  ])('refuses %j before the first write', async (options, exit, says) => {
    const { emulator, run } = createWorld();

    expect(await run(...EUROPE, ...options)).toMatchObject({
      exit,
      stderr: expect.stringContaining(says),
    });
    expect(emulator.writes).toEqual([]);
  });
});
