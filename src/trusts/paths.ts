type Query = Record<string, string | number>;

const withQuery = (path: string, query: Query): string => {
  const given = Object.entries(query)
    .filter(([, value]) => value !== '')
    .map(([name, value]): [string, string] => [name, String(value)]);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
};

/** Addresses of the public face of the directory. `code` is an organisation's ODS code, else GSS code, else slug. */
export const trustsPaths = {
  list: (query: Query = {}) => withQuery('/trusts', query),
  listJson: (query: Query = {}) => withQuery('/trusts.json', query),
  trust: (code: string) => `/trusts/${encodeURIComponent(code)}`,
  /** As it was known at the end of a day. */
  trustOn: (code: string, day: string) => withQuery(`/trusts/${encodeURIComponent(code)}`, { on: day }),
  history: (code: string, query: Query = {}) => withQuery(`/trusts/${encodeURIComponent(code)}/history`, query),
  trustJson: (code: string) => `/trusts/${encodeURIComponent(code)}.json`,
  areas: () => '/areas',
  area: (code: string) => `/areas/${encodeURIComponent(code)}`,
  areaJson: (code: string) => `/areas/${encodeURIComponent(code)}.json`,
  openData: () => '/open-data',
  openDataFile: (file: string) => `/open-data/${file}`,
  card: (code: string) => `/trusts/${encodeURIComponent(code)}/card`,
};
