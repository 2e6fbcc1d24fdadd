import { withQuery } from '../platform/http/with-query.js';

/** Addresses of what follows from changes. */
export const changesPaths = {
  list: (query: { settled?: 'yes'; before?: string } = {}) => withQuery('/changes', query),
  impact: (id: string) => `/changes/${id}`,
  people: (id: string, query: { after?: string } = {}) => withQuery(`/changes/${id}/people`, query),
  decisions: (id: string) => `/changes/${id}/decisions`,
  /** What differs where a learner works now; `number` is of a certificate. */
  differences: (number?: string) => (number === undefined ? '/differences' : `/differences/${number}`),
  /** One lesson of it, by its place from 1. */
  differentLesson: (number: string, place: number) => `/differences/${number}/lessons/${String(place)}`,
  addenda: (number: string) => `/differences/${number}/addenda`,
  /** Taking the course again, where that is asked. */
  renewals: (number: string) => `/differences/${number}/renewals`,
};
