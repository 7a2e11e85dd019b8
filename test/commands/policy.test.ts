import { describe, expect, test } from 'vitest';
import { documentOf, stepsOf } from '../support/documents.ts';
import { CREATE_HUB, HUB } from '../support/ids.ts';
import { createWorld, type TestWorld, type WorldOptions } from '../support/world.ts';

const WIDE = 'DefaultFullSharedAccessSignature';

async function hubWorld(options: WorldOptions = {}): Promise<TestWorld> {
  const before = createWorld();
  await before.run(...CREATE_HUB);
  return createWorld({ ...options, saved: before.emulator.save() });
}

describe('policy ensure', () => {
  test('writes once, however often it is run', async () => {
    const { emulator, run } = await hubWorld();
    const line = ['policy', 'ensure', '--hub', HUB, '--name', 'push-server', '-o', 'json'];

    expect(stepsOf((await run(...line)).stdout)).toMatchObject([
      { kind: 'send-policy', action: 'create', status: 'done' },
    ]);
    const second = await run(...line);

    expect(second).toMatchObject({ exit: 0, stderr: '' });
    expect(stepsOf(second.stdout)).toMatchObject([{ action: 'keep', status: 'kept' }]);
    expect(emulator.writes.map((path) => path.split('/').at(-1))).toEqual(['push-server']);
  });

  test('asks before it takes rights away, and takes none when told no', async () => {
    const yes = await hubWorld({ tty: true, answers: [true] });
    const no = await hubWorld({ tty: true, answers: [false] });
    const line = ['policy', 'ensure', '--hub', HUB, '--name', WIDE];

    expect((await yes.run(...line)).exit).toBe(0);
    expect((await no.run(...line)).exit).toBe(9);
    expect(yes.questions[0]).toContain('from Listen, Manage, Send to Send');
    expect([yes.emulator.writes.length, no.emulator.writes.length]).toEqual([1, 0]);
  });

  test('asks nothing in a dry run, nor for a new policy', async () => {
    const { run, questions } = await hubWorld({ tty: true });

    await run('policy', 'ensure', '--hub', HUB, '--name', WIDE, '--dry-run');
    await run('policy', 'ensure', '--hub', HUB, '--name', 'new');

    expect(questions).toEqual([]);
  });

  test('refuses a name outside the rule before it asks Azure', async () => {
    const { emulator, run } = await hubWorld();

    expect((await run('policy', 'ensure', '--hub', HUB, '--name', 'a/b')).exit).toBe(2);
    expect(emulator.log).toEqual([]);
  });

  test('says that the hub is absent', async () => {
    const { run } = createWorld();

    const refused = await run('policy', 'ensure', '--hub', HUB);

    expect(refused).toMatchObject({ exit: 3, stderr: expect.stringContaining('There is no hub') });
  });
});

test('policy list shows each policy with its rights', async () => {
  const { run } = await hubWorld();

  const listed = await run('policy', 'list', '--hub', 'COM.CONTOSO.APP.VOIP', '-o', 'json');

  expect(documentOf(listed.stdout)).toMatchObject({
    hub: HUB,
    policies: [
      { name: 'DefaultListenSharedAccessSignature', rights: ['Listen'] },
      { name: WIDE, rights: expect.arrayContaining(['Listen', 'Manage', 'Send']) },
      { id: `${HUB}/authorizationRules/acs-send`, name: 'acs-send', rights: ['Send'] },
    ],
  });
});

describe('policy keys', () => {
  const KEYS = ['policy', 'keys', '--hub', HUB];

  test('prints the secondary string on request', async () => {
    const { run } = await hubWorld();

    const first = await run(...KEYS, '--show');
    const second = await run(...KEYS, '--show', '--secondary');

    expect(second.stdout).toMatch(/^Endpoint=sb:/);
    expect(second.stdout).not.toBe(first.stdout);
    expect(first.stderr).toBe('');
  });

  test('gives the string as JSON for a program', async () => {
    const { run } = await hubWorld();

    const shown = await run(...KEYS, '--show', '-o', 'json');

    expect(documentOf(shown.stdout)).toEqual({
      id: `${HUB}/authorizationRules/acs-send`,
      policy: 'acs-send',
      connectionString: expect.stringMatching(/^Endpoint=sb:.*SharedAccessKeyName=acs-send;/),
    });
  });

  test.each([
    ['GITHUB_ACTIONS', /^::add-mask::/],
    ['TF_BUILD', /^##vso\[task\.setvariable variable=\w+;issecret=true\]/],
  ])('has string and key masked under %s, each on a line of its own', async (name, pattern) => {
    const { run } = await hubWorld({ env: { [name]: 'true' } });

    const shown = await run(...KEYS, '--show');

    const string = shown.stdout.trim();
    const lines = shown.stderr.trim().split('\n');
    expect(lines.map((line) => line.replace(pattern, ''))).toEqual([
      string,
      string.split('SharedAccessKey=')[1],
    ]);
  });

  test('mentions no key unless asked', async () => {
    const { run } = await hubWorld({ env: { GITHUB_ACTIONS: 'true' } });

    const quiet = await run(...KEYS);

    expect(`${quiet.stdout}${quiet.stderr}`).not.toMatch(/SharedAccessKey|add-mask/);
  });

  test('tells two keys apart and the same key again', async () => {
    const { run } = await hubWorld();

    const [one, two] = [await run(...KEYS, '-o', 'json'), await run(...KEYS, '-o', 'json')];

    expect(one.stdout).toBe(two.stdout);
    const { primary, secondary } = documentOf(one.stdout) as Record<string, string>;
    expect(primary).not.toBe(secondary);
  });

  test('names the policy that is nearest to an absent one, or the hub that is absent', async () => {
    const { run } = await hubWorld();

    expect(await run(...KEYS, '--name', 'acs-sent')).toMatchObject({
      exit: 3,
      stderr: expect.stringContaining('Did you mean acs-send?'),
    });
    expect(await run('policy', 'keys', '--hub', `${HUB}x`)).toMatchObject({
      exit: 3,
      stderr: expect.stringContaining('There is no hub'),
    });
  });
});
