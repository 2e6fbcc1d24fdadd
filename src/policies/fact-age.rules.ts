import { addMonths, type CivilDate, earliestDay, type PartialDate } from '../platform/civil-date.rules.js';

/** How old a fact may be before the Trust page calls it old. A course sets its own limit for what instructs. */
export const FACT_AGE_LIMIT_MONTHS = 24;

/** A fact is as old as it may be: from the first day that its date can mean. One without a date is old. */
export function isOld(agesFrom: PartialDate | null, on: CivilDate, limitMonths = FACT_AGE_LIMIT_MONTHS): boolean {
  return agesFrom === null || addMonths(earliestDay(agesFrom), limitMonths) < on;
}
