import type { World } from '../contract.ts';
import { uuid } from '../random.ts';
import { compact, nowOf } from '../time.ts';

/** The headers that every answer of ARM carries; `x-ms-correlation-request-id` is echoed when sent (facts 6). */
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
