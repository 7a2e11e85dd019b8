import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CREATE_HUB, LINK_HUB } from '../support/ids.ts';
import { createWorld, type WorldOptions } from '../support/world.ts';

const ESC = '\u001b';
const TTY: WorldOptions = { tty: true };

describe('the form of a result', () => {
  test('json is one document and nothing else on stdout', async () => {
    const { stdout, exit } = await createWorld().run('resource', 'list', '-o', 'json');

    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'contoso-acs' }]);
  });

  test('yaml holds the same', async () => {
    const world = createWorld();
    const { stdout } = await world.run('resource', 'list', '-o', 'json');

    const yaml = await world.run('resource', 'list', '-o', 'yaml');

    expect(parse(yaml.stdout)).toEqual(JSON.parse(stdout));
  });

  test('tsv with a query gives the bare value', async () => {
    const { stdout } = await createWorld().run(
      ...['resource', 'list', '-o', 'tsv', '--query', '[0].name'],
    );

    expect(stdout).toBe('contoso-acs\n');
  });

  test('none prints nothing at all, and still works', async () => {
    const world = createWorld();

    const ran = await world.run(...CREATE_HUB, '-o', 'none');

    expect(ran).toEqual({ exit: 0, stdout: '', stderr: '' });
    expect(world.emulator.writes).not.toEqual([]);
  });

  test('none still explains an error', async () => {
    const { stderr } = await createWorld().run('resource', 'show', '--resource', 'x', '-o', 'none');

    expect(stderr).toContain('✘');
  });

  test('a query shows its part for people too', async () => {
    const { stdout } = await createWorld().run(
      ...['resource', 'list', '--query', '[].{name:name,where:dataLocation}'],
    );

    expect(stdout).toBe('name         where\ncontoso-acs  Europe\n');
  });

  test('the option works before the command, between its words and after them', async () => {
    const lines = [
      ['-o', 'json', 'resource', 'list'],
      ['resource', '--output', 'json', 'list'],
      ['resource', 'list', '--output=json'],
      ['resource', 'list', '-ojson'],
    ];

    const outputs = await Promise.all(
      lines.map(async (line) => (await createWorld().run(...line)).stdout),
    );

    expect(new Set(outputs).size).toBe(1);
    expect(JSON.parse(outputs[0] ?? '')).toHaveLength(1);
  });

  test('the innermost option wins', async () => {
    const { stdout } = await createWorld().run('-o', 'json', 'resource', 'list', '-o', 'none');

    expect(stdout).toBe('');
  });
});

describe('a wrong query', () => {
  test.each([
    ['[', 2],
    ['a.', 3],
    ['a.%b', 3],
    ['nope(@)', 1],
    ['a ; b', 3],
    ['foo bar', 5],
  ])('%s is refused before anything is sent, naming position %i', async (query, position) => {
    const world = createWorld();

    const { exit, stderr, stdout } = await world.run(...CREATE_HUB, '--query', query);

    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`position ${position}`);
    expect(world.emulator.log).toEqual([]);
  });

  test('one that does not fit the result says that the work is done', async () => {
    const world = createWorld();

    const { exit, stderr } = await world.run(...CREATE_HUB, '--query', 'abs(steps)');

    expect(exit).toBe(1);
    expect(stderr).toContain('has done its work');
    expect(world.emulator.writes).not.toEqual([]);
  });
});

describe('a wrong command line', () => {
  test.each([
    [['resurce', 'list'], 'resource'],
    [['hub', 'creat'], 'create'],
    [['status', '--resurce', 'x'], '--resource'],
    [['resource', 'list', '--otput', 'json'], '--output'],
  ])('%j suggests %s', async (line, meant) => {
    const { exit, stderr, stdout } = await createWorld().run(...line);

    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`Did you mean ${meant}?`);
  });

  test.each([
    [['resource', 'list', '-o', 'xml'], /table, json, yaml, tsv, none/],
    [['resource', 'create', '--name', 'x'], /--data-location/],
    [['hub', 'create', '--name'], /argument missing/],
    [['status', 'surplus'], /too many arguments/i],
  ])('%j says what is wrong', async (line, says) => {
    const { exit, stderr } = await createWorld().run(...line);

    expect(exit).toBe(2);
    expect(stderr).toMatch(says);
    expect(stderr).toContain('--help');
  });

  test('with -o json it is JSON on stderr, and stdout is empty', async () => {
    const { exit, stdout, stderr } = await createWorld().run('hub', 'creat', '-o', 'json');

    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'USAGE',
      exit: 2,
      hint: expect.stringContaining('create'),
    });
  });

  test('what stands behind -- is nobody’s option', async () => {
    const { exit, stderr } = await createWorld().run('status', '--', '-o', 'json');

    expect(exit).toBe(2);
    expect(stderr).toMatch(/^✘/);
  });
});

describe('colour', () => {
  const coloured = async (options: WorldOptions, ...more: string[]): Promise<boolean> => {
    const { stdout } = await createWorld(options).run('resource', 'list', ...more);
    return stdout.includes(ESC);
  };

  test.each<[string, WorldOptions, string[], boolean]>([
    ['a terminal has it', TTY, [], true],
    ['a pipe has none', {}, [], false],
    ['NO_COLOR takes it away', { ...TTY, env: { NO_COLOR: '1' } }, [], false],
    ['an empty NO_COLOR counts as unset', { ...TTY, env: { NO_COLOR: '' } }, [], true],
    ['FORCE_COLOR gives it to a pipe', { env: { FORCE_COLOR: '1' } }, [], true],
    ['FORCE_COLOR=0 takes it away', { ...TTY, env: { FORCE_COLOR: '0' } }, [], false],
    ['FORCE_COLOR beats NO_COLOR', { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }, [], true],
    ['--no-color beats FORCE_COLOR', { env: { FORCE_COLOR: '1' } }, ['--no-color'], false],
    ['a dumb terminal has none', { ...TTY, env: { TERM: 'dumb' } }, [], false],
    ['json has none', { env: { FORCE_COLOR: '1' } }, ['-o', 'json'], false],
  ])('%s', async (_name, options, more, expected) => {
    expect(await coloured(options, ...more)).toBe(expected);
  });

  test('errors follow stderr, not stdout', async () => {
    const world = createWorld({ tty: { stdout: true, stderr: false } });

    expect((await world.run('nonsense')).stderr).not.toContain(ESC);
  });
});

describe('questions', () => {
  const SECOND = ['hub', 'create', '-g', 'contoso', '--name', 'second'];
  const MOVE = [...LINK_HUB.slice(0, -1), 'second'];

  async function moving(options: WorldOptions, ...more: string[]) {
    const world = createWorld(options);
    for (const line of [CREATE_HUB, LINK_HUB, SECOND]) await world.run(...line, '-o', 'none');
    return { ...(await world.run(...MOVE, ...more)), world };
  }

  test('a person is asked on a terminal', async () => {
    const { exit, world } = await moving({ tty: true, answers: [true] });

    expect(exit).toBe(0);
    expect(world.questions).toHaveLength(1);
  });

  test.each<[string, WorldOptions, string[]]>([
    ['stdin is no terminal', { tty: { stderr: true, stdout: true } }, []],
    ['stderr is no terminal', { tty: { stdin: true, stdout: true } }, []],
    ['CI is set', { tty: true, env: { CI: '1' } }, []],
    ['--no-input is given', TTY, ['--no-input']],
    ['json is wanted', TTY, ['-o', 'json']],
    ['yaml is wanted', TTY, ['-o', 'yaml']],
    ['tsv is wanted', TTY, ['-o', 'tsv']],
  ])('nobody is asked when %s: the refusal names the option', async (_name, options, more) => {
    const { exit, stderr, world } = await moving(options, ...more);

    expect([2, 6]).toContain(exit);
    expect(stderr).toContain('--relink');
    expect(world.questions).toEqual([]);
  });

  test('a terminal whose stdout is piped can still ask', async () => {
    const { exit, world } = await moving({ tty: { stdin: true, stderr: true }, answers: [true] });

    expect(exit).toBe(0);
    expect(world.questions).toHaveLength(1);
  });
});

describe('narrow terminals', () => {
  test('40 columns show a table as blocks, with ids whole', async () => {
    const world = createWorld({ tty: true, columns: 40 });
    await world.run(...CREATE_HUB);
    await world.run(...LINK_HUB);

    const { stdout } = await world.run('resource', 'list');

    expect(stdout).toContain('contoso-push/com.contoso.app.voip');
    expect(stdout).not.toContain('…');
  });

  test('help fits 40 columns but for examples and long option names', async () => {
    const { stdout } = await createWorld({ tty: true, columns: 40 }).run('--help');

    const [prose = ''] = stdout.split('Options:');
    expect(prose.split('\n').filter((line) => line.length > 40)).toEqual([]);
  });
});

test('a failure that nobody foresaw shows its stack and asks for a report', async () => {
  const world = createWorld({
    files: Object.defineProperty({}, 'x', {}),
    transport: () => Promise.reject(new RangeError('bang')),
  });
  Object.defineProperty(world.env, 'AZURE_CLIENT_ID', {
    get: () => {
      throw new RangeError('bang');
    },
  });

  const { exit, stderr } = await world.run('resource', 'list');

  expect(exit).toBe(1);
  expect(stderr).toMatch(/RangeError: bang\n +at /);
  expect(stderr).toContain('report');
});
