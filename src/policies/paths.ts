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

/** Addresses of documents and the copies that are held of them. */
export const documentsPaths = {
  document: (id: string) => `/documents/${id}`,
  file: (id: string) => `/documents/${id}/file`,
};

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

function withQuery(path: string, asked: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked))
    if (value !== undefined && value !== '') query.set(name, String(value));
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
