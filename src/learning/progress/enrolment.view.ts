import { isClosed, type Retired, retiredInWords } from '../../courses/retirement.rules.js';
import { type CivilDate, dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { originInWords } from '../enrolling/enrolment.rules.js';
import type { Offer } from '../enrolling/version-changes.service.js';
import type { AttemptRow } from '../knowledge-check/attempts.queries.js';
import { cohortsPaths, evaluationsPaths, learningPaths } from '../paths.js';
import type { SurveyMoment } from '../survey.rules.js';
import { type SurveyOffer, surveyOffer } from '../surveys/survey.view.js';
import { checkView, type CheckView } from './check.view.js';
import { durationInWords } from './duration.rules.js';
import { type Fitted, fittedTo } from './fitted.js';
import type { LearnerRow } from './learner.queries.js';
import type { Learner } from './learners.js';
import type { Outbox } from './outbox.js';
import { progressOf } from './progress.rules.js';
import { type Bar, barOf, type Due, dueInWords, goOnWith, leftInWords, type Link } from './standing.view.js';

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
  /** What it means for the person that the course is retired; null while it is open. */
  retired: string | null;
  /** `evaluationHref`: null once the person has said what they think of it. */
  completed: { on: string; certificateHref: string; evaluationHref: string | null } | null;
  /** What the learner may say of themselves now, if they like. */
  survey: SurveyOffer | null;
  lessons: { title: string; href: string | null; hint: string; status: string; kind: string | null }[];
  check: CheckView;
  offer: OfferView | null;
  courseHref: string;
  outbox: Outbox;
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

/** One course that the person takes: what is done, and what there is to do. */
export function enrolmentView(
  learner: Learner,
  attempts: AttemptRow[],
  offer: Offer | null,
  seenIn: readonly { courseSlug: string; trust: string; contacts: string[] }[],
  { evaluated, survey }: { evaluated: boolean; survey: SurveyMoment | null },
  now: { today: CivilDate; instant: Date },
  outbox: Outbox,
): EnrolmentView {
  const { row, version } = learner;
  const progress = progressOf(version, {
    readLessonIds: Object.keys(row.readLessons),
    checkPassed: row.checkPassed,
  });
  const completed = row.completedAt !== null;
  const closed = !completed && isClosed(row.retired, now.today);
  return {
    title: version.title,
    fitted: fittedTo(row, row.profession),
    reviewed: row.reviewed,
    bar: barOf(progress),
    left: leftInWords(progress),
    due: closed ? null : dueInWords(row, now.today),
    enrolled: enrolledInWords(row),
    seenBy: seenInWords(seenIn.filter(({ courseSlug }) => courseSlug === version.slug)),
    matrixHref: cohortsPaths.matrix(),
    goOn: completed || closed ? null : goOnWith(version, row.enrolmentId, progress),
    retired: row.retired && retiredView(row.retired, completed, now.today),
    completed:
      row.completedAt === null
        ? null
        : {
            on: dateInWords(londonDate(row.completedAt)),
            certificateHref: learningPaths.certificate(row.enrolmentId),
            evaluationHref: evaluated ? null : evaluationsPaths.ofEnrolment(row.enrolmentId),
          },
    survey: surveyOffer(row.enrolmentId, survey),
    lessons: version.lessons.map((lesson) => ({
      title: lesson.title,
      href: closed ? null : learningPaths.lesson(row.enrolmentId, lesson.slug),
      hint: durationInWords(lesson.minutes),
      ...lessonStatus(row.readLessons[lesson.id] !== undefined, lesson.slug === progress.nextLessonSlug),
    })),
    check: checkView(learner, attempts, progress, now.instant, closed),
    offer: completed || closed || !offer ? null : offerView(row.enrolmentId, offer, row.checkPassed, attempts),
    courseHref: learningPaths.course(version.slug),
    outbox,
  };
}

function retiredView(retired: Retired, completed: boolean, today: CivilDate): string {
  return completed
    ? 'Nobody can join it any more. You can still read it, and your certificate stays valid.'
    : `Nobody can join it any more. ${retiredInWords(retired, today)}`;
}

function lessonStatus(read: boolean, next: boolean): { status: string; kind: string | null } {
  if (read) return { status: 'Read', kind: null };
  return next ? { status: 'Next', kind: 'accent' } : { status: 'To read', kind: 'plain' };
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
