import type { CourseVersion } from '../../courses/courses.types.js';
import { type CivilDate, dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { enrolmentState, originInWords } from '../enrolling/enrolment.rules.js';
import type { Offer } from '../enrolling/version-changes.service.js';
import type { AttemptRow } from '../knowledge-check/attempts.queries.js';
import { attemptsLeft } from '../knowledge-check/marking.rules.js';
import { pausedUntil, pauseInWords } from '../knowledge-check/pause.rules.js';
import {
  cohortsPaths,
  evaluationsPaths,
  joiningPaths,
  learningPaths,
  liveSessionsPaths,
  remarksPaths,
} from '../paths.js';
import { durationInWords } from './duration.rules.js';
import { type Fitted, fittedTo } from './fitted.js';
import type { EnrolmentRow, LearnerRow } from './learner.queries.js';
import type { Learner } from './learners.js';
import type { Outbox } from './outbox.js';
import { checkMinutes, type Progress, progressOf } from './progress.rules.js';
import { percentOf } from './score.rules.js';

interface Link {
  text: string;
  href: string;
}

interface Bar {
  value: number;
  max: number;
  label: string;
}

export interface MineView {
  title: string;
  fitted: Fitted;
  underWay: { title: string; href: string; bar: Bar; left: string; due: Due | null; goOn: Link }[];
  completed: { title: string; href: string; on: string; certificateHref: string }[];
  /** Courses that the person does not take. */
  others: { title: string; href: string; summary: string; facts: string }[];
  remarksHref: string;
  /** What differs where the person works now from where they learned. */
  differencesHref: string;
  matrixHref: string;
  sessionsHref: string;
  joinHref: string;
  /** The cohorts of which the person is a contact; null for who is contact of none. */
  cohortsHref: string | null;
  outbox: Outbox;
}

export const minePage = definePage<MineView>('learning/mine');

export interface EnrolmentView {
  title: string;
  fitted: Fitted;
  reviewed: boolean;
  bar: Bar;
  left: string;
  due: Due | null;
  /** Who enrolled the person, and why; null for who came by themselves. */
  enrolled: string | null;
  /** Who at the person's Trust sees how far they are; null when nobody does. */
  seenBy: string | null;
  matrixHref: string;
  goOn: Link | null;
  /** `evaluationHref`: null once the person has said what they think of it. */
  completed: { on: string; certificateHref: string; evaluationHref: string | null } | null;
  lessons: { title: string; href: string; hint: string; status: string; kind: string | null }[];
  check: CheckView;
  offer: OfferView | null;
  courseHref: string;
  outbox: Outbox;
}

interface CheckView {
  facts: string;
  note: string | null;
  attempts: { title: string; href: string; hint: string; status: string; kind: string | null }[];
  /** The form that begins an attempt, or goes on with the one that is open; null when there is nothing to begin. */
  start: { action: string; text: string } | null;
}

interface OfferView {
  published: string;
  /** What is new, in its authors' words; null when they gave none. */
  whatChanged: string | null;
  changed: string[];
  added: string[];
  dropped: string[];
  /** Null while the learner cannot go over; `note` then says why. */
  action: string | null;
  note: string | null;
}

export const enrolmentPage = definePage<EnrolmentView>('learning/enrolment');

/** By when a course is to be finished, for somebody who has not. */
interface Due {
  text: string;
  kind: 'warm' | 'accent';
}

function dueInWords(enrolment: { dueOn: CivilDate | null; completedAt: Date | null }, today: CivilDate): Due | null {
  const { dueOn } = enrolment;
  if (dueOn === null || enrolment.completedAt !== null) return null;
  const overdue = enrolmentState({ ...enrolment, withdrawnAt: null }, today) === 'overdue';
  return { text: `${overdue ? 'Was due' : 'Due'} by ${dateInWords(dueOn)}`, kind: overdue ? 'warm' : 'accent' };
}

function enrolledInWords({ origin, reason, enrolledAt }: LearnerRow): string | null {
  if (origin === 'self') return null;
  const how = `You were enrolled ${originInWords(origin)} on ${dateInWords(londonDate(enrolledAt))}.`;
  return reason === null ? how : `${how} The reason given: ${reason}`;
}

function seenInWords(seenIn: readonly { trust: string; contacts: string[] }[]): string | null {
  const seen = seenIn.filter(({ contacts }) => contacts.length > 0);
  if (seen.length === 0) return null;
  const who = seen.map(({ trust, contacts }) => `${contacts.join(', ')} at ${trust}`).join('; ');
  return `${who} sees that you are enrolled, by when the course is due, and whether and when you have completed it; never your answers, scores or attempts.`;
}

/** The lesson to go on with, or the check when all were read. */
function goOnWith(version: CourseVersion, enrolmentId: string, progress: Progress): Link {
  const next = version.lessons.find((lesson) => lesson.slug === progress.nextLessonSlug);
  if (!next) return { text: 'Go to the knowledge check', href: `${learningPaths.enrolment(enrolmentId)}#check` };
  const verb = progress.lessonsRead === 0 ? 'Begin with' : 'Go on with';
  return { text: `${verb} “${next.title}”`, href: learningPaths.lesson(enrolmentId, next.slug) };
}

function barOf(progress: Progress): Bar {
  const { lessonsRead, lessons } = progress;
  return { value: lessonsRead, max: lessons, label: `${String(lessonsRead)} of ${String(lessons)} lessons read` };
}

function leftInWords(progress: Progress): string {
  return progress.nothingLeft ? progress.left : `${progress.left}, about ${durationInWords(progress.minutesLeft)}`;
}

/** Everything that a person learns. */
export function mineView(
  taken: { enrolment: EnrolmentRow; version: CourseVersion }[],
  others: MineView['others'],
  fitted: Fitted,
  today: CivilDate,
  isContact: boolean,
  outbox: Outbox,
): MineView {
  return {
    title: 'My learning',
    remarksHref: remarksPaths.mine(),
    differencesHref: learningPaths.differences(),
    fitted,
    underWay: taken
      .filter(({ enrolment }) => enrolment.completedAt === null)
      .map(({ enrolment, version }) => {
        const progress = progressOf(version, enrolment);
        return {
          title: version.title,
          href: learningPaths.enrolment(enrolment.enrolmentId),
          bar: barOf(progress),
          left: leftInWords(progress),
          due: dueInWords(enrolment, today),
          goOn: goOnWith(version, enrolment.enrolmentId, progress),
        };
      }),
    completed: taken.flatMap(({ enrolment, version }) => {
      if (enrolment.completedAt === null) return [];
      return {
        title: version.title,
        href: learningPaths.enrolment(enrolment.enrolmentId),
        on: dateInWords(londonDate(enrolment.completedAt)),
        certificateHref: learningPaths.certificate(enrolment.enrolmentId),
      };
    }),
    others,
    matrixHref: cohortsPaths.matrix(),
    sessionsHref: liveSessionsPaths.list(),
    joinHref: joiningPaths.enter(),
    cohortsHref: isContact ? cohortsPaths.mine() : null,
    outbox,
  };
}

/** One course that the person takes: what is done, and what there is to do. */
export function enrolmentView(
  learner: Learner,
  attempts: AttemptRow[],
  offer: Offer | null,
  seenIn: readonly { courseSlug: string; trust: string; contacts: string[] }[],
  evaluated: boolean,
  now: { today: CivilDate; instant: Date },
  outbox: Outbox,
): EnrolmentView {
  const { row, version } = learner;
  const progress = progressOf(version, {
    readLessonIds: Object.keys(row.readLessons),
    checkPassed: row.checkPassed,
  });
  const completed = row.completedAt !== null;
  return {
    title: version.title,
    fitted: fittedTo(row, row.profession),
    reviewed: row.reviewed,
    bar: barOf(progress),
    left: leftInWords(progress),
    due: dueInWords(row, now.today),
    enrolled: enrolledInWords(row),
    seenBy: seenInWords(seenIn.filter(({ courseSlug }) => courseSlug === version.slug)),
    matrixHref: cohortsPaths.matrix(),
    goOn: completed ? null : goOnWith(version, row.enrolmentId, progress),
    completed:
      row.completedAt === null
        ? null
        : {
            on: dateInWords(londonDate(row.completedAt)),
            certificateHref: learningPaths.certificate(row.enrolmentId),
            evaluationHref: evaluated ? null : evaluationsPaths.ofEnrolment(row.enrolmentId),
          },
    lessons: version.lessons.map((lesson) => ({
      title: lesson.title,
      href: learningPaths.lesson(row.enrolmentId, lesson.slug),
      hint: durationInWords(lesson.minutes),
      ...lessonStatus(row.readLessons[lesson.id] !== undefined, lesson.slug === progress.nextLessonSlug),
    })),
    check: checkView(learner, attempts, progress, now.instant),
    offer: completed || !offer ? null : offerView(row.enrolmentId, offer, row.checkPassed, attempts),
    courseHref: learningPaths.course(version.slug),
    outbox,
  };
}

function lessonStatus(read: boolean, next: boolean): { status: string; kind: string | null } {
  if (read) return { status: 'Read', kind: null };
  return next ? { status: 'Next', kind: 'accent' } : { status: 'To read', kind: 'plain' };
}

function checkView(
  { row, version, context }: Learner,
  attempts: AttemptRow[],
  progress: Progress,
  now: Date,
): CheckView {
  const made = attempts.filter((attempt) => attempt.courseVersionId === version.id);
  const left = attemptsLeft(version.attempts, made.length);
  const open = made.some((attempt) => attempt.submittedAt === null);
  const questions = context
    ? `${String(version.coreQuestionCount[context.nation])} questions that count, the same for everyone in your nation, and some about your Trust, where its policy is known, that do not. `
    : '';
  const start = { action: learningPaths.attempts(row.enrolmentId) };
  const until = pausedUntil(made, version.pauseMinutes ?? 0, now);
  const mayStart = !row.checkPassed && (open || (left !== 0 && until === null));
  return {
    facts: `${questions}${lengthOf(version)}The pass mark is ${String(version.passMark)} %.`,
    note: noteOn(row.checkPassed, open, { left, until }, progress),
    attempts: attempts.map((attempt) => ({
      title: `Attempt ${String(attempt.number)}`,
      href: learningPaths.attempt(row.enrolmentId, attempt.id),
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

function offerView(
  enrolmentId: string,
  { version, changes }: Offer,
  passed: boolean,
  attempts: AttemptRow[],
): OfferView {
  const open = attempts.some((attempt) => attempt.submittedAt === null);
  const note = passed
    ? 'You have passed the check of your version: read its last lessons to complete it.'
    : open
      ? 'Submit the knowledge check that you have begun, then you can change.'
      : null;
  return {
    published: dateInWords(version.publishedOn),
    whatChanged: version.whatChanged ?? null,
    changed: changes.changed,
    added: changes.added,
    dropped: changes.dropped,
    action: note === null ? learningPaths.versionChanges(enrolmentId) : null,
    note,
  };
}
