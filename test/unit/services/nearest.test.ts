import fc from 'fast-check';
import { expect, test } from 'vitest';
import { didYouMean, nearest } from '../../../src/services/nearest.ts';

const REGIONS = ['westeurope', 'northeurope', 'westus', 'westus2', 'eastus', 'uksouth'];

test.each([
  ['westeurop', ['westeurope']],
  ['WestEurope', ['westeurope']],
  ['us', ['westus', 'westus2', 'eastus']],
  ['mars', []],
  ['', REGIONS.slice(0, 3)],
])('the nearest regions to %j are %j', (wanted, names) => {
  expect(nearest(wanted, REGIONS).slice(0, Math.max(1, names.length))).toEqual(names);
});

test('at most three different names that are there, the nearest first', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (wanted, names) => {
      const near = nearest(wanted, names);

      expect(near.length).toBeLessThanOrEqual(3);
      expect(new Set(near).size).toBe(near.length);
      expect(near.filter((one) => !names.includes(one))).toEqual([]);
      expect(nearest(wanted, [...names, wanted]).length).toBeGreaterThan(0);
    }),
  );
});

test('is said as a question, or not at all', () => {
  expect(didYouMean('contoso-acx', ['contoso-acs'])).toBe(' Did you mean contoso-acs?');
  expect(didYouMean('contoso-acx', ['fabrikam'])).toBe('');
});
