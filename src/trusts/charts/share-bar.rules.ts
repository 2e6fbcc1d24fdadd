/** A line as long as its share of the whole. For the eye alone: whoever uses it writes the number beside it. */
export function shareBar(count: number, whole: number): string {
  const share = whole === 0 ? 0 : Math.round((1000 * Math.min(count, whole)) / whole) / 10;
  return `<svg class="bh-share" aria-hidden="true"><rect width="${String(share)}%"/></svg>`;
}
