/** Addresses of what follows from changes. */
export const changesPaths = {
  list: (query: { settled?: 'yes'; before?: string } = {}) => {
    const asked = new URLSearchParams(query);
    return asked.size === 0 ? '/changes' : `/changes?${asked.toString()}`;
  },
  impact: (id: string) => `/changes/${id}`,
  people: (id: string, query: { after?: string } = {}) =>
    query.after === undefined
      ? `/changes/${id}/people`
      : `/changes/${id}/people?after=${encodeURIComponent(query.after)}`,
  decisions: (id: string) => `/changes/${id}/decisions`,
};
