import { type Query, withQuery } from '../platform/http/with-query.js';

/** Addresses of staff's pages about courses. The courses' own pages belong to learning. */
export const coursesPaths = {
  reviews: (slug: string, version: number) => `/courses/${slug}/versions/${String(version)}/reviews`,
};

/** Addresses of courses as files: what goes out, and what comes in. `id` is an import's. */
export const courseFilesPaths = {
  list: () => '/course-files',
  course: (slug: string) => `/course-files/${slug}`,
  zip: (slug: string) => `/course-files/${slug}/export.zip`,
  scorm: (slug: string) => `/course-files/${slug}/scorm`,
  newImport: () => '/course-imports/new',
  imports: () => '/course-imports',
  import: (id: string) => `/course-imports/${id}`,
  applications: (id: string) => `/course-imports/${id}/applications`,
};

/** Addresses of the bank of questions. */
export const bankPaths = {
  list: (query: Query = {}) => withQuery('/question-bank', query),
  export: (query: Query = {}) => withQuery('/question-bank/export.gift', query),
  newImport: () => '/question-bank/imports/new',
  imports: () => '/question-bank/imports',
  question: (id: string) => `/question-bank/${id}`,
  labels: (id: string) => `/question-bank/${id}/labels`,
};
