/** The pause that an answer asks for, in milliseconds: `retry-after-ms`, `x-ms-retry-after-ms`, or `Retry-After` in seconds or as an HTTP date. Undefined when there is none or it is junk. */
export function retryAfter(
  header: (name: string) => string | undefined,
  now: number,
): number | undefined {
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const milliseconds = wholeNumber(header(name));
    if (milliseconds !== undefined) return milliseconds;
  }
  const text = header('retry-after');
  const seconds = wholeNumber(text);
  if (seconds !== undefined) return seconds * 1000;
  const date = text === undefined || !/[A-Za-z]{3}/.test(text) ? Number.NaN : Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
}
