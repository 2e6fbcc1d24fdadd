import type { DocumentAttributes } from './policies.types.js';

/** A document that says nothing of itself. */
export const nothingSaid: Readonly<DocumentAttributes> = {
  title: null,
  reference: null,
  version: null,
  ratifiedOn: null,
  effectiveOn: null,
  reviewOn: null,
  expiresOn: null,
  committee: null,
  sponsorRole: null,
  ownerRole: null,
};
