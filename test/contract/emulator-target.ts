import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ClientSecretCredential } from '@azure/identity';
import { startEmulator } from '../../src/emulator/start.ts';
import { trusting } from './wire.ts';
import type { Place } from './target.ts';

/** Each request takes this much of the local Azure's time, so that an operation is seen running, then done, with no pause. */
const REQUEST_TIME = 400;
const OPERATION_TIME = 1000;

/** A local Azure of its own over real https on a free port, with a clock that requests move. */
export async function emulatorTarget(): Promise<Place> {
  let now = Date.now();
  const running = await startEmulator({
    clock: { now: () => now, sleep: async () => {} },
    random: { bytes: (count) => new Uint8Array(randomBytes(count)) },
    port: 0,
    operationTime: OPERATION_TIME,
  });
  const { variables, origin } = running;
  const given = (name: string): string => variables[name] ?? '';
  const ca = await readFile(given('NODE_EXTRA_CA_CERTS'), 'utf8');
  return {
    endpoint: origin,
    scopes: [`${origin}/.default`],
    credential: new ClientSecretCredential(
      given('AZURE_TENANT_ID'),
      given('AZURE_CLIENT_ID'),
      given('AZURE_CLIENT_SECRET'),
      {
        authorityHost: given('AZURE_AUTHORITY_HOST'),
        disableInstanceDiscovery: true,
        additionalPolicies: [{ policy: trusting(ca), position: 'perCall' }],
      },
    ),
    subscription: given('AZURE_SUBSCRIPTION_ID'),
    location: 'westeurope',
    takenNamespace: 'contoso-taken',
    bareSubscription: running.emulator.world.state.subscriptions[1]?.id,
    ca,
    patient: false,
    beforeRequest: () => {
      now += REQUEST_TIME;
    },
    close: () => running.close(),
  };
}
