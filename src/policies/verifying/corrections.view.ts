import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { type AnswerFieldsView, answerFieldsView } from '../extracting/answer-fields.view.js';
import type { AnswerFields } from '../extracting/answer.form.js';
import { policiesPaths } from '../paths.js';
import { readingRows, type SummaryRow } from '../facts/reading-rows.view.js';
import type { FactToVerify } from './verifications.queries.js';

export interface CorrectionView {
  title: string;
  factHref: string;
  organisation: string;
  fictional: boolean;
  first: SummaryRow[];
  /** What somebody else recorded meanwhile; then this form can be sent no more. */
  standing: { rows: SummaryRow[]; href: string } | null;
  action: string;
  fields: AnswerFieldsView;
  why: string;
  errors: FieldError[];
}

export const correctionPage = definePage<CorrectionView>('policies/correction');

export function correctionView(
  fact: FactToVerify,
  fields: AnswerFields,
  form: { why: string; errors: FieldError[]; doubts: string[] },
  standing: FactToVerify | null,
): CorrectionView {
  const view = answerFieldsView(
    fact.question,
    fields,
    fact.answeredUnder ? [fact.answeredUnder] : [],
    form.errors,
    form.doubts,
  );
  return {
    title: `Correct: ${fact.question.shortName}, ${fact.organisation.name}`,
    factHref: policiesPaths.fact(fact.id),
    organisation: fact.organisation.name,
    fictional: fact.organisation.fictional,
    first: readingRows(fact.question, fact),
    standing: standing && { rows: readingRows(fact.question, standing), href: policiesPaths.fact(standing.id) },
    action: policiesPaths.corrections(fact.id),
    fields: view,
    why: form.why,
    errors: view.errors,
  };
}
