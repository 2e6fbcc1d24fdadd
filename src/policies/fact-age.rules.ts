import {
  addMonths,
  type CivilDate,
  earliestDay,
  isPartialDate,
  type PartialDate,
} from '../platform/civil-date.rules.js';

/** How old a fact may be before the Trust page calls it old. A course sets its own limit for what instructs. */
export const FACT_AGE_LIMIT_MONTHS = 24;

/** A fact is as old as it may be: from the first day that its date can mean. One without a date is old. */
export function isOld(agesFrom: PartialDate | null, on: CivilDate, limitMonths = FACT_AGE_LIMIT_MONTHS): boolean {
  const last = lastYoungDay(agesFrom, limitMonths);
  return last === null || last < on;
}

/** The last day on which a fact of that date is not yet old; null when it has no date (and so is always old). */
export function lastYoungDay(agesFrom: PartialDate | null, limitMonths: number): CivilDate | null {
  if (agesFrom === null) return null;
  const question = `${agesFrom} ${String(limitMonths)}`;
  const known = answered.get(question);
  if (known !== undefined) return known;
  const answer = isPartialDate(agesFrom) ? monthsAfter(earliestDay(agesFrom), limitMonths) : null;
  if (answered.size >= MOST_ANSWERED) answered.clear();
  answered.set(question, answer);
  return answer;
}

/** One lesson asks this dozens of times of a handful of dates, and reckoning with months is what it mostly waited for. */
const answered = new Map<string, CivilDate | null>();
const MOST_ANSWERED = 5_000;

/** As addMonths for any number of months from 0: part months are dropped, and nothing lies beyond the year 9999. */
export function monthsAfter(day: CivilDate, months: number): CivilDate {
  const room = 12 * (9999 - Number(day.slice(0, 4)));
  return addMonths(day, Math.min(Math.max(0, Math.floor(months) || 0), room));
}
