/** How many marks of how many questions; part of a mark where an answer was partly right, in whole hundredths. */
export interface Tally {
  right: number;
  of: number;
}

/** In whole per cent, rounded down: 79.9 % is not 80 %. Zero of no question. */
export function percentOf(tally: Tally): number {
  return tally.of === 0 ? 0 : Math.floor(hundredths(tally.right) / tally.of);
}

/** `4 of 5 right`; where part of a mark was earned, `3.67 of 5 marks`. */
export function scoreInWords({ right, of }: Tally): string {
  const marks = Number.isInteger(right) ? 'right' : 'marks';
  return `${String(hundredths(right) / 100)} of ${String(of)} ${marks}`;
}

/** Marks as a whole number, so that no fraction of them is lost in reckoning. */
export function hundredths(marks: number): number {
  return Math.round(marks * 100);
}
