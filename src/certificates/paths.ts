import { withQuery } from '../platform/http/with-query.js';

/** What the key in a badge's link is sealed for. */
export const BADGE_SEAL = 'badge';

/** Addresses of certificates and of their verification. Numbers hold no character that an address has to escape. */
export const certificatesPaths = {
  mine: (query: { before?: string } = {}) => withQuery('/certificates', query),
  certificate: (number: string, query: { completed?: 'yes' } = {}) => withQuery(`/certificates/${number}`, query),
  pdf: (number: string) => `/certificates/${number}.pdf`,
  /** With the key, for whoever its holder gave the link to. */
  badge: (number: string, query: { key?: string } = {}) => withQuery(`/certificates/${number}/badge.json`, query),
  achievement: (slug: string, version: number, sample: boolean) =>
    `/badges/achievements/${slug}/${String(version)}${sample ? '/sample' : ''}`,
  achievementJson: (slug: string, version: number, sample: boolean) =>
    `${certificatesPaths.achievement(slug, version, sample)}.json`,
  issuer: () => '/badges/issuer',
  issuerJson: () => '/badges/issuer.json',
  statusList: (list: number) => `/badges/status/${String(list)}`,
  didDocument: () => '/.well-known/did.json',
  issues: (number: string) => `/certificates/${number}/issues`,
  all: (query: { text?: string; before?: string } = {}) => withQuery('/certificates/all', query),
  lists: (query: { before?: string } = {}) => withQuery('/certificates/lists', query),
  newList: () => '/certificates/lists/new',
  list: (id: string) => `/certificates/lists/${id}`,
  listApplications: (id: string) => `/certificates/lists/${id}/applications`,
  templates: () => '/certificates/templates',
  newTemplate: () => '/certificates/templates/new',
  template: (id: string) => `/certificates/templates/${id}`,
  templateVersion: (id: string, number: number) => `/certificates/templates/${id}/versions/${String(number)}`,
  templatePreview: (id: string, number: number, query: { names?: 'long' } = {}) =>
    withQuery(`/certificates/templates/${id}/versions/${String(number)}/preview.pdf`, query),
  editTemplate: (id: string) => `/certificates/templates/${id}/edit`,
  templateVersions: (id: string) => `/certificates/templates/${id}/versions`,
  templateLogos: (id: string) => `/certificates/templates/${id}/logos`,
  logoRemoval: (id: string, place: number) => `/certificates/templates/${id}/logos/${String(place)}/removal`,
  templateUses: (id: string) => `/certificates/templates/${id}/uses`,
  defaultTemplate: (id: string) => `/certificates/templates/${id}/default`,
  courses: () => '/certificates/courses',
  course: (slug: string) => `/certificates/courses/${slug}`,
  renewals: (number: string) => `/certificates/${number}/renewals`,
  newCorrection: (number: string) => `/certificates/${number}/corrections/new`,
  corrections: (number: string) => `/certificates/${number}/corrections`,
  newReinstatement: (number: string) => `/certificates/${number}/reinstatements/new`,
  reinstatements: (number: string) => `/certificates/${number}/reinstatements`,
  /** Stands to the right of certificates: what differs where the holder works now, and what they learned of it. */
  differences: (number: string) => `/differences/${number}`,
  addendum: (number: string, addendum: number) => `/differences/${number}/addenda/${String(addendum)}`,
  newRevocation: (number: string) => `/certificates/${number}/revocations/new`,
  revocations: (number: string) => `/certificates/${number}/revocations`,
  verify: (number?: string) => (number === undefined ? '/verify' : `/verify/${number}`),
  /** Below it, the answers to files by their SHA-256. */
  verifyFiles: () => '/verify/files',
};
