/** For how many months each kind is kept; null: no end is set. */
export interface RetentionPeriods {
  /** Attempts that were not passed, of courses that were completed or left. */
  attempts: number | null;
  /** Files of evidence, after the day on which what they show ended. */
  evidence: number | null;
  /** Certificates, after their last valid day, or the day of issue. */
  certificates: number | null;
  /** That a mail was sent, and to whom. */
  mail: number | null;
  /** The record of changes. */
  changes: number | null;
}

/** What holds where this installation sets nothing. */
export const usualPeriods: RetentionPeriods = {
  attempts: 36,
  evidence: null,
  certificates: null,
  mail: 12,
  changes: 84,
};

/** A number of months as people say it. Pure. */
export function monthsInWords(months: number): string {
  const [count, unit] = months % 12 === 0 ? [months / 12, 'year'] : [months, 'month'];
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
}

/** "deleted 3 years after …", or what holds where no end is set. Pure. */
export function keptInWords(months: number | null, after: string, otherwise: string): string {
  return months === null ? otherwise : `Deleted ${monthsInWords(months)} after ${after}`;
}
