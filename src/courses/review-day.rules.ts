import { addDays, addMonths, type CivilDate, dateInWords } from '../platform/civil-date.rules.js';

/** From how many days before it the day by which a course is read through again counts as near. */
export const REVIEW_SOON_DAYS = 60;
/** Law and guidance change: nobody promises that a course holds for longer unread. */
const FURTHEST_MONTHS = 36;

export type ReviewDayState = 'none' | 'later' | 'soon' | 'overdue';

/** How it stands with reading a course through again. Pure. */
export function reviewDayState(reviewBy: CivilDate | null, today: CivilDate): ReviewDayState {
  if (reviewBy === null) return 'none';
  if (reviewBy < today) return 'overdue';
  return reviewBy <= addDays(today, REVIEW_SOON_DAYS) ? 'soon' : 'later';
}

/** Why a course cannot be due on that day; null when it can. */
export function reviewDayProblem(reviewBy: CivilDate, today: CivilDate): string | null {
  if (reviewBy <= today) return `Enter a day that is still to come: today is ${dateInWords(today)}`;
  if (reviewBy > addMonths(today, FURTHEST_MONTHS)) return 'Enter a day within the next three years';
  return null;
}
