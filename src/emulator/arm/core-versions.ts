import type { Reply } from '../contract.ts';
import { failure } from './replies.ts';

/** What `/providers/Microsoft.Resources` shows, newest first. Every date from the last of them to the first is taken. */
export const CORE_VERSIONS: readonly string[] = [
  '2025-04-01',
  '2025-03-01',
  '2024-11-01',
  '2024-07-01',
  '2024-03-01',
  '2023-07-01',
  '2022-12-01',
  '2022-09-01',
  '2022-01-01',
  '2021-04-01',
  '2021-01-01',
  '2020-10-01',
  '2020-08-01',
  '2020-06-01',
  '2020-01-01',
  '2019-11-01',
  '2019-10-01',
  '2019-08-01',
  '2019-07-01',
  '2019-06-01',
  '2019-05-10',
  '2019-05-01',
];

/** ARM's own resources answer in every version from 2019-05-01 to 2025-04-01 (issue 3; `az` 2.45 uses 2019-11-01). */
export function refuseCoreVersion(version: string): Reply | undefined {
  const date = version.replace(/-preview$/, '');
  const [newest = '', oldest = ''] = [CORE_VERSIONS.at(0), CORE_VERSIONS.at(-1)];
  if (/^\d{4}-\d{2}-\d{2}$/.test(date) && date >= oldest && date <= newest) return undefined;
  return failure(
    400,
    'InvalidApiVersionParameter',
    `The api-version '${version}' is invalid. The supported versions are '${CORE_VERSIONS.join(',')}'.`,
  );
}
