import type { Departure } from '../official/departure.ts';

/** ARM's own. */
export const RESOURCES_DEPARTURES: readonly Departure[] = [
  {
    provider: 'Microsoft.Resources',
    versions: ['2022-12-01'],
    operations: ['Subscriptions_List', 'Tenants_List'],
    where: 'response',
    path: '/nextLink',
    keyword: 'required',
    reason: 'The last page has no nextLink, though the file requires one.',
    source: 'answers of GET /subscriptions that people published; not in observed.md',
  },
];
