import type { World } from '../contract.ts';
import { nowOf } from '../time.ts';

interface Bucket {
  left: number;
  at: number;
}

/** Size and refill a second: 250 and 25 for reads, 200 and 10 for writes and for deletes; a tenant's are the same (facts 6). */
const SIZES = {
  reads: { size: 250, perSecond: 25 },
  writes: { size: 200, perSecond: 10 },
  deletes: { size: 200, perSecond: 10 },
} as const;
type Kind = keyof typeof SIZES;

/** ARM's token buckets. They are counted, refilled by the clock and shown; nobody is turned away when one is empty. */
export interface Limits {
  /** The header that says what is left after this request: of its subscription, or of the tenant. */
  take(method: string, path: string): Record<string, string>;
}

/** Full buckets, one set a subscription. */
export function createLimits(world: World): Limits {
  const buckets = new Map<string, Bucket>();
  return {
    take(method, path) {
      const kind = kindOf(method);
      const [, subscription] = /^\/subscriptions\/([^/]+)/i.exec(path) ?? [];
      const scope = subscription === undefined ? 'tenant' : 'subscription';
      const key = `${(subscription ?? '').toLowerCase()}/${kind}`;
      const now = nowOf(world);
      const bucket = takeOne(buckets.get(key) ?? { left: SIZES[kind].size, at: now }, kind, now);
      buckets.set(key, bucket);
      return { [`x-ms-ratelimit-remaining-${scope}-${kind}`]: String(Math.floor(bucket.left)) };
    },
  };
}

function kindOf(method: string): Kind {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}

function takeOne({ left, at }: Bucket, kind: Kind, now: number): Bucket {
  const { size, perSecond } = SIZES[kind];
  const refilled = Math.min(size, left + (Math.max(0, now - at) / 1000) * perSecond);
  return { left: Math.max(0, refilled - 1), at: now };
}
