import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { StepResult } from '../../../src/engine/types.ts';
import { CliError } from '../../../src/shared/errors.ts';
import { escapeUnsafe, isUnsafe, printable, printableLine } from '../../../src/shared/printable.ts';
import { Secret } from '../../../src/shared/secret.ts';
import { errorDocument, errorText } from '../../../src/views/error.ts';
import { jsonLine, jsonText, plainValue } from '../../../src/views/render-json.ts';
import { compileQuery } from '../../../src/views/render-query.ts';
import { tsvText } from '../../../src/views/render-tsv.ts';
import { yamlText } from '../../../src/views/render-yaml.ts';
import { pairsText, tableText, valueText } from '../../../src/views/table.ts';
import { stepsOutcome } from '../../../src/views/steps.ts';
import { commandText, fitted, wrapped } from '../../../src/views/wrapped.ts';
import { plainStyle } from '../../support/plain-style.ts';

const STEERING = [
  '\u001b',
  '\u0007',
  '\u009b',
  '\u007f',
  '\r',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ud800',
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...STEERING, 'a', '\n', '\t', '"', '\\')).map((all) => all.join('')),
);
/** JSON values whose texts may steer a terminal, with keys that YAML and JSON keep apart. */
const anyValue = fc.jsonValue({ stringUnit: 'binary' });

describe('text from outside', () => {
  test('cannot steer a terminal once it is printable', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(isUnsafe(printable(text))).toBe(false);
        // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
        expect(printable(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      }),
    );
  });

  test('is made printable once, and then stays', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(printable(printable(text))).toBe(printable(text));
      }),
    );
  });

  test('keeps what is harmless', () => {
    expect(printable('Ünïcode 通知 ✔ 👩‍💻\n\tnext')).toBe('Ünïcode 通知 ✔ 👩‍💻\n\tnext');
  });

  test.each(STEERING)('shows %j as its code', (character) => {
    expect(printableLine(`a${character}b`)).toMatch(/^a(\\u[0-9a-f]{4}| )b$/);
  });

  test('on one line has no line break', () => {
    expect(printableLine(' one\r\n\ttwo ')).toBe('one two');
  });
});

describe('JSON', () => {
  test('means the value, whatever is in it, and cannot steer a terminal', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const plain = plainValue(value);
        for (const text of [jsonText(value), jsonLine(value)]) {
          expect(JSON.parse(text)).toEqual(plain);
          expect(isUnsafe(text)).toBe(false);
        }
        expect(jsonLine(value)).not.toContain('\n');
      }),
    );
  });

  test('shows no secret', () => {
    expect(jsonText({ key: new Secret('s3cret') })).toBe('{\n  "key": "***"\n}');
    expect(plainValue([new Secret('s3cret')])).toEqual(['***']);
  });

  test('of nothing is null', () => {
    expect(jsonText(undefined)).toBe('null');
  });

  test('escapes are only added where they are needed', () => {
    expect(escapeUnsafe('{"a":"b\tc"}')).toBe('{"a":"b\tc"}');
  });
});

describe('YAML', () => {
  test('means the value, and cannot steer a terminal', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const plain = plainValue(value);
        const text = yamlText(plain);
        expect(parse(text)).toEqual(plain);
        expect(isUnsafe(text)).toBe(false);
      }),
    );
  });

  test('does not fold long ids', () => {
    const id = `/subscriptions/${'x'.repeat(200)}/y z`;

    expect(yamlText({ id })).toBe(`id: ${id}`);
  });
});

describe('TSV', () => {
  test.each([
    ['text', 'text'],
    [12, '12'],
    [true, 'true'],
    [null, ''],
    [['a', 'b'], 'a\nb'],
    [
      [
        ['a', 1],
        ['b', 2],
      ],
      'a\t1\nb\t2',
    ],
    [
      [
        { name: 'a', n: null },
        { name: 'b', n: 2 },
      ],
      'a\t\nb\t2',
    ],
    [{ name: 'a', tags: { x: 1 } }, 'a\t{"x":1}'],
    ['tab\tline\nback\\slash\r', String.raw`tab\tline\nback\\slash\r`],
    [[], ''],
  ])('%j', (value, expected) => {
    expect(tsvText(value)).toBe(expected);
  });

  test('has one line a row and one cell a member, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyText, { minLength: 1 }), { minLength: 1 }), (rows) => {
        const lines = tsvText(rows).split('\n');
        expect(lines.map((line) => line.split('\t').length)).toEqual(rows.map((row) => row.length));
      }),
    );
  });
});

describe('a table', () => {
  const columns = [
    { heading: 'NAME', cell: (row: string[]) => row[0] ?? '' },
    { heading: 'WHERE', cell: (row: string[]) => row[1] ?? '' },
  ];

  test('lines its columns up by width on the screen, wide characters counted twice', () => {
    const rows = [
      ['通知', 'x'],
      ['abcdef', 'y'],
    ];

    expect(tableText(rows, columns, plainStyle())).toBe('NAME    WHERE\n通知    x\nabcdef  y');
  });

  test('that is too wide for the terminal becomes blocks, with nothing cut', () => {
    const rows = [
      ['a'.repeat(30), 'b'.repeat(30)],
      ['c', 'd'],
    ];

    expect(tableText(rows, columns, plainStyle(40, true))).toBe(
      `NAME:  ${'a'.repeat(30)}\nWHERE: ${'b'.repeat(30)}\n\nNAME:  c\nWHERE: d`,
    );
  });

  test('that is too wide stays a table where no terminal is', () => {
    const rows = [['a'.repeat(60), 'b'.repeat(60)]];

    expect(tableText(rows, columns, plainStyle(40)).split('\n')).toHaveLength(2);
  });

  test('of no rows is its headings', () => {
    expect(tableText([], columns, plainStyle())).toBe('NAME  WHERE');
  });

  test('pairs stand under one another', () => {
    expect(
      pairsText(
        [
          ['a', '1'],
          ['long', ''],
        ],
        plainStyle(),
      ),
    ).toBe('a:    1\nlong:');
  });

  test.each([
    [[{ a: 1 }, { b: 'x' }], 'a  b\n1\n   x'],
    [{ a: 1, b: { c: 2 } }, 'a: 1\nb: {"c":2}'],
    [['x', 'y'], 'x\ny'],
    [[], ''],
    [null, ''],
    ['a\u001bb', String.raw`a\u001bb`],
  ])('any value has a form for people: %j', (value, expected) => {
    expect(valueText(value, plainStyle())).toBe(expected);
  });
});

describe('folding for a terminal', () => {
  const style = plainStyle(30, true);

  test('breaks at blanks, indents what follows, and leaves long words whole', () => {
    const id = `/subscriptions/${'x'.repeat(40)}`;

    expect(wrapped(`There is no hub at ${id} in this subscription.`, style, 2)).toBe(
      `There is no hub at\n  ${id}\n  in this subscription.`,
    );
  });

  test('keeps every word', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/)), (all) => {
        expect(wrapped(all.join(' '), style, 4).split(/\s+/).join(' ')).toBe(all.join(' '));
      }),
    );
  });

  test('does nothing where no terminal is', () => {
    const text = 'word '.repeat(40).trim();

    expect(wrapped(text, plainStyle(30), 2)).toBe(text);
  });
});

describe('lines of a list on a terminal', () => {
  test('fold at blanks and break what is longer than the room, under the first character', () => {
    expect(fitted('a com-contoso-app-voip-2a60a0fb/second is gone', plainStyle(30, true), 8)).toBe(
      'a\n        com-contoso-app-voip-2\n        a60a0fb/second\n        is gone',
    );
    expect(fitted('com-contoso-app-voip-2a60a0fb/second', plainStyle(30), 8)).toBe(
      'com-contoso-app-voip-2a60a0fb/second',
    );
  });

  test('never get wider than the room, and lose nothing but blanks', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^([a-z通]{1,40} ?)*$/), (text) => {
        const lines = fitted(text, plainStyle(30, true), 8).split('\n        ');
        expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(22);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  test('that are commands go on after a backslash, so that they can be pasted', () => {
    const line = "acs-notify x --resource 'a b' --hub <hub> --relink";

    expect(commandText(line, plainStyle(40, true), 4)).toBe(
      "acs-notify x --resource 'a b' \\\n      --hub <hub> --relink",
    );
    expect(commandText(line, plainStyle(40), 4)).toBe(line);
    expect(commandText(line, plainStyle(80, true), 4)).toBe(line);
  });

  test('are the steps of a command too: what became of one stands below a long name', () => {
    const step: StepResult = {
      kind: 'provider',
      id: '/x/Microsoft.NotificationHubs',
      action: 'keep',
      status: 'kept',
      differences: [],
      requests: [],
    };
    const options = { dryRun: false, showRequests: false, exitCode: false };
    const { data, human } = stepsOutcome({ steps: [step] }, options, { commandLine: 'x' });

    expect(human(data, plainStyle(40, true)).split('\n')[0]).toBe(
      '✔ provider  Microsoft.NotificationHubs',
    );
    expect(human(data, plainStyle(40, true)).split('\n')[1]).toBe('            as wanted');
    expect(human(data, plainStyle(40))).toContain('Microsoft.NotificationHubs  as wanted\n');
  });
});

describe('a query', () => {
  test('finds its part', () => {
    expect(
      compileQuery('steps[?status==`"done"`].id')({ steps: [{ id: 'x', status: 'done' }] }),
    ).toEqual(['x']);
  });

  test('of nothing is null, not an error', () => {
    expect(compileQuery('nothing.here')({})).toBeNull();
  });

  test.each([
    ['a[', 'a['.length + 1],
    ['', 1],
    ['a | | b', 5],
    ['a.b.nope(@)', 5],
    ['"open', 1],
    ['{a: b', 6],
  ])('%j is wrong at position %i', (expression, position) => {
    expect(() => compileQuery(expression)).toThrow(`position ${position}`);
  });

  test('of any text either works or is a usage error that points into it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (expression) => {
        let code: unknown = 'USAGE';
        try {
          compileQuery(expression);
        } catch (error) {
          code = error instanceof CliError ? error.code : error;
        }
        expect(code).toBe('USAGE');
      }),
    );
  });
});

describe('an error', () => {
  const azure = {
    status: 403,
    code: 'AuthorizationFailed',
    message: 'The client\u001b[31m does not have authorization.',
    correlationId: 'c-1',
  };
  const denied = new CliError({
    code: 'DENIED',
    message: 'You may not create the hub.',
    hint: 'Ask for a role.\nThen wait.',
    azure,
  });

  test('tells people what, why, and the way out', () => {
    expect(errorText(denied, plainStyle())).toBe(
      [
        '✘ You may not create the hub.',
        String.raw`  Azure: AuthorizationFailed (HTTP 403): The client\u001b[31m does not have authorization.`,
        '  correlation id: c-1',
        '  hint: Ask for a role.',
        '        Then wait.',
      ].join('\n'),
    );
  });

  test('does not say the service’s words twice', () => {
    const error = new CliError({
      code: 'CONFLICT',
      message: 'Refused: Busy.',
      hint: '',
      azure: { status: 409, code: '', message: 'Busy.' },
    });

    expect(errorText(error, plainStyle())).toBe('✘ Refused: Busy.\n  Azure: HTTP 409');
  });

  test('tells programs the same, under stable names', () => {
    expect(errorDocument(denied)).toEqual({
      error: {
        code: 'DENIED',
        message: 'You may not create the hub.',
        hint: 'Ask for a role.\nThen wait.',
        exit: 5,
        azure,
      },
    });
  });

  test('that nobody foresaw has the code INTERNAL, its stack for people and none for programs', () => {
    const bug = new RangeError('bang');

    expect(errorDocument(bug).error).toMatchObject({ code: 'INTERNAL', message: 'bang', exit: 1 });
    expect(JSON.stringify(errorDocument(bug))).not.toContain(import.meta.filename);
    expect(errorText(bug, plainStyle())).toContain(import.meta.filename);
  });

  test.each(['text', undefined, null, { a: 1 }])('%j may be thrown too', (thrown) => {
    expect(errorDocument(thrown).error.code).toBe('INTERNAL');
    expect(errorText(thrown, plainStyle())).toContain('report');
  });
});
