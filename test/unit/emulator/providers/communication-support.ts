import { communicationState } from '../../../../src/emulator/providers/communication/state.ts';
import { GROUP, SUBSCRIPTION } from '../../../support/ids.ts';
import type { LocalAzure } from './local-azure.ts';

export const VERSIONS = [
  '2020-08-20-preview',
  '2020-08-20',
  '2021-10-01-preview',
  '2022-07-01-preview',
  '2023-03-01-preview',
  '2023-03-31',
  '2023-04-01-preview',
  '2023-04-01',
  '2023-06-01-preview',
  '2024-09-01-preview',
  '2025-05-01',
  '2025-09-01',
  '2026-03-18',
];
export const VERSION = '2023-04-01';
export const SERVICES = `${GROUP}/providers/Microsoft.Communication/communicationServices`;
export const SERVICE = `${SERVICES}/Contoso-Calls`;
export const PROVIDER = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Communication`;
export const NEW_SERVICE = { location: 'Global', properties: { dataLocation: 'United States' } };

/** The stored ACS resource. */
export function stored({ emulator }: LocalAzure, id = SERVICE) {
  const service = communicationState(emulator.world).services[id.toLowerCase()];
  if (!service) throw new Error(`No resource ${id}.`);
  return service;
}

/** The systemData of what the signed-in application did at these times. */
export function systemData({ emulator }: LocalAzure, created: string, modified = created): string {
  const by = (what: string, at: string) =>
    `"${what}By":"${emulator.signIn.clientId}","${what}ByType":"Application","${what}At":"${at}"`;
  return `"systemData":{${by('created', created)},${by('lastModified', modified)}}`;
}
