import { randomBytes } from 'node:crypto';
import { env } from 'node:process';
import type { TokenCredential } from '@azure/core-auth';
import { azureTarget } from './azure-target.ts';
import { emulatorTarget } from './emulator-target.ts';
import { createWire, type Wire } from './wire.ts';

/*
 * Which Azure the contract suite drives. Without these variables it is the local one, started over https for each file.
 *
 *   ACS_NOTIFY_CONTRACT_TARGET=azure
 *   AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, AZURE_SUBSCRIPTION_ID
 *       a service principal that may create resource groups, and the subscription to create them in
 *   ACS_NOTIFY_CONTRACT_LOCATION          a region that has Notification Hubs; westeurope unless set
 *   ACS_NOTIFY_CONTRACT_TAKEN_NAMESPACE   a namespace name that somebody else has (else those tests are skipped)
 *   ACS_NOTIFY_CONTRACT_BARE_SUBSCRIPTION a subscription where none of the providers is registered (else skipped)
 *
 * Against real Azure this suite has NEVER been run: nobody here had a subscription. It would create resource groups named
 * `acs-notify-contract-…`, delete them at the end, take long, and cost a little. Expect rows of `observed.test.ts` to differ
 * where Azure has changed since it was recorded: that is what the run would be for.
 */

/** One Azure, and where in it a test file may work. No test may know which one it is. */
export interface Place {
  /** The ARM origin, no trailing slash. */
  endpoint: string;
  scopes: string[];
  credential: TokenCredential;
  subscription: string;
  /** A region name as `westeurope`. */
  location: string;
  /** A namespace name that somebody else has. */
  takenNamespace: string | undefined;
  /** A subscription where none of the providers is registered. */
  bareSubscription: string | undefined;
  /** The CA that signs the endpoint's certificate, where it is not a public one. */
  ca: string | undefined;
  /** Whether pauses that the service asks for are kept. */
  patient: boolean;
  /** Told before each request. */
  beforeRequest(): void;
  close(): Promise<void>;
}

/** A place with a resource group of the file's own, a recording wire and names that nobody else has. */
export interface Target extends Place {
  /** A resource group that exists, empty at first; gone after `close`. */
  group: string;
  wire: Wire;
  /** A name that is new in all of Azure, beginning with `stem`. */
  fresh: (stem: string) => string;
}

const GROUPS = '2024-07-01';

/** Opens the Azure that the environment names and makes a resource group in it. */
export async function openTarget(): Promise<Target> {
  const place = await (env['ACS_NOTIFY_CONTRACT_TARGET'] === 'azure'
    ? azureTarget(env)
    : emulatorTarget());
  const wire = createWire(place);
  const run = randomBytes(5).toString('hex');
  const group = `acs-notify-contract-${run}`;
  const path = `/subscriptions/${place.subscription}/resourcegroups/${group}`;
  await wire.put(path, GROUPS, { location: place.location });
  let count = 0;
  const fresh = (stem: string): string => {
    count += 1;
    return `${stem}-${run}-${count}`;
  };
  const close = async (): Promise<void> => {
    await wire.delete(path, GROUPS);
    await place.close();
  };
  return { ...place, group, wire, fresh, close };
}
