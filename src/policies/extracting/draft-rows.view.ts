import { stateInWords } from '../fact-words.rules.js';
import { answerStates, type PolicyQuestion } from '../policies.types.js';
import { readingRows, type SummaryRow } from '../facts/reading-rows.view.js';
import type { AnswerFields } from './answer.form.js';

/** What stands in a draft, to be read and copied. */
export function draftRows(question: Pick<PolicyQuestion, 'kind' | 'options'>, fields: AnswerFields): SummaryRow[] {
  const state = answerStates.find((one) => one === fields.state);
  const date = [fields['value-day'], fields['value-month'], fields['value-year']].filter(Boolean).join(' ');
  const value =
    question.kind === 'date' || question.kind === 'text' ? [date, ...fields.value].join(' ').trim() : fields.value;
  const rows = readingRows(
    { kind: question.kind === 'date' ? 'text' : question.kind, options: question.options },
    {
      state: state ?? 'unclear',
      value: value.length === 0 ? null : value,
      quote: fields.quote || null,
      paraphrase: fields.paraphrase || null,
      locator: fields.locator || null,
    },
  );
  const chosen = state ? stateInWords(state) : null;
  return rows.map((row) => (row.key === 'State' ? { ...row, value: chosen } : row));
}
