import { addDays, addMonths, type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';

/** How somebody came to be enrolled. */
export const enrolmentOrigins = ['self', 'administrator', 'file', 'cohort', 'invitation', 'rule'] as const;
export type EnrolmentOrigin = (typeof enrolmentOrigins)[number];

const originWords: Record<EnrolmentOrigin, string> = {
  self: 'by themselves',
  administrator: 'by an administrator',
  file: 'from a list of staff',
  cohort: 'with a cohort',
  invitation: 'by invitation',
  rule: 'by a rule',
};

/** "Enrolled …". */
export const originInWords = (origin: EnrolmentOrigin): string => originWords[origin];

/** Of an enrolment, from the top of the ladder down: the first that is true is what people are told. */
export type EnrolmentState = 'completed' | 'withdrawn' | 'overdue' | 'due_soon' | 'under_way';

export interface EnrolmentDates {
  completedAt: Date | null;
  withdrawnAt: Date | null;
  dueOn: CivilDate | null;
}

/** From how many days before its due date a course counts as due soon. */
export const DUE_SOON_DAYS = 14;
/** A due date further off than this is a slip of the pen. */
const FURTHEST_MONTHS = 60;

/** Where an enrolment stands on a day. Whoever finishes on the due date itself is in time. Pure. */
export function enrolmentState({ completedAt, withdrawnAt, dueOn }: EnrolmentDates, today: CivilDate): EnrolmentState {
  // Who completed it and began anew was not withdrawn.
  if (completedAt !== null) return 'completed';
  if (withdrawnAt !== null) return 'withdrawn';
  if (dueOn === null) return 'under_way';
  if (dueOn < today) return 'overdue';
  return dueOn <= addDays(today, DUE_SOON_DAYS) ? 'due_soon' : 'under_way';
}

/** Why the day cannot be a due date; null when it can. */
export function dueDateProblem(dueOn: CivilDate, today: CivilDate): string | null {
  if (dueOn < today) return `Enter a due date that is not in the past: today is ${dateInWords(today)}`;
  if (dueOn > addMonths(today, FURTHEST_MONTHS)) return 'Enter a due date within the next five years';
  return null;
}

/** Why the due date cannot be moved to that day; empty when it can. */
export function extensionProblems(enrolment: EnrolmentDates, dueOn: CivilDate, today: CivilDate): string[] {
  const ended = endedProblem(enrolment);
  if (ended !== null) return [ended];
  const problem = dueDateProblem(dueOn, today);
  if (problem !== null) return [problem];
  return dueOn === enrolment.dueOn ? ['This is the due date already. Enter another day'] : [];
}

/** Why the person cannot be taken off the course; empty when they can. */
export function withdrawalProblems(enrolment: EnrolmentDates): string[] {
  const ended = endedProblem(enrolment);
  return ended === null ? [] : [ended];
}

function endedProblem({ completedAt, withdrawnAt }: EnrolmentDates): string | null {
  if (completedAt !== null) return 'The course is completed. What was completed stays as it is';
  return withdrawnAt === null ? null : 'The person was withdrawn from the course already. Enrol them again instead';
}
