/** Addresses of verifying facts. */
export const policiesPaths = {
  toVerify: (query: { after?: string } = {}) =>
    query.after === undefined ? '/facts' : `/facts?after=${encodeURIComponent(query.after)}`,
  fact: (id: string) => `/facts/${id}`,
  verifications: (id: string) => `/facts/${id}/verifications`,
  withdrawals: (id: string) => `/facts/${id}/withdrawals`,
};
