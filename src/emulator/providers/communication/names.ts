import { textAt } from '../../../shared/json.ts';
import type { Call, Reply, Route } from '../../contract.ts';
import { communicationState } from './state.ts';

/** Whether a name can be had: always 200. */
export const nameRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/subscriptions/{subscription}/providers/Microsoft.Communication/checkNameAvailability',
    reads: true,
    handle: checkName,
  },
];

/** 1 to 63 letters, digits, hyphens and underscores (facts 1). */
export function isServiceName(name: string): boolean {
  return /^[-\w]{1,63}$/.test(name);
}

/** Names are unique in all of Azure: a host name is made of them. */
export function isServiceNameTaken(call: Call, name: string): boolean {
  return Object.values(communicationState(call.world).services).some(
    (one) => one.name.toLowerCase() === name.toLowerCase(),
  );
}

/** A taken name as observed (3.1); of a free and of an invalid one the answer was not recorded (common-types v5). */
function checkName(call: Call): Reply {
  const name = textAt(call.body, 'name') ?? '';
  if (!isServiceName(name)) return unavailable('Invalid', 'Resource name is invalid');
  if (isServiceNameTaken(call, name))
    return unavailable('AlreadyExists', 'Resource name already exists');
  return { status: 200, body: { nameAvailable: true } };
}

function unavailable(reason: string, message: string): Reply {
  return { status: 200, body: { nameAvailable: false, reason, message } };
}
