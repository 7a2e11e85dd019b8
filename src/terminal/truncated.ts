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
