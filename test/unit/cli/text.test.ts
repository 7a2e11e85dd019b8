import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { execFileSync } from 'node:child_process';
import { commandLineOf } from '../../../src/cli/command-line.ts';
import { folded } from '../../../src/cli/folded.ts';
import { parseDuration } from '../../../src/commands/emulator/duration.ts';
import { shellQuote } from '../../../src/shared/shell-quote.ts';
import { words } from '../../support/words.ts';

describe('a shell word', () => {
  test('of any text is read back by a shell as it was', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('\0'));
    const list = fc.array(text, { minLength: 1, maxLength: 20 });

    fc.assert(
      fc.property(list, (all) => {
        const script = `printf '%s\\0' ${all.map(shellQuote).join(' ')}`;
        const read = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
        expect(read.split('\0').slice(0, -1)).toEqual(all);
      }),
      { numRuns: 25 },
    );
  });

  test.each([
    ['plain', 'plain'],
    ['a b', "'a b'"],
    ["it's", String.raw`'it'\''s'`],
    ['', "''"],
    ['[].id', "'[].id'"],
  ])('%j is written %s', (word, written) => {
    expect(shellQuote(word)).toBe(written);
  });
});

test('the command line is shown on one line, with what could steer a terminal made visible', () => {
  expect(commandLineOf(['hub', 'create', '--name', 'a\u001b[2J b'])).toBe(
    String.raw`acs-notify hub create --name 'a\u001b[2J b'`,
  );
});

describe('folding a command line', () => {
  const word = fc.stringMatching(/^(?:--[a-z]{2,10}|[a-z./]{1,15}|"[a-z ]{1,10}")$/);

  test('keeps every word, in order, whatever the width', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }),
        fc.integer({ min: 20, max: 90 }),
        (all, width) => {
          const run = all.join(' ');
          expect(words(folded(run, width).replaceAll('\\\n', ' '))).toEqual(words(run));
        },
      ),
    );
  });

  test('keeps an option with its value', () => {
    expect(folded('acs-notify hub create --resource-group contoso', 34)).toBe(
      'acs-notify hub create \\\n      --resource-group contoso',
    );
  });
});

describe('a duration', () => {
  test.each([
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['24h', 86_400_000],
    ['2d', 172_800_000],
    ['1h30m', 5_400_000],
    ['1.5s', 1500],
    ['250ms', 250],
  ])('%s is %i ms', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  test.each(['', '5', 'h', '-1h', '1w', '0s', '1h ', '1,5s', '1.2.3s', '1e9d', '99999999999999d'])(
    '%j is none',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});
