import stringWidth from 'fast-string-width';

const segmenter = (): Intl.Segmenter => new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text without colours, cut to a display width, the cut shown as `…`. Wide characters count two and stay whole. */
export function truncated(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  for (const { segment } of segmenter().segment(text)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** A plain line whose middle gives way to `…` where it is wider than that; the end, which tells most of a path, gets two thirds. */
export function shortened(line: string, width: number): string {
  if (stringWidth(line) <= width) return line;
  const head = truncated(line, Math.ceil(width / 3));
  const all = [...segmenter().segment(line)].map(({ segment }) => segment);
  const room = width - stringWidth(head);
  let tail = '';
  for (const segment of all.toReversed()) {
    if (stringWidth(segment + tail) > room) break;
    tail = segment + tail;
  }
  return head + tail;
}
