import { withQuery } from '../platform/http/with-query.js';

const at = (code: string) => `/partnerships/${encodeURIComponent(code)}`;

/** Addresses of contacts, replies, context and training offers. */
export const partnershipsPaths = {
  partners: (asked: { text?: string; state?: string; page?: string } = {}) => withQuery('/partnerships', asked),
  partner: (code: string) => at(code),
  contacts: (code: string) => `${at(code)}/contacts`,
  newContact: (code: string) => `${at(code)}/contacts/new`,
  contactEnd: (code: string, id: string) => `${at(code)}/contacts/${id}/end`,
  contexts: (code: string) => `${at(code)}/contexts`,
  newContext: (code: string) => `${at(code)}/contexts/new`,
  contextWithdrawal: (code: string, id: string) => `${at(code)}/contexts/${id}/withdrawal`,
  legalReviews: (code: string) => `${at(code)}/legal-reviews`,
  newLegalReview: (code: string) => `${at(code)}/legal-reviews/new`,
  legalReviewWithdrawal: (code: string, id: string) => `${at(code)}/legal-reviews/${id}/withdrawal`,
  replies: (code: string) => `${at(code)}/replies`,
  reply: (code: string, id: string) => `${at(code)}/replies/${id}`,
  replySending: (code: string, id: string) => `${at(code)}/replies/${id}/sending`,
  replyReminders: (code: string, id: string) => `${at(code)}/replies/${id}/reminders`,
  replyWithdrawal: (code: string, id: string) => `${at(code)}/replies/${id}/withdrawal`,
  answer: (token: string) => `/reply/${token}`,
  offers: (asked: { before?: string } = {}) => withQuery('/offers', asked),
  newOffer: (asked: { text?: string; place?: string } = {}) => withQuery(`/offers/new`, asked),
  offer: (id: string) => `/offers/${id}`,
  offerPdf: (id: string) => `/offers/${id}.pdf`,
  offerEdit: (id: string) => `/offers/${id}/edit`,
  offerVersions: (id: string) => `/offers/${id}/versions`,
  offerVersion: (id: string, number: number) => `/offers/${id}/versions/${String(number)}`,
  offerDrafts: (id: string) => `/offers/${id}/drafts`,
  offerLinks: (id: string) => `/offers/${id}/links`,
  offerLinkWithdrawal: (id: string, link: string) => `/offers/${id}/links/${link}/withdrawal`,
  sharedOffer: (token: string) => `/offer/${token}`,
  sharedOfferPdf: (token: string) => `/offer/${token}/pdf`,
};
