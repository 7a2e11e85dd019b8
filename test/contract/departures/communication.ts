import type { Departure } from '../official/departure.ts';
import { FILES } from '../official/files.ts';

const ALL = Object.keys(FILES['Microsoft.Communication'] ?? {});
/** Until 2021 the operations' group was called in the singular; those versions are judged by such files. */
const SINGULAR = ['2020-08-20-preview', '2020-08-20', '2021-10-01-preview'];
const PLURAL = ALL.filter((version) => !SINGULAR.includes(version));

/** The same departure for the singular and the plural spelling of an operation. */
function inAllVersions(
  operations: readonly string[],
  departure: Omit<Departure, 'provider' | 'versions' | 'operations'>,
): Departure[] {
  return [
    [SINGULAR, 'CommunicationService'] as const,
    [PLURAL, 'CommunicationServices'] as const,
  ].map(([versions, group]) => ({
    provider: 'Microsoft.Communication',
    versions,
    operations: operations.map((name) => `${group}_${name}`),
    ...departure,
  }));
}

/** Microsoft.Communication. */
export const COMMUNICATION_DEPARTURES: readonly Departure[] = [
  ...inAllVersions(['CreateOrUpdate', 'Get'], {
    where: 'response',
    path: '/properties/provisioningState',
    keyword: 'enum',
    reason: 'While it is being made its state is Accepted, which the file does not list.',
    source: 'observed 3.1, 6.2; facts 1',
  }),
  ...inAllVersions(['Delete'], {
    where: 'response',
    path: '',
    keyword: 'extra',
    status: 202,
    reason: 'The body of the 202 is the four characters null; the file has none.',
    source: 'observed 3.1, 6.2',
  }),
  {
    provider: 'Microsoft.Communication',
    versions: ALL,
    operations: ['poll'],
    where: 'response',
    path: '/properties',
    keyword: 'extra',
    status: 200,
    reason: 'At success the poll has properties: null.',
    source: 'observed 3.1',
  },
  {
    provider: 'Microsoft.Communication',
    versions: ['2026-03-18'],
    operations: ['CommunicationServices_CreateOrUpdate', 'CommunicationServices_Delete'],
    where: 'header',
    path: 'Retry-After',
    keyword: 'missing',
    reason: 'Neither the 201 of a PUT nor the 202 of a DELETE has Retry-After.',
    source: 'observed 3.1, 6.2 (recorded up to 2025-09-01)',
  },
];
