/** One part of a bar. Its `kind` has a pattern in views/trusts/chart-patterns.hbs and a colour for words on it in _landscape.scss. */
export interface BarPart {
  kind: string;
  count: number;
}

const WIDTH = 240;
/** Heights are in _landscape.scss: they are the same for every part, and a page has hundreds. */
const HEIGHT = 20;
/** A part narrower than its number is drawn without it; the table beside says it all the same. */
const WIDTH_OF_A_DIGIT = 8;

/**
 * A bar whose parts are as long as their shares, each with its own pattern, so that it can be read without colour. For
 * the eye alone: whoever uses it writes the same numbers beside it.
 */
export function stateBar(parts: readonly BarPart[]): string {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  let from = 0;
  const drawn = parts
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => {
      const width = (WIDTH * count) / total;
      const part = rectangle(kind, from, width) + number(kind, count, from, width);
      from += width;
      return part;
    });
  return `<svg class="bh-bar" viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" aria-hidden="true">${drawn.join('')}</svg>`;
}

function rectangle(kind: string, from: number, width: number): string {
  const x = from === 0 ? '' : ` x="${rounded(from)}"`;
  return `<rect${x} width="${rounded(width)}" fill="url(#bh-${kind})"/>`;
}

function number(kind: string, count: number, from: number, width: number): string {
  const text = String(count);
  if (width < text.length * WIDTH_OF_A_DIGIT + 6) return '';
  return `<text class="bh-on-${kind}" x="${rounded(from + width / 2)}">${text}</text>`;
}

const rounded = (length: number): string => String(Math.round(length * 10) / 10);
