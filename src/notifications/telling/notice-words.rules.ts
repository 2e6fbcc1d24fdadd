import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import type { Consequence } from '../../changes/changes.types.js';
import type { NoticeKind, Topic } from '../notifications.types.js';
import type { Letter } from './letter.rules.js';

/** What a letter says; the rest of it is the same in all. */
export type Words = Pick<Letter, 'subject' | 'paragraphs' | 'why'> & { action: string };

/** Where a learner stands in a course. */
export interface Standing {
  course: string;
  enrolledOn: CivilDate;
  dueOn: CivilDate | null;
  lastActiveOn: CivilDate;
  lessons: number;
  lessonsRead: number;
  /** Whether somebody else enrolled them. */
  enrolledByOthers: boolean;
  /** The last day on which a retired course can be finished; null where it is open. */
  finishBy: CivilDate | null;
}

const names: Record<NoticeKind, string> = {
  due: 'Course due',
  overdue: 'Course overdue',
  unfinished: 'Course left lying',
  version: 'Newer version of a course',
  certificate: 'Certificate issued',
  expiring: 'Certificate ending',
  policy: 'Policy changed',
  moved: 'What differs at a new workplace',
  corrected: 'Knowledge check corrected',
  retired: 'Course retired',
  reopened: 'Course open again',
  review: 'Course to be read through again',
  practice: 'Question about your practice',
};
export const noticeName = (kind: NoticeKind): string => names[kind];

const topicNames: Record<Topic, { text: string; hint: string }> = {
  reminders: {
    text: 'Reminders',
    hint: 'Two weeks and three days before a course is due, on the day after and two weeks later; and when a course without a due date has been left lying for a month. Authors of courses: when one is to be read through again.',
  },
  courses: {
    text: 'News of my courses',
    hint: 'When a newer version of a course that you are taking is published, and when what you learned reads otherwise: because policy changed, or because you work elsewhere; when a question that you answered is put right; and when a course that you are taking is retired.',
  },
  certificates: {
    text: 'Certificates',
    hint: 'When you get a certificate, and two months and two weeks before one ends.',
  },
  practice: {
    text: 'What changed in my practice',
    hint: 'One short question eight to twelve weeks after a course, once for each. It lets us see what courses are good for.',
  },
  news: {
    text: 'Send me news: new courses, events, and how advance decisions fare',
    hint: 'Not ticked, you get none. You can end it at any time, here or with one press from the mail itself.',
  },
};
export const topicName = (topic: Topic): { text: string; hint: string } => topicNames[topic];

/** What a learner is told of a course that is not finished. Pure. */
export function reminderWords(kind: 'due' | 'overdue' | 'unfinished', standing: Standing): Words {
  const { course, dueOn, enrolledOn } = standing;
  const title = `“${course}”`;
  const due = dueOn === null ? '' : dateInWords(dueOn);
  const moved =
    standing.finishBy !== null && standing.finishBy === dueOn
      ? ['The course is retired: after that day it cannot be finished any more.']
      : standing.enrolledByOthers
        ? ['If you need more time, ask whoever enrolled you to move the due date.']
        : [];
  const shared = {
    action: 'Go on with the course',
    why: `You get this mail because you were enrolled on ${title} on ${dateInWords(enrolledOn)}.`,
  };
  if (kind === 'due')
    return {
      ...shared,
      subject: `${title} is due by ${due}`,
      paragraphs: [`Please finish ${title} by ${due}. ${leftIn(standing)}`, ...moved],
    };
  if (kind === 'overdue')
    return {
      ...shared,
      subject: `${title} was due by ${due}`,
      paragraphs: [`${title} was due by ${due}, and you can still finish it. ${leftIn(standing)}`, ...moved],
    };
  return {
    ...shared,
    subject: `You have not finished ${title}`,
    paragraphs: [
      `You were last at work on ${title} on ${dateInWords(standing.lastActiveOn)}. ${leftIn(standing)} What you did is kept, and you can go on where you stopped.`,
    ],
  };
}

/** What a learner is told of a newer version. */
export function versionWords({ course, enrolledOn }: Standing): Words {
  const title = `“${course}”`;
  return {
    subject: `There is a newer version of ${title}`,
    paragraphs: [
      `A newer version of ${title} has been published while you are taking it. You can stay with yours or move: what changed is shown to you first, and lessons that say the same stay read.`,
    ],
    action: 'See what changed',
    why: `You get this mail because you were enrolled on ${title} on ${dateInWords(enrolledOn)}.`,
  };
}

/** What the holder of a certificate is told as it is issued. */
export function certificateWords({ course, sample }: { course: string; sample: boolean }): Words {
  return {
    subject: `Your ${sample ? 'sample ' : ''}certificate: ${course}`,
    paragraphs: [
      `A ${sample ? 'sample ' : ''}certificate was issued to you for “${course}”.`,
      ...(sample ? ['It is a sample, not valid for CPD: the course still awaits its clinical and legal review.'] : []),
    ],
    action: 'See and save it',
    why: 'You get this mail because the certificate is yours.',
  };
}

/** What the holder is told before a certificate ends. */
export function expiryWords({ course, validUntil }: { course: string; validUntil: CivilDate }): Words {
  return {
    subject: `Your certificate for “${course}” is valid until ${dateInWords(validUntil)}`,
    paragraphs: [
      `Your certificate for “${course}” is valid until ${dateInWords(validUntil)}. It stays in your record after that, marked as expired.`,
    ],
    action: 'See the certificate',
    why: 'You get this mail because the certificate is yours.',
  };
}

/** What somebody is told whose learning a changed policy concerns. */
export function policyWords(change: {
  organisation: string;
  course: string;
  follows: Consequence;
  certified: boolean;
}): Words {
  const { organisation, certified } = change;
  const title = `“${change.course}”`;
  const asked: Record<Consequence, string> = {
    tell: 'You need not do anything; here is what reads otherwise now.',
    refresher: 'Please read what reads otherwise now. It takes a few minutes.',
    certify_again: 'Please take the course again. Your certificate stays until you have a newer one.',
  };
  return {
    subject: `The policy of ${organisation} has changed since you learned ${title}`,
    paragraphs: [
      `What is known of the policy of ${organisation} has changed, and passages of ${title} read otherwise than when you read them.`,
      certified
        ? asked[change.follows]
        : 'Its lessons show the policy as it is known now: please read them again before you go on.',
    ],
    action: certified ? 'See what has changed' : 'Go on with the course',
    why: `You get this mail because you work at ${organisation} and ${certified ? 'hold a certificate for' : 'are taking'} ${title}.`,
  };
}

/** What the holder of certificates is told after they have said that they work elsewhere. */
export function movedWords(certificates: number): Words {
  const what = certificates === 1 ? 'a course' : `${String(certificates)} courses`;
  return {
    subject: 'What differs where you work now',
    paragraphs: [
      `Law and policy are not the same everywhere: something in ${what} that you completed reads otherwise where you work now. Reading it takes a few minutes, and it is recorded with your certificate.`,
    ],
    action: 'See what differs',
    why: 'You get this mail because you told us that you work elsewhere.',
  };
}

/** What a learner is told whose attempt has gained by a correction. */
export function correctedWords(nowPassed: boolean): Words {
  return {
    subject: nowPassed
      ? 'You have passed: a knowledge check was corrected'
      : 'A knowledge check that you took was corrected',
    paragraphs: [
      `A question of a knowledge check that you took was not right, and was put right afterwards. Your attempt has gained by it${nowPassed ? ', and you have passed' : ''}. Nobody lost a mark.`,
    ],
    action: 'See your answers',
    why: 'You get this mail because you took the knowledge check.',
  };
}

/** What somebody is asked some weeks after they completed a course. */
export function practiceWords({ course, completedOn }: { course: string; completedOn: CivilDate }): Words {
  const title = `“${course}”`;
  return {
    subject: `What changed in your practice since ${title}?`,
    paragraphs: [
      `You completed ${title} on ${dateInWords(completedOn)}. Has it changed anything in what you do? Saying so takes two minutes; that nothing has changed helps us as much.`,
      'Your answer is told only in numbers, among five people or more, and your employer never sees it. We ask once.',
    ],
    action: 'Say what changed',
    why: `You get this mail because you completed ${title}.`,
  };
}

function leftIn({ lessons, lessonsRead }: Standing): string {
  if (lessonsRead >= lessons) return 'You have read every lesson; the knowledge check is left.';
  if (lessonsRead === 0)
    return `It has ${String(lessons)} ${lessons === 1 ? 'lesson' : 'lessons'} and a knowledge check.`;
  return `You have read ${String(lessonsRead)} of its ${String(lessons)} lessons.`;
}

/** What somebody under way is told of a course that is retired, or of one that was and is open again. */
export function retiredWords(retirement: { course: string; reason: string; finishBy: CivilDate | null }): Words {
  const { reason, finishBy } = retirement;
  const title = `“${retirement.course}”`;
  const until = finishBy === null ? '' : dateInWords(finishBy);
  return {
    subject: finishBy === null ? `${title} is retired` : `${title} is retired: you can finish it until ${until}`,
    paragraphs: [
      `The course ${title}, which you are taking, is retired. The reason given: ${reason}`,
      finishBy === null
        ? 'It cannot be gone on with any more. What you did in it is kept.'
        : `You can still finish it, until ${until} at the latest. Its certificate is as valid as any other.`,
    ],
    action: finishBy === null ? 'See what you did' : 'Go on with the course',
    why: `You get this mail because you were enrolled on ${title}.`,
  };
}

/** What somebody under way is told of a course that was retired and is open again. */
export function reopenedWords(course: string): Words {
  const title = `“${course}”`;
  return {
    subject: `${title} is open again`,
    paragraphs: [
      `The course ${title}, which was retired while you were taking it, is open again. What you did is kept, and you can go on where you stopped.`,
    ],
    action: 'Go on with the course',
    why: `You get this mail because you were enrolled on ${title}.`,
  };
}

/** What authors are told of a course that is to be read through again. */
export function reviewWords({ title, reviewBy }: { title: string; reviewBy: CivilDate }, today: CivilDate): Words {
  const course = `“${title}”`;
  const by = dateInWords(reviewBy);
  const over = reviewBy < today;
  return {
    subject: over
      ? `${course} was to be read through again by ${by}`
      : `${course} is to be read through again by ${by}`,
    paragraphs: [
      over
        ? `${course} was to be read through again by ${by}, and nobody has set another day since.`
        : `${course} is to be read through again by ${by}: whether it still says what the law and good practice are.`,
      'Change it in a draft if it does not. Then set the next day on its page in the studio.',
    ],
    action: 'Open its page in the studio',
    why: 'You get this mail because you may write courses.',
  };
}
