/** A share of a whole, drawn in the look of its class `bh-share--<look>`. */
export interface Share {
  look: string;
  count: number;
}

const WIDTH = 200;
const HEIGHT = 14;

/**
 * One bar of shares beside each other, as SVG without any inline style. It repeats what stands in words beside it, so it is
 * hidden from those who listen.
 */
export function shareBar(shares: readonly Share[]): string {
  const whole = shares.reduce((sum, { count }) => sum + count, 0);
  let at = 0;
  const parts = shares
    .filter(({ count }) => count > 0)
    .map(({ look, count }) => {
      const width = (count / whole) * WIDTH;
      const part = `<rect class="bh-share--${look}" x="${round(at)}" width="${round(width)}" height="${String(HEIGHT)}"/>`;
      at += width;
      return part;
    });
  return `<svg class="bh-share" viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${parts.join('')}</svg>`;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
