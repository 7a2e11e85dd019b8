import type { Call, Reply } from '../contract.ts';
import { queryOf } from '../query.ts';
import { failure } from './replies.ts';

const MAX_PAGE = 100;

/**
 * A list answer, cut into pages of `$top` (100 unless given, 100 at most) with a `nextLink` when there is more. What live
 * ARM says to a `$top` or `$skiptoken` that is none was not observed; here 400.
 */
export function page(call: Call, items: readonly unknown[]): Reply {
  const size = sizeOf(queryOf(call.url, '$top'));
  const start = startOf(queryOf(call.url, '$skiptoken'));
  if (size === undefined) return refused(call, '$top');
  if (start === undefined) return refused(call, '$skiptoken');
  const value = items.slice(start, start + size);
  const next = start + size;
  const body = next < items.length ? { value, nextLink: nextLink(call, next) } : { value };
  return { status: 200, body };
}

function sizeOf(top: string | undefined): number | undefined {
  if (top === undefined) return MAX_PAGE;
  return /^[1-9]\d*$/.test(top) ? Math.min(Number(top), MAX_PAGE) : undefined;
}

function startOf(token: string | undefined): number | undefined {
  if (token === undefined) return 0;
  const [, start] = /^from:(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  return start === undefined ? undefined : Number(start);
}

function refused(call: Call, name: string): Reply {
  const given = queryOf(call.url, name) ?? '';
  return failure(
    400,
    'InvalidQueryParameter',
    `The value '${given}' of the query parameter '${name}' is not valid.`,
  );
}

function nextLink(call: Call, start: number): string {
  const url = new URL(`${call.world.origin}${call.path}${call.url.search}`);
  const same = [...url.searchParams.keys()].filter((key) => key.toLowerCase() === '$skiptoken');
  for (const key of same) url.searchParams.delete(key);
  url.searchParams.set('$skiptoken', Buffer.from(`from:${start}`).toString('base64url'));
  return url.href;
}
