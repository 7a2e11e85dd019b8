import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { env } from 'node:process';

const ROOT = resolve(import.meta.dirname, '../../..');

/** Where the official OpenAPI files should lie: `ACS_NOTIFY_SPECS`, or `../shared/azure/specs` beside the repository. */
export function specsFolder(): string {
  const named = env['ACS_NOTIFY_SPECS'];
  return named === undefined || named === ''
    ? resolve(ROOT, '../shared/azure/specs')
    : resolve(ROOT, named);
}

/** Whether the official OpenAPI files are there. Without them, what validates against them is skipped. */
export function haveSpecs(): boolean {
  return existsSync(resolve(specsFolder(), 'notificationhubs/resource-manager'));
}
