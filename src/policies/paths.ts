/** Addresses of verifying facts. */
export const policiesPaths = {
  toVerify: (query: { after?: string } = {}) =>
    query.after === undefined ? '/facts' : `/facts?after=${encodeURIComponent(query.after)}`,
  fact: (id: string) => `/facts/${id}`,
  verifications: (id: string) => `/facts/${id}/verifications`,
  withdrawals: (id: string) => `/facts/${id}/withdrawals`,
};

/** Addresses of documents and the copies that are held of them. */
export const documentsPaths = {
  list: (query: Record<string, string | number> = {}) => withQuery('/documents', query),
  new: (query: { organisation?: string; text?: string; replaces?: string } = {}) => withQuery('/documents/new', query),
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
};

/** The address with what is asked of it; what is empty is not asked. */
function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)] as [string, string]],
  );
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked).toString()}`;
}
