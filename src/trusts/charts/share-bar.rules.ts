const WIDTH = 240;

/** A line as long as its share of the whole. For the eye alone: whoever uses it writes the number beside it. */
export function shareBar(count: number, whole: number): string {
  const width = whole === 0 ? 0 : Math.round((WIDTH * Math.min(count, whole) * 10) / whole) / 10;
  return `<svg class="bh-share" viewBox="0 0 ${String(WIDTH)} 10" preserveAspectRatio="none" aria-hidden="true"><path d="M0 5H${String(WIDTH)}"/><rect y="1" width="${String(width)}" height="8"/></svg>`;
}
