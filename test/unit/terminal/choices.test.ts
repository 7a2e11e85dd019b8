import { describe, expect, test } from 'vitest';
import { formatIn } from '../../../src/terminal/format.ts';
import { globalsIn, optionsOf, type ParsedCommand } from '../../../src/terminal/globals.ts';
import { promptsFor, whyNotAsk } from '../../../src/terminal/prompts.ts';
import { coloured } from '../../../src/terminal/style.ts';
import { isCliError } from '../../../src/shared/errors.ts';
import { scriptedAsk } from '../../support/answers.ts';
import { captured, inputOf } from '../../support/streams.ts';

describe('the format that a command line asks for', () => {
  test.each([
    [[], 'table'],
    [['-o', 'json'], 'json'],
    [['-ojson'], 'json'],
    [['--output', 'yaml'], 'yaml'],
    [['--output=tsv'], 'tsv'],
    [['-o', 'xml'], 'table'],
    [['-o'], 'table'],
    [['-o', 'yaml', 'x', '-o', 'json'], 'json'],
    [['x', '--', '-o', 'json'], 'table'],
  ])('%j: %s', (argv, format) => {
    expect(formatIn(argv)).toBe(format);
  });
});

describe('colour', () => {
  test.each([
    [true, {}, true, true],
    [false, {}, true, false],
    [true, { NO_COLOR: '1' }, true, false],
    [true, { TERM: 'dumb' }, true, false],
    [false, { FORCE_COLOR: '1' }, true, true],
    [false, { FORCE_COLOR: 'true' }, true, true],
    [true, { FORCE_COLOR: '0' }, true, false],
    [true, { FORCE_COLOR: 'false' }, true, false],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true, true],
    [true, { FORCE_COLOR: '1' }, false, false],
  ])('terminal %s, %j, option %s: %s', (isTTY, env, option, expected) => {
    expect(coloured(isTTY, env, option)).toBe(expected);
  });
});

describe('an option', () => {
  const command = (
    options: Record<string, unknown>,
    given: string[],
    parent: ParsedCommand | null = null,
  ): ParsedCommand => ({
    parent,
    name: () => 'x',
    opts: () => options,
    getOptionValueSource: (key) => (given.includes(key) ? 'cli' : 'default'),
  });

  test('given on the inner command wins over the outer', () => {
    const outer = command({ output: 'json', color: true }, ['output']);

    expect(optionsOf(command({ output: 'yaml', color: true }, ['output'], outer))).toMatchObject({
      output: 'yaml',
    });
  });

  test('given on the outer command wins over the inner one’s default', () => {
    const outer = command({ color: false }, ['color']);

    expect(optionsOf(command({ color: true, name: 'acs-send' }, [], outer))).toEqual({
      color: false,
      name: 'acs-send',
    });
  });
});

describe('asking', () => {
  const onTerminal = {
    stdin: inputOf('', true),
    stderr: captured(true, 80),
    env: {},
  };
  const refusals = [
    ['--no-input', onTerminal, { input: false }],
    ['--yes', onTerminal, { yes: true }],
    ['json', onTerminal, { output: 'json' }],
    ['CI', { ...onTerminal, env: { CI: 'true' } }, {}],
    ['no terminal to read from', { ...onTerminal, stdin: inputOf('', false) }, {}],
    ['no terminal to ask on', { ...onTerminal, stderr: captured(false, undefined) }, {}],
  ] as const;

  test('a person at a terminal can be asked', () => {
    expect(whyNotAsk(onTerminal, globalsIn({}))).toBeUndefined();
  });

  test.each(refusals)('nobody can be asked: %s', (_name, place, options) => {
    expect(whyNotAsk(place, globalsIn(options))).toMatch(/\w/);
  });

  const prompts = (
    refusal: string | undefined,
    yes: boolean,
    answers: (string | boolean)[] = [],
  ) => {
    const questions: string[] = [];
    const signal = new AbortController().signal;
    const ask = scriptedAsk(answers, questions);
    return { questions, ...promptsFor({ ask, refusal, yes, signal, pause: () => {} }) };
  };
  const refused = (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => 'asked',
      (error: unknown) => (isCliError(error, 'INPUT_NEEDED') ? error.hint : error),
    );

  test('every refusal names the option that answers', async () => {
    const { confirm, typed, select } = prompts('CI is set', false);

    expect(await refused(confirm({ message: 'Go?', flag: '--yes' }))).toContain('--yes');
    expect(
      await refused(typed({ message: 'Name?', expected: 'x', flag: '--confirm x' })),
    ).toContain('--confirm x');
    expect(
      await refused(
        select({ message: 'Which?', flag: '--hub', choices: [{ name: 'a', value: 1 }] }),
      ),
    ).toContain('--hub');
  });

  test('--yes agrees, but not to what demands a person', async () => {
    const { confirm } = prompts('--yes was given', true);

    expect(await confirm({ message: 'Go?', flag: '--yes' })).toBe(true);
    expect(
      await refused(confirm({ message: 'Move?', flag: '--relink', evenWithYes: true })),
    ).toContain('--relink');
  });

  test('only the very name that is expected counts as typed', async () => {
    const { typed } = prompts(undefined, false, ['hub', ' hub ', 'Hub']);
    const question = { message: 'Name?', expected: 'hub', flag: '--confirm' };

    expect(await typed(question)).toBe(true);
    expect(await typed(question)).toBe(true);
    expect(await typed(question)).toBe(false);
  });

  test('a question shows text from outside with its control characters visible', async () => {
    const { confirm, questions } = prompts(undefined, false, [true]);

    await confirm({ message: 'Delete a\u001b[2Jb?', flag: '--yes' });

    expect(questions).toEqual([String.raw`Delete a\u001b[2Jb?`]);
  });
});
