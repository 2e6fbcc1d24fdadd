import type { CourseVersion } from '../../courses/courses.types.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { certificatesPaths } from '../paths.js';
import type { ListedTemplate } from '../templates/templates.queries.js';

export interface CoursesView {
  title: string;
  backHref: string;
  templatesHref: string;
  rows: { course: string; href: string; template: string }[];
}

export interface CourseView {
  title: string;
  backHref: string;
  action: string;
  course: string;
  templates: { value: string; text: string }[];
  template: string | null;
  empty: string;
  errors: FieldError[];
}

export const coursesPage = definePage<CoursesView>('certificates/courses');
export const coursePage = definePage<CourseView>('certificates/course');

export function coursesView(
  courses: readonly CourseVersion[],
  chosen: ReadonlyMap<string, string | null>,
  templates: readonly ListedTemplate[],
): CoursesView {
  const names = new Map(templates.map(({ id, name }) => [id, name]));
  return {
    title: 'What the certificates of each course say',
    backHref: certificatesPaths.templates(),
    templatesHref: certificatesPaths.templates(),
    rows: courses.map(({ courseId, slug, title }) => ({
      course: title,
      href: certificatesPaths.course(slug),
      template: names.get(chosen.get(courseId) ?? '') ?? defaultName(templates),
    })),
  };
}

export function courseView(
  course: CourseVersion,
  templates: readonly ListedTemplate[],
  template: string | null,
  errors: FieldError[],
): CourseView {
  return {
    title: 'Certificates of a course',
    backHref: certificatesPaths.courses(),
    action: certificatesPaths.course(course.slug),
    course: course.title,
    templates: templates
      .filter(({ id, usedNumber }) => usedNumber !== null || id === template)
      .map(({ id, name }) => ({ value: id, text: name })),
    template,
    empty: defaultName(templates),
    errors,
  };
}

function defaultName(templates: readonly ListedTemplate[]): string {
  const name = templates.find(({ isDefault }) => isDefault)?.name;
  return name === undefined ? 'The product’s own words' : `The default: ${name}`;
}
