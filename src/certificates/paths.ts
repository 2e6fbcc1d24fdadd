import { withQuery } from '../platform/http/with-query.js';

/** Addresses of certificates and of their verification. Numbers hold no character that an address has to escape. */
export const certificatesPaths = {
  mine: (query: { before?: string } = {}) => withQuery('/certificates', query),
  certificate: (number: string, query: { completed?: 'yes' } = {}) => withQuery(`/certificates/${number}`, query),
  pdf: (number: string) => `/certificates/${number}.pdf`,
  issues: (number: string) => `/certificates/${number}/issues`,
  all: (query: { text?: string; before?: string } = {}) => withQuery('/certificates/all', query),
  newRevocation: (number: string) => `/certificates/${number}/revocations/new`,
  revocations: (number: string) => `/certificates/${number}/revocations`,
  verify: (number?: string) => (number === undefined ? '/verify' : `/verify/${number}`),
  /** Below it, the answers to files by their SHA-256. */
  verifyFiles: () => '/verify/files',
};
