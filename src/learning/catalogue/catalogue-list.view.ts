import type { CourseCounts } from '../../courses/course-finding.service.js';
import { courseLengthInWords, courseLengths } from '../../courses/course-lengths.rules.js';
import type { CourseVersion } from '../../courses/courses.types.js';
import { definePage } from '../../platform/views/page.js';
import { questionTopics } from '../../policies/policies.types.js';
import { topicName } from '../../policies/question-words.rules.js';
import { learningPaths } from '../paths.js';
import type { CatalogueQuery } from './catalogue.form.js';
import { courseCard, type CourseCard } from './catalogue.view.js';

export const PAGE_SIZE = 20;

interface Choice {
  value: string;
  text: string;
}

export interface CatalogueView {
  title: string;
  action: string;
  query: CatalogueQuery;
  /** Empty where it would narrow nothing: no course has it, or all have. */
  lengths: Choice[];
  topics: Choice[];
  reviews: Choice[];
  filtered: boolean;
  /** The whole catalogue, when something narrows it. */
  reset: string | null;
  /** The same words without filters, when nothing was found with them. */
  withoutFilters: string | null;
  total: number;
  courses: CourseCard[];
  previous: { href: string; text: string } | null;
  next: { href: string; text: string } | null;
}

export const cataloguePage = definePage<CatalogueView>('learning/catalogue');

/** The catalogue, or what a search of it found. `enrolled`: what the visitor takes, by course. */
export function catalogueView(
  query: CatalogueQuery,
  found: { total: number; versions: readonly CourseVersion[] },
  counts: CourseCounts,
  enrolled: ReadonlyMap<string, { completedAt: Date | null }>,
): CatalogueView {
  const pages = Math.max(1, Math.ceil(found.total / PAGE_SIZE));
  const narrows = (count: number | undefined) => count !== undefined && count > 0 && count < counts.courses;
  const filtered = query.length !== '' || query.topic !== '' || query.reviewed !== '';
  return {
    title: query.q === '' ? 'Courses' : `${query.q}: Courses`,
    action: learningPaths.courses(),
    query,
    lengths: courseLengths
      .filter((length) => narrows(counts.lengths[length]) || query.length === length)
      .map((length) => ({ value: length, text: courseLengthInWords(length) })),
    topics: questionTopics
      .filter((topic) => narrows(counts.topics[topic]) || query.topic === topic)
      .map((topic) => ({ value: topic, text: topicName(topic) })),
    reviews:
      narrows(counts.reviewed) || query.reviewed === 'yes'
        ? [{ value: 'yes', text: 'By a clinician and a lawyer' }]
        : [],
    filtered,
    reset: filtered || query.q !== '' ? learningPaths.courses() : null,
    withoutFilters: filtered && query.q !== '' ? learningPaths.courses({ q: query.q }) : null,
    total: found.total,
    courses: found.versions.map((version) => courseCard(version, enrolled.get(version.courseId))),
    previous: query.page > 1 ? pageLink(query, query.page - 1, pages) : null,
    next: query.page < pages ? pageLink(query, query.page + 1, pages) : null,
  };
}

function pageLink(query: CatalogueQuery, page: number, pages: number) {
  return {
    href: learningPaths.courses({ ...query, page: page === 1 ? '' : page }),
    text: `Page ${String(page)} of ${String(pages)}`,
  };
}
