/** Below this, what a picture shows is hard to make out for many: what WCAG asks of drawings and of the parts of a form. */
export const LEAST_CONTRAST = 3;
/** Of all points, as many at either end are left out. */
const TAIL = 0.02;

/** How far the lightest and the darkest tones of a picture stand apart, as WCAG reckons it: from 1 to 21. Pure. */
export function contrastOf(grey: Uint8Array): number {
  if (grey.length === 0) return 1;
  const counts = new Array<number>(256).fill(0);
  for (const tone of grey) counts[tone] = (counts[tone] ?? 0) + 1;
  const tail = Math.floor(grey.length * TAIL);
  const dark = toneBehind(counts, tail);
  const light = 255 - toneBehind(counts.toReversed(), tail);
  return (luminance(light) + 0.05) / (luminance(dark) + 0.05);
}

function toneBehind(counts: readonly number[], points: number): number {
  let passed = 0;
  return counts.findIndex((count) => (passed += count) > points);
}

function luminance(tone: number): number {
  const part = tone / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
