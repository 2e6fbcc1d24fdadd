import { definePage } from '../../platform/views/page.js';
import { policiesPaths } from '../paths.js';
import type { PolicyQuestion } from '../policies.types.js';
import type { SummaryRow } from '../facts/reading-rows.view.js';
import type { AnswerFields } from './answer.form.js';
import { draftRows } from './draft-rows.view.js';
import type { Draft } from './extraction.queries.js';

export interface WithdrawnView {
  title: string;
  document: string;
  mineHref: string;
  discardAction: string;
  drafts: { title: string; rows: SummaryRow[]; question: string; part: number; isKept: boolean }[];
}

export const withdrawnPage = definePage<WithdrawnView>('policies/extraction-withdrawn');

/** The document is gone; what the person wrote about it is not. `typed`: what they sent just now. */
export function withdrawnView(
  documentId: string,
  document: string,
  drafts: readonly Draft[],
  typed: { key: string; fields: AnswerFields } | null,
  questions: readonly PolicyQuestion[],
): WithdrawnView {
  const shown = (key: string, fields: AnswerFields, rest: { part: number; isKept: boolean }) => {
    const question = questions.find((one) => one.key === key);
    return question ? [{ title: question.wording, rows: draftRows(question, fields), question: key, ...rest }] : [];
  };
  return {
    title: 'This document was withdrawn',
    document,
    mineHref: policiesPaths.toVerify({ queue: 'mine' }),
    discardAction: policiesPaths.discardedDrafts(documentId),
    drafts: [
      ...(typed ? shown(typed.key, typed.fields, { part: 1, isKept: false }) : []),
      ...drafts.flatMap(({ key, fields, part }) => shown(key, fields, { part, isKept: true })),
    ],
  };
}
