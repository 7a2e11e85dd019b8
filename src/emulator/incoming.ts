/** A request as the rooms of the local Azure see it: read whole, its address taken apart. */
export interface Incoming {
  method: string;
  url: URL;
  /** Without trailing slash; doubled slashes made one, as `az resource` writes them (identity 4). */
  path: string;
  headers: Headers;
  text: string;
}

/** Reads a request whole. */
export async function readIncoming(request: Request): Promise<Incoming> {
  const url = new URL(request.url);
  const path = url.pathname.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
  return {
    method: request.method,
    url,
    path,
    headers: request.headers,
    text: await request.text(),
  };
}

/** The body as JSON: undefined when empty, `malformed` when it does not parse. A BOM is dropped. */
export function parseBody(text: string): { value: unknown } | 'malformed' {
  const plain = text.replace(/^\uFEFF/, '');
  if (plain.trim() === '') return { value: undefined };
  try {
    return { value: JSON.parse(plain) as unknown };
  } catch {
    return 'malformed';
  }
}
