import type { CourseVersion } from '../../courses/courses.types.js';
import { definePage } from '../../platform/views/page.js';
import { learningPaths } from '../paths.js';

interface CourseCard {
  title: string;
  href: string;
  summary: string;
  facts: string;
  state: string | null;
}

export interface CatalogueView {
  title: string;
  courses: CourseCard[];
}

export const cataloguePage = definePage<CatalogueView>('learning/catalogue');

export interface CourseView {
  title: string;
  summary: string;
  introductionHtml: string;
  facts: { key: string; text: string }[];
  outcomes: string[];
  lessons: { title: string; minutes: number; summary: string }[];
  /** What a certificate is worth while nobody has reviewed this version. */
  awaitingReview: boolean;
  reviews: string[];
  /** Null for who is not signed in. */
  enrolAction: string | null;
  goOnHref: string | null;
  signInHref: string | null;
  registerHref: string | null;
  cataloguePath: string;
}

export const coursePage = definePage<CourseView>('learning/course');

/** The catalogue's cards; `enrolled` holds the ids of the courses that the person takes. */
export function catalogueView(courses: CourseVersion[], enrolled: Map<string, { completed: boolean }>): CatalogueView {
  return {
    title: 'Courses',
    courses: courses.map((course) => ({
      title: course.title,
      href: learningPaths.course(course.slug),
      summary: course.summary,
      facts: `${String(course.lessons.length)} lessons, ${durationInWords(course.minutes)} in all`,
      state: stateInWords(enrolled.get(course.slug)),
    })),
  };
}

function stateInWords(enrolment: { completed: boolean } | undefined): string | null {
  if (!enrolment) return null;
  return enrolment.completed ? 'Completed' : 'You are taking this';
}

/** '1 hour 30 minutes'. */
export function durationInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const part = (count: number, unit: string) => `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
  return [hours > 0 ? part(hours, 'hour') : null, rest > 0 || hours === 0 ? part(rest, 'minute') : null]
    .filter((each) => each !== null)
    .join(' ');
}
