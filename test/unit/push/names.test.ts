import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkName, namespaceNameFor } from '../../../src/push/names.ts';

type Kind = Parameters<typeof checkName>[0];

const good: [Kind, string][] = [
  ['namespace', 'abcdef'],
  ['namespace', 'Contoso-Push-1'],
  ['namespace', 'a'.repeat(50)],
  ['hub', 'h'],
  ['hub', '1st'],
  ['hub', 'com.contoso.app.voip'],
  ['hub', 'a_b-c.d'],
  ['hub', 'a'.repeat(260)],
  ['policy', 'acs-send'],
  ['policy', '!()*-._'],
  ['policy', 'a'.repeat(256)],
  ['group', 'contoso'],
  ['group', 'Größe_(1).x-y'],
  ['resource', 'contoso-acs'],
  ['resource', 'a'.repeat(63)],
];

const bad: [Kind, string, string][] = [
  ['namespace', 'abcde', '6 to 50'],
  ['namespace', 'a'.repeat(51), '6 to 50'],
  ['namespace', '1abcdef', 'beginning with a letter'],
  ['namespace', 'abcdef-', 'ending with a letter or digit'],
  ['namespace', 'abc.def', 'hyphens'],
  ['hub', '', '1 to 260'],
  ['hub', '-h', 'beginning with a letter or digit'],
  ['hub', 'a/b', 'dots, hyphens and underscores'],
  ['hub', 'a'.repeat(261), '1 to 260'],
  ['policy', 'a b', '1 to 256'],
  ['policy', 'a'.repeat(257), '1 to 256'],
  ['group', 'contoso.', 'not ending with a dot'],
  ['group', 'a'.repeat(91), '1 to 90'],
  ['resource', 'a.b', '1 to 63'],
  ['resource', 'a'.repeat(64), '1 to 63'],
];

describe('names', () => {
  test.each(good)('a %s may be called %s', (kind, name) => {
    expect(() => checkName(kind, name)).not.toThrow();
  });

  test.each(bad)('a %s may not be called %j: %s', (kind, name, says) => {
    expect(() => checkName(kind, name)).toThrow(
      expect.objectContaining({ code: 'INVALID_NAME', message: expect.stringContaining(says) }),
    );
  });
});

describe('a namespace’s own name', () => {
  const hubName = fc
    .string({ unit: fc.constantFrom(...'abzABZ09-._'.split('')), minLength: 1, maxLength: 260 })
    .filter((name) => /^[a-zA-Z0-9]/.test(name));

  test('is readable', () => {
    expect(namespaceNameFor('s', 'g', 'com.contoso.app.voip')).toMatch(
      /^com-contoso-app-voip-[0-9a-f]{8}$/,
    );
  });

  test('keeps the rule for any hub', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ minLength: 1 }), hubName, (subscription, group, hub) => {
        expect(() =>
          checkName('namespace', namespaceNameFor(subscription, group, hub)),
        ).not.toThrow();
      }),
    );
  });

  test('is the same for the same place in any case, and another for another', () => {
    const name = namespaceNameFor('S', 'Group', 'Hub');

    expect(namespaceNameFor('s', 'group', 'hub')).toBe(name);
    expect(
      new Set([
        name,
        namespaceNameFor('t', 'group', 'hub'),
        namespaceNameFor('s', 'other', 'hub'),
        namespaceNameFor('s', 'group', 'other'),
      ]).size,
    ).toBe(4);
  });
});
