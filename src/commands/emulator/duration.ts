const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const isUnit = (text: string): text is keyof typeof UNITS => Object.hasOwn(UNITS, text);

/** `90s`, `1h30m`, `24h`, `2d` in milliseconds. Undefined when it is none, or nothing. */
export function parseDuration(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/([\d.]+)(ms|s|m|h|d)/g)];
  const sum = parts.reduce((total, [, count, unit = '']) => {
    return total + Number(count) * (isUnit(unit) ? UNITS[unit] : 0);
  }, 0);
  return sum > 0 && Number.isSafeInteger(sum) ? sum : undefined;
}
