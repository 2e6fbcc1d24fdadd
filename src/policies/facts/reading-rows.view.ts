import { stateInWords } from '../fact-words.rules.js';
import type { AnswerState, FactValue, PolicyQuestion } from '../policies.types.js';
import { valueInWords } from '../profiles/profile.rules.js';

/** A row of a summary list. */
export interface SummaryRow {
  key: string;
  value: string | null;
  href: null;
  action: null;
  hidden: null;
}

export const summaryRow = (key: string, value: string | null): SummaryRow => ({
  key,
  value,
  href: null,
  action: null,
  hidden: null,
});

/** What somebody read in a source, for whoever compares it. */
export function readingRows(
  question: Pick<PolicyQuestion, 'kind' | 'options'>,
  reading: {
    state: AnswerState;
    value: FactValue;
    quote: string | null;
    paraphrase: string | null;
    locator: string | null;
    answeredUnder?: { shortName: string } | null;
  },
): SummaryRow[] {
  const { answeredUnder } = reading;
  return [
    summaryRow('State', stateInWords(reading.state)),
    summaryRow('Answer', valueInWords(question, reading.value)),
    summaryRow('Quote', reading.quote),
    summaryRow('In our words', reading.paraphrase),
    summaryRow('Where', reading.locator),
    summaryRow(
      'Answered under',
      answeredUnder ? `The source points to its answer on “${answeredUnder.shortName}”` : null,
    ),
  ].filter(({ key, value }) => value !== null || key === 'Answer');
}
