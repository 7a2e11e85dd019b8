import { timingSafeEqual } from 'node:crypto';
import { isRecord } from '../shared/json.ts';
import { failure } from './arm/replies.ts';
import type { Reply, World } from './contract.ts';
import { type Incoming, parseBody } from './incoming.ts';
import { unlink } from './providers/communication/unlink.ts';
import { nowOf } from './time.ts';

interface ControlRoute {
  method: 'GET' | 'POST';
  path: string;
  handle(world: World, sent: Record<string, unknown>): Reply;
}

/** The control routes, which no Azure has. */
export const controlRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/_emulator/health',
    handle: (world) => ({ status: 200, body: { status: 'serving', time: timeOf(world) } }),
  },
  { method: 'POST', path: '/_emulator/clock', handle: moveClock },
  { method: 'POST', path: '/_emulator/unlink', handle: playDisconnect },
];

/** Answers under `/_emulator/`. Demands the key that `env` gives as `ACS_NOTIFY_EMULATOR_KEY`. */
export function answerControl(world: World, key: string, incoming: Incoming): Reply {
  const { method, path, headers, text } = incoming;
  if (!sameText(headers.get('authorization') ?? '', `Bearer ${key}`))
    return failure(
      401,
      'EmulatorKeyNeeded',
      'This control route needs the header Authorization: Bearer <ACS_NOTIFY_EMULATOR_KEY>.',
    );
  const route = controlRoutes.find((one) => one.method === method && one.path === path);
  if (!route)
    return failure(404, 'UnknownControlRoute', `There is no control route ${method} ${path}.`);
  const body = parseBody(text);
  if (body === 'malformed') return failure(400, 'BadBody', 'The body must be JSON, or empty.');
  return route.handle(world, isRecord(body.value) ? body.value : {});
}

/** The last instant that a Date can hold. */
const END_OF_TIME = 8.64e15;

function moveClock(world: World, sent: Record<string, unknown>): Reply {
  const by = sent['advance'];
  if (typeof by !== 'number' || !(by >= 0 && nowOf(world) + by < END_OF_TIME / 2))
    return failure(400, 'BadAdvance', '`advance` must be a number of milliseconds, 0 or more.');
  world.state.clockOffset += by;
  return { status: 200, body: { now: timeOf(world) } };
}

function playDisconnect(world: World, sent: Record<string, unknown>): Reply {
  const resource = sent['resource'];
  const found = unlink(world, typeof resource === 'string' ? resource : undefined);
  if ('problem' in found) return failure(404, 'NothingToUnlink', found.problem);
  return { status: 200, body: found };
}

function timeOf(world: World): string {
  return new Date(nowOf(world)).toISOString();
}

function sameText(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
