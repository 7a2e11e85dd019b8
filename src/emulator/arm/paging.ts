import type { Call, Reply } from '../contract.ts';

const MAX_PAGE = 100;

/** A list answer, cut into pages of `$top` (100 unless given) with a `nextLink` when there is more. */
export function page(call: Call, items: readonly unknown[]): Reply {
  const start = Number(call.url.searchParams.get('$skiptoken') ?? 0) || 0;
  const size = Math.min(
    Number(call.url.searchParams.get('$top') ?? MAX_PAGE) || MAX_PAGE,
    MAX_PAGE,
  );
  const value = items.slice(start, start + size);
  const more = start + size < items.length;
  return {
    status: 200,
    body: more ? { value, nextLink: nextLink(call, start + size) } : { value },
  };
}

function nextLink(call: Call, start: number): string {
  const url = new URL(call.url.pathname + call.url.search, call.world.origin);
  url.searchParams.set('$skiptoken', String(start));
  return url.href;
}
