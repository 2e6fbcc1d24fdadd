import { certificatesPaths } from '../certificates/paths.js';
import { withQuery } from '../platform/http/with-query.js';

/** What may be asked of the list of activities. */
export interface ActivitiesQuery {
  text?: string;
  kind?: string;
  sort?: string;
  lacks?: string;
  from?: string;
  to?: string;
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
  registers: () => '/portfolio/registers',
  register: (register: string, query: { scheme?: string } = {}) => withQuery(`/portfolio/registers/${register}`, query),
  registerDates: (register: string) => `/portfolio/registers/${register}/dates`,
  absences: () => '/portfolio/registers/hcpc/absences',
  absenceRemovals: (id: string) => `/portfolio/registers/hcpc/absences/${id}/removals`,
  export: (query: { for?: string } = {}) => withQuery('/portfolio/export', query),
  exportPdf: () => '/portfolio/export/portfolio.pdf',
  exportActivities: () => '/portfolio/export/activities.csv',
  exportReflections: () => '/portfolio/export/reflective-accounts.csv',
  exportEvidence: () => '/portfolio/export/evidence.zip',
  /** Pages of certificates, and of everybody's data. */
  certificate: (number: string) => certificatesPaths.certificate(number),
  privacy: () => '/who-sees-what',
};
