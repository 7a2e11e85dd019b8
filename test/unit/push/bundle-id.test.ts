import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hubNameFor } from '../../../src/push/bundle-id.ts';
import { checkName } from '../../../src/push/names.ts';

const LETTERS = 'abcXYZ019-';
const part = fc.string({
  unit: fc.constantFrom(...LETTERS.split('')),
  minLength: 1,
  maxLength: 12,
});
const bundleId = fc.array(part, { minLength: 2, maxLength: 5 }).map((parts) => parts.join('.'));
const plain = bundleId.filter((id) => !id.toLowerCase().endsWith('.voip'));

describe('the .voip rule', () => {
  test.each([
    ['com.contoso.app', false, 'com.contoso.app'],
    ['com.contoso.app', true, 'com.contoso.app.voip'],
    ['com.contoso.app.voip', true, 'com.contoso.app.voip'],
    ['com.contoso.app.voip', false, 'com.contoso.app.voip'],
    ['com.contoso.App.VOIP', true, 'com.contoso.App.VOIP'],
    ['com.contoso.voip.app', true, 'com.contoso.voip.app.voip'],
    ['com.contoso.appvoip', true, 'com.contoso.appvoip.voip'],
  ])('%s with --voip %s names the hub %s', (id, voip, name) => {
    expect(hubNameFor(id, voip)).toBe(name);
  });

  test('adds the suffix once, however often it is applied', () => {
    fc.assert(
      fc.property(plain, (id) => {
        expect(hubNameFor(id, false)).toBe(id);
        expect(hubNameFor(id, true)).toBe(`${id}.voip`);
        expect(hubNameFor(hubNameFor(id, true), true)).toBe(`${id}.voip`);
      }),
    );
  });

  test('gives a name that a hub can have, unless the id begins with a hyphen', () => {
    fc.assert(
      fc.property(
        plain.filter((id) => !id.startsWith('-')),
        fc.boolean(),
        (id, voip) => {
          expect(() => checkName('hub', hubNameFor(id, voip))).not.toThrow();
        },
      ),
    );
  });
});

test.each([
  '',
  'app',
  'com.contoso.app!',
  'com.contoso app',
  'com..app',
  '.com.app',
  'com.app.',
  'com.contoso.äpp',
  'com.contoso_app.x',
  `com.${'a'.repeat(160)}`,
])('%j is no bundle id, and the error says the rule', (id) => {
  expect(() => hubNameFor(id, false)).toThrow(
    expect.objectContaining({
      code: 'INVALID_BUNDLE_ID',
      message: expect.stringContaining('letters, digits and hyphens'),
    }),
  );
});

test.each([
  ['com.contoso.app.voip.voip', true],
  ['com.contoso.app.voip.voip', false],
  ['com.contoso.app.VoIP.voip', true],
])('%s with --voip %s ends in .voip twice and is refused', (id, voip) => {
  expect(() => hubNameFor(id, voip)).toThrow(
    expect.objectContaining({ message: expect.stringContaining('.voip twice') }),
  );
});
