/** How many of how many questions were answered rightly. */
export interface Tally {
  right: number;
  of: number;
}

/** In whole per cent, rounded down: 79.9 % is not 80 %. Zero of no question. */
export function percentOf(tally: Tally): number {
  return tally.of === 0 ? 0 : Math.floor((tally.right * 100) / tally.of);
}
