import { addMonths, type CivilDate, dateInWords, londonDate, londonTime } from '../../platform/civil-date.rules.js';

const MOST_MONTHS = 12;

/** Why nothing can be planned for that moment; null when it can. */
export function dueProblem(dueAt: Date, now: Date): string | null {
  if (dueAt <= now) return 'That is past: choose a time that is still to come, or publish it now';
  const last: CivilDate = addMonths(londonDate(now), MOST_MONTHS);
  return londonDate(dueAt) > last ? 'Choose a time within the next 12 months: reviews do not hold for longer' : null;
}

/** "3 December 2026 at 09:00", in London. */
export const dueInWords = (dueAt: Date): string => `${dateInWords(londonDate(dueAt))} at ${londonTime(dueAt)}`;
