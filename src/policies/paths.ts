import { type Query, withQuery } from '../platform/http/with-query.js';

export type FactQueue = 'mine' | 'unverified' | 'disagreed' | 'stale';

/** What narrows a queue of facts, as it stands in the address; left out or '' is not asked. */
export interface FactQueueAsked {
  queue?: FactQueue;
  organisation?: string;
  question?: string;
  page?: number;
}

/** Where in a document somebody reads, and for which question. */
export interface ExtractionPlace {
  question?: string;
  part?: number;
  page?: number;
}

/** Addresses of reading documents and of verifying facts. */
export const policiesPaths = {
  toVerify: (asked: FactQueueAsked = {}) =>
    withQuery('/facts', { ...asked, page: asked.page === 1 ? undefined : asked.page }),
  differences: () => '/facts/differences',
  fact: (id: string) => `/facts/${id}`,
  verifications: (id: string) => `/facts/${id}/verifications`,
  returns: (id: string) => `/facts/${id}/returns`,
  corrections: (id: string) => `/facts/${id}/corrections`,
  newCorrection: (id: string) => `/facts/${id}/corrections/new`,
  withdrawals: (id: string) => `/facts/${id}/withdrawals`,
  extraction: (documentId: string, place: ExtractionPlace = {}) =>
    withQuery(`/documents/${documentId}/extraction`, { ...place, part: place.part === 1 ? undefined : place.part }),
  answers: (documentId: string) => `/documents/${documentId}/extraction/answers`,
  drafts: (documentId: string) => `/documents/${documentId}/extraction/drafts`,
  discardedDrafts: (documentId: string) => `/documents/${documentId}/extraction/discarded-drafts`,
};

/** Addresses of the register of requests. `slug` is a campaign's, `id` a request's. */
export const requestsPaths = {
  campaigns: () => '/requests',
  newCampaign: () => '/requests/new',
  campaign: (slug: string) => `/requests/${slug}`,
  edit: (slug: string) => `/requests/${slug}/edit`,
  closure: (slug: string) => `/requests/${slug}/closure`,
  reopening: (slug: string) => `/requests/${slug}/reopening`,
  newBodies: (slug: string, query: Query = {}) => withQuery(`/requests/${slug}/bodies/new`, query),
  bodies: (slug: string) => `/requests/${slug}/bodies`,
  list: (slug: string, query: Query = {}) => withQuery(`/requests/${slug}/list`, query),
  listCsv: (slug: string, query: Query = {}) => withQuery(`/requests/${slug}/list.csv`, query),
  letters: (slug: string, query: Query = {}) => withQuery(`/requests/${slug}/letters`, query),
  lettersText: (slug: string, query: Query = {}) => withQuery(`/requests/${slug}/letters.txt`, query),
  lettersCsv: (slug: string, query: Query = {}) => withQuery(`/requests/${slug}/letters.csv`, query),
  newSendings: (slug: string, query: Query = {}) => withQuery(`/requests/${slug}/sendings/new`, query),
  sendings: (slug: string) => `/requests/${slug}/sendings`,
  chase: (slug: string, query: Query = {}) => withQuery(`/requests/${slug}/chase`, query),
  chaseCsv: (slug: string) => `/requests/${slug}/chase.csv`,
  request: (slug: string, id: string) => `/requests/${slug}/bodies/${id}`,
  newEvent: (slug: string, id: string, kind: string) =>
    withQuery(`/requests/${slug}/bodies/${id}/events/new`, { kind }),
  events: (slug: string, id: string) => `/requests/${slug}/bodies/${id}/events`,
  eventWithdrawals: (slug: string, id: string, eventId: string) =>
    `/requests/${slug}/bodies/${id}/events/${eventId}/withdrawals`,
  correction: (slug: string, id: string) => `/requests/${slug}/bodies/${id}/correction`,
  moves: (slug: string, id: string) => `/requests/${slug}/bodies/${id}/moves`,
};

/** Addresses of what Trusts may learn from each other. */
export const goodPracticePaths = {
  list: (query: Query = {}) => withQuery('/good-practice', query),
  /** Where the passages on one question stand. */
  question: (key: string) => `/good-practice#${key}`,
  new: (factId: string) => `/good-practice/new?fact=${factId}`,
  all: () => '/good-practice',
  newWithdrawal: (id: string) => `/good-practice/${id}/withdrawals/new`,
  withdrawals: (id: string) => `/good-practice/${id}/withdrawals`,
};

/** Addresses of documents and the copies that are held of them. */
export const documentsPaths = {
  list: (query: Record<string, string | number> = {}) => withQuery('/documents', query),
  new: (query: { organisation?: string; text?: string; replaces?: string; url?: string } = {}) =>
    withQuery('/documents/new', query),
  document: (id: string) => `/documents/${id}`,
  file: (id: string) => `/documents/${id}/file`,
  text: (id: string, page: number) => `/documents/${id}/text/${String(page)}`,
  texts: (id: string) => `/documents/${id}/texts`,
  changes: (id: string, query: { page?: number } = {}) => withQuery(`/documents/${id}/changes`, query),
  copies: (id: string) => `/documents/${id}/copies`,
  newCopy: (id: string) => `/documents/${id}/copies/new`,
  corrections: (id: string) => `/documents/${id}/corrections`,
  newCorrection: (id: string) => `/documents/${id}/corrections/new`,
  withdrawals: (id: string) => `/documents/${id}/withdrawals`,
  newWithdrawal: (id: string) => `/documents/${id}/withdrawals/new`,
  verifications: (id: string) => `/documents/${id}/verifications`,
  newVerification: (id: string) => `/documents/${id}/verifications/new`,
};

/** Addresses of imports of requests. `id` is an import's, `row` one of its rows. */
export const importsPaths = {
  list: (query: Query = {}) => withQuery('/imports', query),
  new: () => '/imports/new',
  /** What people decided about the names of bodies. */
  names: (query: Query = {}) => withQuery('/imports/names', query),
  newForgetting: (key: string) => withQuery('/imports/names/forgettings/new', { name: key }),
  forgettings: () => '/imports/names/forgettings',
  one: (id: string, query: Query = {}) => withQuery(`/imports/${id}`, query),
  csv: (id: string) => `/imports/${id}/outcomes.csv`,
  columns: (id: string) => `/imports/${id}/columns`,
  body: (id: string, row: string, query: Query = {}) => withQuery(`/imports/${id}/bodies/${row}`, query),
  applications: (id: string) => `/imports/${id}/applications`,
  undoings: (id: string) => `/imports/${id}/undoings`,
};
