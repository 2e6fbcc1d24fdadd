import { type Query, withQuery } from '../platform/http/with-query.js';

/** Addresses of statistics. `course` and `lesson` are slugs, `version` is a number. */
export const statisticsPaths = {
  courses: () => '/statistics',
  lessons: (course: string, version: number, query: Query = {}) =>
    withQuery(`/statistics/${course}/${String(version)}/lessons`, query),
  lessonsCsv: (course: string, version: number, query: Query = {}) =>
    withQuery(`/statistics/${course}/${String(version)}/lessons.csv`, query),
  lesson: (course: string, version: number, lesson: string, query: Query = {}) =>
    withQuery(`/statistics/${course}/${String(version)}/lessons/${lesson}`, query),
  lessonCsv: (course: string, version: number, lesson: string, query: Query = {}) =>
    withQuery(`/statistics/${course}/${String(version)}/lessons/${lesson}/trusts.csv`, query),
  questions: (course: string, version: number, query: Query = {}) =>
    withQuery(`/statistics/${course}/${String(version)}/questions`, query),
  questionsCsv: (course: string, version: number, query: Query = {}) =>
    withQuery(`/statistics/${course}/${String(version)}/questions.csv`, query),
  evaluations: (course: string, query: Query = {}) => withQuery(`/statistics/${course}/evaluations`, query),
  impact: (course: string) => `/statistics/${course}/impact`,
  impactCsv: (course: string) => `/statistics/${course}/impact.csv`,
  evaluationsCsv: (course: string, query: Query = {}) => withQuery(`/statistics/${course}/evaluations.csv`, query),
};
