import { type CivilDate, daysBetween } from '../../platform/civil-date.rules.js';
import type { NoticeKind, Topic } from '../notifications.types.js';

/** That somebody is to be told something. They are told once for each occasion, whatever runs how often. */
export interface Notice<Kind extends NoticeKind = NoticeKind> {
  kind: Kind;
  occasion: string;
}

/** A stretch of days, both ends among them, reckoned from the day that the notice is about. */
interface Stage {
  name: string;
  from: number;
  to: number;
}

/**
 * Whoever is told late, since a night was missed, is told on the next one; after the last day of the stage it would be
 * no use any more. Stages of a kind do not meet, so nobody gets two mails about the same thing in one night.
 */
export const stages = {
  /** Before a due date, and on it. */
  due: [
    { name: 'soon', from: -14, to: -4 },
    { name: 'last', from: -3, to: 0 },
  ],
  /** After it. Who has not come after the second is not asked again. */
  overdue: [
    { name: 'first', from: 1, to: 13 },
    { name: 'again', from: 14, to: 30 },
  ],
  /** Since the learner was last at work on a course that has no due date. */
  unfinished: [
    { name: 'first', from: 30, to: 89 },
    { name: 'again', from: 90, to: 120 },
  ],
  /** Before a certificate ends, and on its last day. */
  expiring: [
    { name: 'soon', from: -60, to: -15 },
    { name: 'last', from: -14, to: 0 },
  ],
  /** Before the day by which a course is to be read through again, and after it. */
  review: [
    { name: 'soon', from: -60, to: -15 },
    { name: 'last', from: -14, to: 0 },
    { name: 'over', from: 1, to: 30 },
  ],
  /** Since a newer version was published. */
  version: [{ name: 'there', from: 0, to: 30 }],
  /** Since a course was completed: eight to twelve weeks. */
  practice: [{ name: 'asked', from: 56, to: 84 }],
} as const satisfies Partial<Record<NoticeKind, readonly Stage[]>>;

/** Who was enrolled so lately knows by when the course is due: not told again until its last days. */
const NEWS_FOR_DAYS = 3;

/** What is known of an enrolment that is neither completed nor withdrawn. */
export interface OpenEnrolment {
  enrolledOn: CivilDate;
  dueOn: CivilDate | null;
  /** When the learner last did something in it; the day of enrolling at the earliest. */
  lastActiveOn: CivilDate;
  /** The course's newest version where the learner is on an older one. */
  newer: { id: string; publishedOn: CivilDate } | null;
}

/** What the learner is told of where they stand: at most one thing a night. Pure. */
export function reminderFor(
  enrolment: OpenEnrolment,
  today: CivilDate,
): Notice<'due' | 'overdue' | 'unfinished'> | null {
  const { dueOn, enrolledOn, lastActiveOn } = enrolment;
  if (dueOn === null) {
    const stage = stageOn(stages.unfinished, lastActiveOn, today);
    // Who came back meanwhile and stopped again is told again.
    return stage ? { kind: 'unfinished', occasion: `${lastActiveOn} ${stage.name}` } : null;
  }
  const due = stageOn(stages.due, dueOn, today);
  // A due date that is moved is a new occasion.
  if (due) {
    const known = due.name === 'soon' && daysBetween(enrolledOn, today) < NEWS_FOR_DAYS;
    return known ? null : { kind: 'due', occasion: `${dueOn} ${due.name}` };
  }
  const over = stageOn(stages.overdue, dueOn, today);
  return over ? { kind: 'overdue', occasion: `${dueOn} ${over.name}` } : null;
}

/** Whether the learner is told of a newer version: once for each. Who enrolled after it came out took an older one knowingly. */
export function versionNoticeFor({ newer, enrolledOn }: OpenEnrolment, today: CivilDate): Notice | null {
  if (newer === null || enrolledOn > newer.publishedOn) return null;
  return stageOn(stages.version, newer.publishedOn, today) ? { kind: 'version', occasion: newer.id } : null;
}

/** Whether the holder is told that a certificate ends. Pure. */
export function expiryNoticeFor(validUntil: CivilDate, today: CivilDate): Notice | null {
  const stage = stageOn(stages.expiring, validUntil, today);
  return stage ? { kind: 'expiring', occasion: `${validUntil} ${stage.name}` } : null;
}

/** Whether its authors are told that a course is to be read through again. Pure. */
export function reviewNoticeFor(reviewBy: CivilDate, today: CivilDate): Notice<'review'> | null {
  const stage = stageOn(stages.review, reviewBy, today);
  return stage ? { kind: 'review', occasion: `${reviewBy} ${stage.name}` } : null;
}

/** Whether somebody is asked what a course that they completed has changed in their practice: once. Pure. */
export function practiceNoticeFor(completedOn: CivilDate, today: CivilDate): Notice | null {
  const stage = stageOn(stages.practice, completedOn, today);
  return stage ? { kind: 'practice', occasion: stage.name } : null;
}

function stageOn<Known extends Stage>(known: readonly Known[], day: CivilDate, today: CivilDate): Known | undefined {
  const since = daysBetween(day, today);
  return known.find(({ from, to }) => from <= since && since <= to);
}

const topicOf: Record<NoticeKind, Topic> = {
  due: 'reminders',
  overdue: 'reminders',
  unfinished: 'reminders',
  version: 'courses',
  certificate: 'certificates',
  expiring: 'certificates',
  policy: 'courses',
  moved: 'courses',
  corrected: 'courses',
  retired: 'courses',
  reopened: 'courses',
  review: 'reminders',
  practice: 'practice',
};

/** Under which choice of the person a notice falls. */
export const topicOfNotice = (kind: NoticeKind): Topic => topicOf[kind];
