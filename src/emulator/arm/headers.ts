import type { World } from '../contract.ts';
import { uuid } from '../random.ts';
import { compact, nowOf } from '../time.ts';

interface Bucket {
  size: number;
  perSecond: number;
  left: number;
  at: number;
}

/** ARM's token buckets of a subscription (facts 6). They are counted and shown, not enforced yet. */
export interface Limits {
  /** What is left after this request: reads, or writes and deletes. */
  take(method: string): Record<string, string>;
}

/** Fresh buckets: 250 reads (25 a second), 200 writes and as many deletes (10 a second). */
export function createLimits(world: World): Limits {
  const bucket = (size: number, perSecond: number): Bucket => ({
    size,
    perSecond,
    left: size,
    at: nowOf(world),
  });
  const buckets = { reads: bucket(250, 25), writes: bucket(200, 10), deletes: bucket(200, 10) };
  return {
    take(method) {
      const kind =
        method === 'GET' || method === 'HEAD'
          ? 'reads'
          : method === 'DELETE'
            ? 'deletes'
            : 'writes';
      return {
        [`x-ms-ratelimit-remaining-subscription-${kind}`]: String(
          takeOne(buckets[kind], nowOf(world)),
        ),
      };
    },
  };
}

function takeOne(bucket: Bucket, now: number): number {
  const refilled = bucket.left + ((now - bucket.at) / 1000) * bucket.perSecond;
  bucket.left = Math.max(0, Math.min(bucket.size, refilled) - 1);
  bucket.at = now;
  return Math.floor(bucket.left);
}

/** The headers that every answer of ARM carries; `x-ms-correlation-request-id` is echoed when sent. */
export function commonHeaders(world: World, sent: Headers): Record<string, string> {
  const id = uuid(world.random);
  const client = sent.get('x-ms-client-request-id');
  const wanted = sent.get('x-ms-return-client-request-id') === 'true' && client !== null;
  return {
    'x-ms-request-id': id,
    'x-ms-correlation-request-id': sent.get('x-ms-correlation-request-id') ?? id,
    'x-ms-routing-request-id': `LOCAL:${compact(nowOf(world))}:${id}`,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    ...(wanted ? { 'x-ms-client-request-id': client } : {}),
  };
}
