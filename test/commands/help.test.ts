import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { commandsOf, pathOf } from '../../src/cli/globals.ts';
import { folded } from '../../src/cli/folded.ts';
import { type Example, examplesOf } from '../../src/commands/examples.ts';
import { stalePages } from '../../tools/docs.ts';
import { commandTree } from '../../tools/pages.ts';
import { words } from '../support/words.ts';
import { createWorld } from '../support/world.ts';

const COMMANDS = commandsOf(commandTree());
const LEAVES = COMMANDS.filter(({ commands }) => commands.length === 0);
const EXAMPLES = LEAVES.flatMap((command) =>
  examplesOf(command).map((example): [string, Example, Command] => [example.run, example, command]),
);

const argvOf = (command: Command): string[] => pathOf(command).split(' ').slice(1);
const own = (line: string): string[] => words(line).slice(1);

describe.each(COMMANDS.map((command): [string, Command] => [pathOf(command), command]))(
  '%s --help',
  (_path, command) => {
    test('reads as it did', async () => {
      const { exit, stdout, stderr } = await createWorld().run(...argvOf(command), '--help');

      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
      expect(stdout).toMatchSnapshot();
    });

    test('fits 80 columns', async () => {
      const { stdout } = await createWorld().run(...argvOf(command), '--help');

      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    });

    test('is what help shows', async () => {
      const world = createWorld();
      const wanted = await world.run(...argvOf(command), '--help');

      expect(await world.run('help', ...argvOf(command))).toEqual(wanted);
    });
  },
);

test.each(LEAVES.map((command): [string, Command] => [pathOf(command), command]))(
  '%s has at least two examples of its own',
  (path, command) => {
    const runs = examplesOf(command).map(({ run }) => run);

    expect(new Set(runs).size).toBeGreaterThanOrEqual(2);
    expect(runs.filter((run) => !run.startsWith(`${path} `) && run !== path)).toEqual([]);
  },
);

const inProcess = EXAMPLES.filter(([, { needsListener }]) => needsListener !== true);

test.each(inProcess)('the example runs: %s', async (run, example) => {
  const { files = {}, env = {}, answers = [], exit = 0 } = example;
  const world = createWorld({ files, env, answers, tty: answers.length > 0 });
  for (const line of example.setup ?? []) {
    expect(await world.run(...own(line))).toMatchObject({ exit: 0 });
  }

  const ran = await world.run(...own(run));

  expect(ran, ran.stderr).toMatchObject({ exit });
});

test('only commands of the emulator are spared from running here', () => {
  const spared = EXAMPLES.filter(([, { needsListener }]) => needsListener);

  expect(spared.map(([run]) => words(run)[1])).toEqual(spared.map(() => 'emulator'));
});

test.each(EXAMPLES)('as it is folded in help, a shell reads it the same: %s', (run) => {
  const shown = folded(run, 76);

  expect(words(shown.replaceAll('\\\n', ' '))).toEqual(words(run));
});

test.each(EXAMPLES)('no shell expands anything in: %s', (run) => {
  const bare = run.replaceAll(/'[^']*'|"[^"$`\\]*"/g, '');

  expect(bare).not.toMatch(/[*?[\]{}()<>|&;$`!#~\\]/);
});

test('called with nothing, the program shows its help', async () => {
  const world = createWorld();

  expect(await world.run()).toEqual(await world.run('--help'));
});

test('a group called without a command shows its help', async () => {
  const world = createWorld();

  expect(await world.run('hub')).toEqual(await world.run('hub', '--help'));
});

test('help about no command is a usage error', async () => {
  expect(await createWorld().run('help', 'nonsense')).toMatchObject({ exit: 2, stdout: '' });
});

test('the generated pages are fresh', () => {
  expect(stalePages()).toEqual([]);
});

test('help sends nothing', async () => {
  const world = createWorld();

  await world.run('hub', 'create', '--help');

  expect(world.emulator.log).toEqual([]);
});
