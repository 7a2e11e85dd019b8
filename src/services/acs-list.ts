import { COMMUNICATION_VERSION } from '../resources/versions.ts';
import type { Azure } from '../shared/ports.ts';
import { noneIfUnregistered } from './absent.ts';

/** The ACS resources of a subscription or a resource group (by its id) as ARM has them. */
export async function servicesIn(scope: string, { arm }: Azure): Promise<unknown[]> {
  const path = `${scope}/providers/Microsoft.Communication/communicationServices`;
  const found: unknown[] = [];
  try {
    for await (const one of arm.list(path, COMMUNICATION_VERSION)) found.push(one);
    return found;
  } catch (error) {
    return noneIfUnregistered(error);
  }
}
