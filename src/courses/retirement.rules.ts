import { addMonths, type CivilDate, dateInWords } from '../platform/civil-date.rules.js';

/** That a course is retired, as far as it concerns somebody who takes it. */
export interface Retired {
  /** The last day on which they can finish it; null: they stopped when it was retired. */
  finishBy: CivilDate | null;
}

const LONGEST_MONTHS = 24;

/** In SQL: whether the course whose id the expression gives is retired. */
export const isRetiredSql = (courseId: string): string =>
  `exists (select from course_retirement x where x.course_id = ${courseId} and x.ended_at is null)`;

/** In SQL: how that course is retired, as `Retired`; null while it is open. */
export const retiredSql = (courseId: string): string =>
  `(select jsonb_build_object('finishBy', x.finish_by) from course_retirement x
    where x.course_id = ${courseId} and x.ended_at is null)`;

/** Whether learners under way can go on no more. Pure. */
export function isClosed(retired: Retired | null, today: CivilDate): boolean {
  return retired !== null && (retired.finishBy === null || retired.finishBy < today);
}

/** Why learners cannot be given until that day; null when they can. */
export function finishByProblem(finishBy: CivilDate, today: CivilDate): string | null {
  if (finishBy < today) return `Enter a day that is not past: today is ${dateInWords(today)}`;
  if (finishBy > addMonths(today, LONGEST_MONTHS)) return 'Enter a day within the next two years';
  return null;
}

/** What somebody under way is told of it. */
export function retiredInWords({ finishBy }: Retired, today: CivilDate): string {
  if (finishBy === null) return 'It cannot be gone on with any more. What you did in it is kept.';
  if (finishBy < today)
    return `It could be finished until ${dateInWords(finishBy)}, and cannot be gone on with any more. What you did in it is kept.`;
  return `You can still finish it, until ${dateInWords(finishBy)} at the latest. Its certificate is as valid as any other.`;
}
