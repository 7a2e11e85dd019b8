import { timingSafeEqual } from 'node:crypto';
import { isRecord } from '../shared/json.ts';
import { failure } from './arm/replies.ts';
import type { Reply, World } from './contract.ts';
import { type Incoming, parseBody } from './incoming.ts';
import { unlink } from './providers/communication/unlink.ts';
import { nowOf } from './time.ts';

/** The control routes, which no Azure has. They demand the key that `env` gives as `ACS_NOTIFY_EMULATOR_KEY`. */
export function answerControl(world: World, key: string, incoming: Incoming): Reply {
  if (!sameText(incoming.headers.get('authorization') ?? '', `Bearer ${key}`))
    return failure(
      401,
      'EmulatorKeyNeeded',
      'This control route needs the header Authorization: Bearer <ACS_NOTIFY_EMULATOR_KEY>.',
    );
  const body = parseBody(incoming.text);
  const sent = body !== 'malformed' && isRecord(body.value) ? body.value : {};
  const name = `${incoming.method} ${incoming.path}`;
  if (name === 'POST /_emulator/clock') return moveClock(world, sent);
  if (name === 'POST /_emulator/unlink') return playDisconnect(world, sent);
  if (name === 'GET /_emulator/health')
    return { status: 200, body: { status: 'serving', time: timeOf(world) } };
  return failure(404, 'UnknownControlRoute', `There is no control route ${name}.`);
}

function moveClock(world: World, sent: Record<string, unknown>): Reply {
  const by = sent['advance'];
  if (typeof by !== 'number' || !Number.isFinite(by) || by < 0)
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
