import type { Route } from '../contract.ts';

/** A route that fits a request, with its placeholders filled in. */
export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** Fits a path to a template: literal segments without case, placeholders one segment each, percent-decoded. */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const got = given[index] ?? '';
    if (want.startsWith('{')) params[want.slice(1, -1)] = decodeSegment(got);
    else if (want.toLowerCase() !== got.toLowerCase()) return undefined;
    if (got === '' && index > 0) return undefined;
  }
  return params;
}

/** The route for a request, or undefined. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): Match | undefined {
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path, path) : undefined;
    if (params) return { route, params };
  }
  return undefined;
}

/** A segment of a path without its percent-encoding. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a lone `%`: the segment stands as sent, no name can hold it
  }
}
