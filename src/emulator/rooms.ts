import { commonHeaders } from './arm/headers.ts';
import type { Gateway } from './arm/gateway.ts';
import type { Limits } from './arm/limits.ts';
import { metadataReply } from './arm/metadata.ts';
import { notImplemented } from './arm/replies.ts';
import { matchPath } from './arm/routes.ts';
import type { Reply, World } from './contract.ts';
import { answerControl } from './control.ts';
import { entraRoutes } from './entra/entra.ts';
import type { TokenIssuer } from './entra/tokens.ts';
import type { Incoming } from './incoming.ts';
import { queryOf } from './query.ts';
import { uuid } from './random.ts';

/** Who answers what under the one origin. */
export interface Rooms {
  world: World;
  issuer: TokenIssuer;
  gateway: Gateway;
  limits: Limits;
  controlKey: string;
  /** Paths of the writing requests that reached a handler. */
  writes: string[];
}

/** A request to a control route: no Azure has these, so faults do not hit them. */
export function isControl({ path }: Incoming): boolean {
  return path.startsWith('/_emulator/');
}

/** The answer of the room that the path leads to, with that room's headers; 501 where no room is. */
export function answerIn(rooms: Rooms, incoming: Incoming): Reply {
  const { world, issuer } = rooms;
  const { method, path, url } = incoming;
  if (isControl(incoming)) return uncached(answerControl(world, rooms.controlKey, incoming));
  if (method === 'GET' && path === '/metadata/endpoints')
    return metadataReply(world, queryOf(url, 'api-version') ?? '');
  const entra = entraRoutes.find((one) => one.method === method && matchPath(one.path, path));
  if (entra) return ofEntra(world, entra.handle(issuer, incoming));
  if (/^\/(?:subscriptions|tenants|providers)(?:\/|$)/i.test(path)) return ofArm(rooms, incoming);
  return notImplemented(incoming);
}

function ofArm({ world, gateway, limits, writes }: Rooms, incoming: Incoming): Reply {
  const { reply, wrote } = gateway.answer(incoming);
  if (wrote) writes.push(incoming.path);
  const left = reply.status === 401 ? {} : limits.take(incoming.method, incoming.path);
  return {
    ...reply,
    headers: { ...commonHeaders(world, incoming.headers), ...left, ...reply.headers },
  };
}

function ofEntra(world: World, reply: Reply): Reply {
  const headers = { 'cache-control': 'no-store, no-cache', 'x-ms-request-id': uuid(world.random) };
  return { ...reply, headers: { ...headers, ...reply.headers } };
}

function uncached(reply: Reply): Reply {
  return { ...reply, headers: { 'cache-control': 'no-store', ...reply.headers } };
}
