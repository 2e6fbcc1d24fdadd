import { nationName } from '../../organisations/organisation-words.rules.js';
import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import type { CourseVersion } from '../courses.types.js';
import { courseFilesPaths } from '../paths.js';

export interface ScormView {
  title: string;
  course: string;
  courseHref: string;
  action: string;
  q: string;
  searched: boolean;
  found: { code: string; name: string; place: string; fictional: boolean }[];
  errors: FieldError[];
}

export const scormPage = definePage<ScormView>('courses/files/scorm');

export function scormView(
  version: CourseVersion,
  q: string,
  found: readonly OrganisationSummary[],
  errors: FieldError[],
): ScormView {
  return {
    title: 'A package for a Trust’s own learning platform',
    course: version.title,
    courseHref: courseFilesPaths.course(version.slug),
    action: courseFilesPaths.scorm(version.slug),
    q,
    searched: q !== '',
    found: found.map(({ code, name, town, nation, fictional }) => ({
      code,
      name,
      place: [town, nationName(nation)].filter((part) => part !== null).join(', '),
      fictional,
    })),
    errors,
  };
}
