import type { DocumentDetails } from '../../src/policies/documents.types.js';

/** What is said of a made-up policy, with what a test says otherwise. */
export function policyDetails(organisationId: string, said: Partial<DocumentDetails> = {}): DocumentDetails {
  return {
    organisationId,
    title: 'Fictional policy on advance decisions',
    subject: 'advance_decision',
    standing: 'foi_reply',
    requestId: null,
    repliedOn: '2026-10-01',
    seenOn: null,
    url: null,
    publisher: null,
    documentDate: '2026-03',
    attributes: {},
    replaces: null,
    copyrightOwner: null,
    licence: null,
    mayPublish: 'unknown',
    ...said,
  };
}
