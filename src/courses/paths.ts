import { type Query, withQuery } from '../platform/http/with-query.js';

/** Addresses of reviewing a version of a course, and of the studio. The courses' own pages belong to learning. */
export const coursesPaths = {
  reviews: (slug: string, version: number) => `/courses/${slug}/versions/${String(version)}/reviews`,
  studio: () => '/studio',
  newCourse: () => '/studio/new',
  drafts: () => '/studio/drafts',
  draft: (id: string) => `/studio/drafts/${id}`,
  settings: (id: string) => `/studio/drafts/${id}/settings`,
  draftSources: (id: string, query: Query = {}) => withQuery(`/studio/drafts/${id}/sources`, query),
  media: (id: string) => `/studio/drafts/${id}/media`,
  medium: (id: string, file: string) => `/studio/drafts/${id}/media/${file}`,
  mediumRemovals: (id: string, file: string) => `/studio/drafts/${id}/media/${file}/removals`,
  sharedMedia: (token: string) => `/draft-preview/${token}/media`,
  problems: (id: string) => `/studio/drafts/${id}/problems`,
  outcomeMatrix: (id: string) => `/studio/drafts/${id}/outcomes`,
  lessons: (id: string) => `/studio/drafts/${id}/lessons`,
  newLesson: (id: string) => `/studio/drafts/${id}/lessons/new`,
  returns: (id: string) => `/studio/drafts/${id}/returns`,
  discards: (id: string) => `/studio/drafts/${id}/discards`,
  file: (id: string) => `/studio/files/${id}`,
  fileText: (id: string) => `/studio/files/${id}/text`,
  details: (id: string) => `/studio/files/${id}/details`,
  history: (id: string, query: { before?: number } = {}) => withQuery(`/studio/files/${id}/history`, query),
  restorations: (id: string) => `/studio/files/${id}/restorations`,
  presence: (id: string) => `/studio/files/${id}/presence`,
  moves: (id: string) => `/studio/files/${id}/moves`,
  copies: (id: string) => `/studio/files/${id}/copies`,
  removals: (id: string) => `/studio/files/${id}/removals`,
  blocks: (id: string) => `/studio/files/${id}/blocks`,
  newBlock: (id: string) => `/studio/files/${id}/blocks/new`,
  block: (id: string, block: string) => `/studio/files/${id}/blocks/${block}`,
  blockMoves: (id: string, block: string) => `/studio/files/${id}/blocks/${block}/moves`,
  blockCopies: (id: string, block: string) => `/studio/files/${id}/blocks/${block}/copies`,
  blockRemovals: (id: string, block: string) => `/studio/files/${id}/blocks/${block}/removals`,
  checkQuestions: (id: string) => `/studio/files/${id}/questions`,
  newCheckQuestion: (id: string) => `/studio/files/${id}/questions/new`,
  checkQuestion: (id: string, key: string) => `/studio/files/${id}/questions/${key}`,
  checkQuestionMoves: (id: string, key: string) => `/studio/files/${id}/questions/${key}/moves`,
  checkQuestionCopies: (id: string, key: string) => `/studio/files/${id}/questions/${key}/copies`,
  checkQuestionRemovals: (id: string, key: string) => `/studio/files/${id}/questions/${key}/removals`,
  variants: (id: string, block: string) => `/studio/files/${id}/blocks/${block}/variants`,
  newVariant: (id: string, block: string) => `/studio/files/${id}/blocks/${block}/variants/new`,
  variant: (id: string, block: string, variant: string) => `/studio/files/${id}/blocks/${block}/variants/${variant}`,
  variantMoves: (id: string, block: string, variant: string) =>
    `/studio/files/${id}/blocks/${block}/variants/${variant}/moves`,
  variantRemovals: (id: string, block: string, variant: string) =>
    `/studio/files/${id}/blocks/${block}/variants/${variant}/removals`,
  review: (id: string) => `/studio/drafts/${id}/review`,
  reviewRequests: (id: string) => `/studio/drafts/${id}/review-requests`,
  verdicts: (id: string) => `/studio/drafts/${id}/verdicts`,
  settlements: (id: string) => `/studio/drafts/${id}/settlements`,
  publications: (id: string) => `/studio/drafts/${id}/publications`,
  publicationPlan: (id: string) => `/studio/drafts/${id}/publication-plan`,
  publicationWithdrawals: (id: string) => `/studio/drafts/${id}/publication-withdrawals`,
  bases: (id: string) => `/studio/drafts/${id}/bases`,
  differences: (id: string) => `/studio/drafts/${id}/differences`,
  versionDifferences: (slug: string, query: { from?: number; to?: number } = {}) =>
    withQuery(`/studio/courses/${slug}/differences`, query),
  comments: (id: string) => `/studio/files/${id}/comments`,
  preview: (id: string) => `/studio/files/${id}/preview`,
  previewLinks: (id: string) => `/studio/drafts/${id}/preview-links`,
  previewWithdrawals: (id: string) => `/studio/drafts/${id}/preview-withdrawals`,
  sharedPreview: (token: string) => `/draft-preview/${token}`,
  sharedLesson: (token: string, file: string) => `/draft-preview/${token}/lessons/${file}`,
};

/** Addresses of courses as files: what goes out, and what comes in. `id` is an import's. */
export const courseFilesPaths = {
  list: () => '/course-files',
  course: (slug: string) => `/course-files/${slug}`,
  zip: (slug: string) => `/course-files/${slug}/export.zip`,
  scorm: (slug: string) => `/course-files/${slug}/scorm`,
  newImport: () => '/course-imports/new',
  imports: () => '/course-imports',
  import: (id: string) => `/course-imports/${id}`,
  applications: (id: string) => `/course-imports/${id}/applications`,
};

/** Addresses of the legal register. What rests on an entry is shown by changes, which alone can read certificates. */
export const registerPaths = {
  list: (query: Query = {}) => withQuery('/legal-register', query),
  new: () => '/legal-register/new',
  linkChecks: () => '/legal-register/link-checks',
  entry: (id: string) => `/legal-register/${id}`,
  edit: (id: string) => `/legal-register/${id}/edit`,
  changes: (id: string) => `/legal-register/${id}/changes`,
  readings: (id: string) => `/legal-register/${id}/readings`,
  uses: (id: string, query: { after?: string } = {}) => withQuery(`/legal-register/${id}/uses`, query),
};

/** Addresses of the bank of questions. */
export const bankPaths = {
  list: (query: Query = {}) => withQuery('/question-bank', query),
  export: (query: Query = {}) => withQuery('/question-bank/export.gift', query),
  newImport: () => '/question-bank/imports/new',
  imports: () => '/question-bank/imports',
  question: (id: string) => `/question-bank/${id}`,
  labels: (id: string) => `/question-bank/${id}/labels`,
};
