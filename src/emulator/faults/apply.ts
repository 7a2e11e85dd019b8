import type { Reply, World } from '../contract.ts';
import type { FaultAction } from './plan.ts';

/** The fault plan cut the connection. A listener destroys the socket; an in-process transport fails as a reset does. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut';
  /** As Node names it. */
  readonly code = 'ECONNRESET';
}

/** A reply with its body as text, as it goes out. */
export interface Outgoing {
  status: number;
  headers: Record<string, string>;
  text: string | undefined;
}

/** How a request is carried out, and the headers that every answer bears, a replaced one too. */
export interface Acting {
  act(): Outgoing;
  headers(): Record<string, string>;
}

/** Lets a fault act on a request: waits, cuts, replaces or shortens the answer. */
export async function applyFault(
  world: World,
  fault: FaultAction,
  { act, headers }: Acting,
): Promise<Outgoing> {
  if (fault.delay !== undefined) await world.clock.sleep(fault.delay);
  if (fault.cut === 'before')
    throw new ConnectionCut('The fault plan cut the connection before the request was acted on.');
  const skips = fault.status !== undefined && fault.act !== true && fault.cut === undefined;
  const real = skips ? undefined : act();
  if (fault.cut === 'after')
    throw new ConnectionCut('The fault plan cut the connection after the request was acted on.');
  const answer = replaced(fault, real ?? { status: 200, headers: headers(), text: undefined });
  return fault.truncate === undefined
    ? answer
    : { ...answer, text: answer.text?.slice(0, fault.truncate) };
}

function replaced(fault: FaultAction, real: Outgoing): Outgoing {
  if (fault.status === undefined && fault.body === undefined && fault.headers === undefined)
    return real;
  const given = fault.body;
  const type: Record<string, string> =
    given === undefined || typeof given === 'string'
      ? {}
      : { 'content-type': 'application/json; charset=utf-8' };
  const text =
    given === undefined ? real.text : typeof given === 'string' ? given : JSON.stringify(given);
  return {
    status: fault.status ?? real.status,
    headers: { ...real.headers, ...type, ...fault.headers },
    text,
  };
}

/** How a reply's body goes out. `null` is four characters, undefined is none (observed 3.1). */
export function outgoing(reply: Reply): Outgoing {
  const headers = { ...reply.headers };
  if (reply.body === undefined) return { status: reply.status, headers, text: undefined };
  return {
    status: reply.status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    text: JSON.stringify(reply.body),
  };
}
