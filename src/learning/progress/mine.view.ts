import type { CourseVersion } from '../../courses/courses.types.js';
import { isClosed } from '../../courses/retirement.rules.js';
import { type CivilDate, dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { cohortsPaths, joiningPaths, learningPaths, liveSessionsPaths, notesPaths, remarksPaths } from '../paths.js';
import type { Fitted } from './fitted.js';
import type { EnrolmentRow } from './learner.queries.js';
import type { Outbox } from './outbox.js';
import { progressOf } from './progress.rules.js';
import { type Bar, barOf, type Due, dueInWords, goOnWith, leftInWords, type Link } from './standing.view.js';

export interface MineView {
  title: string;
  fitted: Fitted;
  underWay: { title: string; href: string; bar: Bar; left: string; due: Due | null; goOn: Link | null }[];
  completed: { title: string; href: string; on: string; certificateHref: string }[];
  /** Courses that the person does not take. */
  others: { title: string; href: string; summary: string; facts: string }[];
  remarksHref: string;
  notesHref: string;
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
    notesHref: notesPaths.mine(),
    differencesHref: learningPaths.differences(),
    fitted,
    underWay: taken
      .filter(({ enrolment }) => enrolment.completedAt === null)
      .map(({ enrolment, version }) => {
        const progress = progressOf(version, enrolment);
        const closed = isClosed(enrolment.retired, today);
        return {
          title: version.title,
          href: learningPaths.enrolment(enrolment.enrolmentId),
          bar: barOf(progress),
          left: leftInWords(progress),
          due: dueOrRetired(enrolment, today),
          goOn: closed ? null : goOnWith(version, enrolment.enrolmentId, progress),
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

/** A retired course says so; until when it can be finished counts more than by when it is due. */
function dueOrRetired(enrolment: EnrolmentRow, today: CivilDate): Due | null {
  const { retired } = enrolment;
  if (retired === null) return dueInWords(enrolment, today);
  return isClosed(retired, today) || retired.finishBy === null
    ? { text: 'Retired and closed', kind: 'warm' }
    : { text: `Closes after ${dateInWords(retired.finishBy)}`, kind: 'warm' };
}
