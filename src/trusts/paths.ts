import { organisationPage } from '../organisations/paths.js';
import { type Query, withQuery } from '../platform/http/with-query.js';

/** Addresses of the public face of the directory. `code` is an organisation's ODS code, else GSS code, else slug. */
export const trustsPaths = {
  list: (query: Query = {}) => withQuery('/trusts', query),
  listJson: (query: Query = {}) => withQuery('/trusts.json', query),
  trust: (code: string, query: Query = {}) => withQuery(organisationPage(code), query),
  trustJson: (code: string, query: Query = {}) => withQuery(`${organisationPage(code)}.json`, query),
  card: (code: string) => `/trusts/${encodeURIComponent(code)}/card`,
  history: (code: string, query: Query = {}) => withQuery(`/trusts/${encodeURIComponent(code)}/history`, query),
  newReport: (code: string, query: Query = {}) => withQuery(`/trusts/${encodeURIComponent(code)}/reports/new`, query),
  sendReport: (code: string) => `/trusts/${encodeURIComponent(code)}/reports`,
  reportSent: (code: string, reference: string) => `/trusts/${encodeURIComponent(code)}/reports/${reference}`,
  reports: (query: Query = {}) => withQuery('/reports', query),
  report: (id: string) => `/reports/${id}`,
  reportDecisions: (id: string) => `/reports/${id}/decisions`,
  openData: () => '/open-data',
  openDataFile: (file: string) => `/open-data/${file}`,
  areas: (query: Query = {}) => withQuery('/areas', query),
  area: (code: string) => `/areas/${encodeURIComponent(code)}`,
  areaJson: (code: string) => `/areas/${encodeURIComponent(code)}.json`,
  areaQuestion: (code: string, key: string) => `/areas/${encodeURIComponent(code)}/questions/${key}`,
  compare: (query: Query = {}) => withQuery('/compare', query),
};
