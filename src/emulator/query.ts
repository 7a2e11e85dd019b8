/** A parameter of the query, its name compared without case, as ARM does: `$skipToken` is `$skiptoken`. */
export function queryOf(url: URL, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const [key, value] of url.searchParams) if (key.toLowerCase() === wanted) return value;
  return undefined;
}
