import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { commandsOf, pathOf } from '../../../src/cli/globals.ts';
import { buildProgram } from '../../../src/cli/program.ts';

const OUTPUT = { write: () => {}, columns: 80 };
const treeFor = (argv?: readonly string[]) => buildProgram(() => async () => {}, OUTPUT, argv);
const WHOLE = commandsOf(treeFor());
const LINES = WHOLE.map((command) => pathOf(command).split(' ').slice(1));

function at(program: Command, words: readonly string[]): Command | undefined {
  const [first, ...rest] = words;
  const next = program.commands.find((child) => child.name() === first);
  return first === undefined || next === undefined ? program : at(next, rest);
}

describe('the tree that a command line needs', () => {
  test.each(LINES)('has all of the command that it names: %s %s', (...words) => {
    const command = at(treeFor(['-o', 'json', ...words]), words);

    const whole = WHOLE.find((one) => command && pathOf(one) === pathOf(command));
    expect(command && pathOf(command)).toBe(['acs-notify', ...words].join(' '));
    expect(command?.helpInformation()).toBe(whole?.helpInformation());
  });

  test('has every command of the first level, and nothing below those that it does not name', () => {
    const needed = commandsOf(treeFor(['link-hub'])).map(pathOf);

    expect(needed).toEqual(WHOLE.map(pathOf).filter((path) => path.split(' ').length <= 2));
  });
});
