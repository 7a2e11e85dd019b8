import type { Target } from './target.ts';
import type { Exchange } from './wire.ts';

const PATIENCE = 600;

/** ARM id of a resource of the target's group. */
export function idIn(target: Target, tail: string): string {
  return `/subscriptions/${target.subscription}/resourceGroups/${target.group}/providers/${tail}`;
}

/** ARM id of a namespace of the target's group. */
export function namespaceId(target: Target, namespace: string): string {
  return idIn(target, `Microsoft.NotificationHubs/namespaces/${namespace}`);
}

/** ARM id of an ACS resource of the target's group. */
export function serviceId(target: Target, name: string): string {
  return idIn(target, `Microsoft.Communication/communicationServices/${name}`);
}

/** Asks until the answer is as wanted. Pauses are those that the target needs; the local Azure needs none. */
export async function until(
  ask: () => Promise<Exchange>,
  wanted: (exchange: Exchange) => boolean,
): Promise<Exchange> {
  for (let turn = 0; turn < PATIENCE; turn += 1) {
    const exchange = await ask();
    if (wanted(exchange)) return exchange;
  }
  throw new Error(`Still not as wanted after ${PATIENCE} looks.`);
}

/** Waits until a namespace is ready for hubs. */
export async function readyNamespace(
  target: Target,
  namespace: string,
  apiVersion: string,
): Promise<Exchange> {
  return until(
    () => target.wire.get(namespaceId(target, namespace), apiVersion),
    ({ text }) => text.includes('"provisioningState":"Succeeded"'),
  );
}
