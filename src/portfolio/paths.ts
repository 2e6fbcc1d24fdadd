import { certificatesPaths } from '../certificates/paths.js';
import { withQuery } from '../platform/http/with-query.js';

/** What may be asked of the list of activities. */
export interface ActivitiesQuery {
  text?: string;
  kind?: string;
  sort?: string;
  after?: string;
  removed?: string;
}

/** Addresses of a learner's own portfolio. */
export const portfolioPaths = {
  home: () => '/portfolio',
  activities: (query: ActivitiesQuery = {}) => withQuery('/portfolio', { ...query }),
  addActivity: () => '/portfolio/activities',
  newActivity: () => '/portfolio/activities/new',
  activity: (id: string) => `/portfolio/activities/${id}`,
  editActivity: (id: string) => `/portfolio/activities/${id}/edit`,
  removals: (id: string) => `/portfolio/activities/${id}/removals`,
  restorations: (id: string) => `/portfolio/activities/${id}/restorations`,
  removed: () => '/portfolio/removed',
  addEvidence: (activity: string) => `/portfolio/activities/${activity}/evidence`,
  evidence: (activity: string, id: string) => `/portfolio/activities/${activity}/evidence/${id}`,
  evidenceRemovals: (activity: string, id: string) => `/portfolio/activities/${activity}/evidence/${id}/removals`,
  reflections: (query: { text?: string; state?: string; after?: string; removed?: string } = {}) =>
    withQuery('/portfolio/reflections', query),
  reflection: (id: string) => `/portfolio/reflections/${id}`,
  editReflection: (id: string) => `/portfolio/reflections/${id}/edit`,
  reflectionRemovals: (id: string) => `/portfolio/reflections/${id}/removals`,
  reflectionRestorations: (id: string) => `/portfolio/reflections/${id}/restorations`,
  /** Pages of certificates, and of everybody's data. */
  certificate: (number: string) => certificatesPaths.certificate(number),
  privacy: () => '/privacy',
};
