import type { CourseVersion } from '../../courses/courses.types.js';
import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import { enrolmentState } from '../enrolling/enrolment.rules.js';
import { learningPaths } from '../paths.js';
import { durationInWords } from './duration.rules.js';
import type { Progress } from './progress.rules.js';

export interface Link {
  text: string;
  href: string;
}

export interface Bar {
  value: number;
  max: number;
  label: string;
}

/** By when a course is to be finished, for somebody who has not. */
export interface Due {
  text: string;
  kind: 'warm' | 'accent';
}

export function dueInWords(
  enrolment: { dueOn: CivilDate | null; completedAt: Date | null },
  today: CivilDate,
): Due | null {
  const { dueOn } = enrolment;
  if (dueOn === null || enrolment.completedAt !== null) return null;
  const overdue = enrolmentState({ ...enrolment, withdrawnAt: null }, today) === 'overdue';
  return { text: `${overdue ? 'Was due' : 'Due'} by ${dateInWords(dueOn)}`, kind: overdue ? 'warm' : 'accent' };
}

/** The lesson to go on with, or the check when all were read. */
export function goOnWith(version: CourseVersion, enrolmentId: string, progress: Progress): Link {
  const next = version.lessons.find((lesson) => lesson.slug === progress.nextLessonSlug);
  if (!next) return { text: 'Go to the knowledge check', href: `${learningPaths.enrolment(enrolmentId)}#check` };
  const verb = progress.lessonsRead === 0 ? 'Begin with' : 'Go on with';
  return { text: `${verb} “${next.title}”`, href: learningPaths.lesson(enrolmentId, next.slug) };
}

export function barOf(progress: Progress): Bar {
  const { lessonsRead, lessons } = progress;
  return { value: lessonsRead, max: lessons, label: `${String(lessonsRead)} of ${String(lessons)} lessons read` };
}

export function leftInWords(progress: Progress): string {
  return progress.nothingLeft || progress.minutesLeft === 0
    ? progress.left
    : `${progress.left}, about ${durationInWords(progress.minutesLeft)}`;
}
