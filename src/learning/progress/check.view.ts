import type { CourseVersion } from '../../courses/courses.types.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { AttemptRow } from '../knowledge-check/attempts.queries.js';
import { attemptsLeft } from '../knowledge-check/marking.rules.js';
import { pausedUntil, pauseInWords } from '../knowledge-check/pause.rules.js';
import { adjustmentInWords, termsFor } from '../knowledge-check/time-limit.rules.js';
import { learningPaths } from '../paths.js';
import { durationInWords } from './duration.rules.js';
import type { Learner } from './learners.js';
import { checkMinutes, type Progress } from './progress.rules.js';
import { percentOf } from './score.rules.js';

/** The knowledge check, as it stands on the page of a course. */
export interface CheckView {
  facts: string;
  /** What is arranged for the learner. */
  adjusted: string[];
  note: string | null;
  attempts: { title: string; href: string | null; hint: string; status: string; kind: string | null }[];
  /** The form that begins an attempt, or goes on with the one that is open; null when there is nothing to begin. */
  start: { action: string; text: string } | null;
}

/** `closed`: the course is retired, and nothing in it can be gone on with. */
export function checkView(
  { row, version, context }: Learner,
  attempts: AttemptRow[],
  progress: Progress,
  now: Date,
  closed: boolean,
): CheckView {
  const made = attempts.filter((attempt) => attempt.courseVersionId === version.id);
  const terms = termsFor(version, row.adjustment);
  const left = attemptsLeft(terms.attempts, made.length);
  const open = made.some((attempt) => attempt.submittedAt === null);
  const questions = context
    ? `${String(version.coreQuestionCount[context.nation])} questions that count, the same for everyone in your nation, and some about your Trust, where its policy is known, that do not. `
    : '';
  const start = { action: learningPaths.attempts(row.enrolmentId) };
  const until = pausedUntil(made, terms.pauseMinutes, now);
  const mayStart = !closed && !row.checkPassed && (open || (left !== 0 && until === null));
  return {
    adjusted: row.adjustment === null ? [] : adjustmentInWords(row.adjustment),
    facts: `${questions}${lengthOf(version)}${limitOf(terms.timeLimitMinutes)}The pass mark is ${String(version.passMark)} %.`,
    note: closed ? null : noteOn(row.checkPassed, open, { left, until }, progress),
    attempts: attempts.map((attempt) => ({
      title: `Attempt ${String(attempt.number)}`,
      href: closed && attempt.submittedAt === null ? null : learningPaths.attempt(row.enrolmentId, attempt.id),
      hint: `${attempt.submittedAt === null ? 'Begun' : 'Submitted'} on ${dateInWords(londonDate(attempt.submittedAt ?? attempt.startedAt))}`,
      ...attemptStatus(attempt),
    })),
    start: mayStart
      ? {
          ...start,
          text: open ? 'Go on with the check' : made.length === 0 ? 'Start the check' : 'Start another attempt',
        }
      : null,
  };
}

/** How long the check takes, where the course leaves time for it beside its lessons. */
function lengthOf(version: CourseVersion): string {
  const minutes = checkMinutes(version);
  return minutes === 0 ? '' : `About ${durationInWords(minutes)}. `;
}

function limitOf(minutes: number | null): string {
  return minutes === null ? '' : `Once you begin you have ${durationInWords(minutes)}. `;
}

function noteOn(
  passed: boolean,
  open: boolean,
  { left, until }: { left: number | null; until: Date | null },
  progress: Progress,
): string | null {
  if (passed) return progress.nothingLeft ? null : 'You have passed. The course is complete once every lesson is read.';
  if (open) return 'You have begun an attempt. Your answers are kept.';
  if (left === 0) return 'You have used all the attempts that this version of the course allows.';
  const attempts =
    left === null
      ? 'You may try as often as you need.'
      : `You have ${left === 1 ? '1 attempt' : `${String(left)} attempts`} left.`;
  if (until !== null) return `${attempts} ${pauseInWords(until)}`;
  return progress.nextLessonSlug === null ? attempts : `It asks about every lesson, so read them first. ${attempts}`;
}

function attemptStatus(attempt: AttemptRow): { status: string; kind: string | null } {
  if (attempt.core === null) return { status: 'Open', kind: 'accent' };
  const percent = `${String(percentOf(attempt.core))} %`;
  return attempt.passed
    ? { status: `Passed, ${percent}`, kind: 'good' }
    : { status: `Not passed, ${percent}`, kind: 'warm' };
}
