import type { CourseVersion } from '../../courses/courses.types.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { certificatesPaths } from '../paths.js';
import { NO_END } from '../renewal/renewal.rules.js';
import type { ListedTemplate } from '../templates/templates.queries.js';
import type { CourseTerms } from './certificate-courses.service.js';

export interface CoursesView {
  title: string;
  backHref: string;
  rows: { course: string; href: string; template: string; valid: string }[];
}

export interface CourseView {
  title: string;
  backHref: string;
  action: string;
  course: string;
  templates: { value: string; text: string }[];
  typed: { templateId: string; validMonths: string; renewalDays: string };
  /** What not choosing a template means. */
  empty: string;
  errors: FieldError[];
}

export const coursesPage = definePage<CoursesView>('certificates/courses');
export const coursePage = definePage<CourseView>('certificates/course');

export function coursesView(
  courses: readonly CourseVersion[],
  decided: ReadonlyMap<string, CourseTerms>,
  templates: readonly ListedTemplate[],
): CoursesView {
  const names = new Map(templates.map(({ id, name }) => [id, name]));
  return {
    title: 'What the certificates of each course say',
    backHref: certificatesPaths.templates(),
    rows: courses.map(({ courseId, slug, title }) => {
      const { templateId, validMonths } = decided.get(courseId) ?? { templateId: null, ...NO_END };
      return {
        course: title,
        href: certificatesPaths.course(slug),
        template: names.get(templateId ?? '') ?? defaultName(templates),
        valid: validMonths === null ? 'No end date' : validMonths === 1 ? '1 month' : `${String(validMonths)} months`,
      };
    }),
  };
}

/** `terms` as they are typed into the form, or as they were decided. */
export function courseView(
  course: CourseVersion,
  templates: readonly ListedTemplate[],
  terms: CourseTerms | Record<string, string>,
  errors: FieldError[],
): CourseView {
  const field = (value: string | number | null | undefined) => (value ?? '').toString();
  const templateId = field(terms.templateId);
  return {
    title: 'Certificates of a course',
    backHref: certificatesPaths.courses(),
    action: certificatesPaths.course(course.slug),
    course: course.title,
    templates: templates
      .filter(({ id, usedNumber }) => usedNumber !== null || id === templateId)
      .map(({ id, name }) => ({ value: id, text: name })),
    typed: { templateId, validMonths: field(terms.validMonths), renewalDays: field(terms.renewalDays) },
    empty: defaultName(templates),
    errors,
  };
}

function defaultName(templates: readonly ListedTemplate[]): string {
  const name = templates.find(({ isDefault }) => isDefault)?.name;
  return name === undefined ? 'The product’s own words' : `The default: ${name}`;
}
