import { z } from 'zod';
import { type CivilDate, earliestDay, isPartialDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { personalDataIn, personalDataInWords } from '../../platform/personal-data.rules.js';
import { type AnswerState, answerStates, type FactValue, type PolicyQuestion } from '../policies.types.js';

const LONGEST_TEXT = 2_000;
const textFields = [
  'state',
  'value-day',
  'value-month',
  'value-year',
  'quote',
  'paraphrase',
  'locator',
  'note',
  'under',
] as const;

/** An answer as it stands in its form, whether or not it can be saved. */
export type AnswerFields = Record<(typeof textFields)[number], string> & { value: string[] };

/** An answer that can be saved. */
export interface Answer {
  state: AnswerState;
  value: FactValue;
  quote: string | null;
  paraphrase: string | null;
  locator: string | null;
  note: string | null;
  /** Key of the question under which the source answers this one. */
  under: string | null;
}

type Question = Pick<PolicyQuestion, 'key' | 'kind' | 'options' | 'wording'>;

/** What a form holds of an answer; what it does not hold is empty. */
export function answerFieldsFrom(body: unknown): AnswerFields {
  const given = z.record(z.string(), z.unknown()).catch({}).parse(body);
  const text = (value: unknown) => (typeof value === 'string' ? tidy(value) : '');
  const fields = Object.fromEntries(textFields.map((name) => [name, text(given[name])]));
  const values = Array.isArray(given['value']) ? given['value'] : [given['value']];
  return { ...(fields as Record<(typeof textFields)[number], string>), value: values.map(text).filter(Boolean) };
}

/** The form of an answer that is recorded. */
export function answerFieldsOf(
  question: Pick<Question, 'kind'>,
  answer: Omit<Answer, 'state' | 'under'> & { state: string; under: string | null },
): AnswerFields {
  const dated = question.kind === 'date' && typeof answer.value === 'string' ? answer.value.split('-') : [];
  const [year = '', month = '', day = ''] = dated;
  return {
    state: answer.state,
    value: dated.length > 0 || answer.value === null ? [] : [answer.value].flat(),
    'value-day': day.replace(/^0/, ''),
    'value-month': month.replace(/^0/, ''),
    'value-year': year,
    quote: answer.quote ?? '',
    paraphrase: answer.paraphrase ?? '',
    locator: answer.locator ?? '',
    note: answer.note ?? '',
    under: answer.under ?? '',
  };
}

/** Whether there is anything in the form that would be a pity to lose. */
export const isEmpty = (fields: AnswerFields): boolean => Object.values(fields).every((value) => value.length === 0);

/** The answer that a form gives, or what has to be put right in it. `others`: questions that it may point to. */
export function readAnswer(
  question: Question,
  fields: AnswerFields,
  others: readonly string[],
): { answer: Answer; errors: [] } | { answer: null; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const state = answerStates.find((one) => one === fields.state);
  if (!state) errors.push({ field: 'state', message: 'Choose what the source says to this question' });
  const value = valueOf(question, fields);
  if (value.problem !== null) errors.push({ field: 'value', message: value.problem });
  for (const name of ['quote', 'paraphrase', 'locator', 'note'] as const)
    if (fields[name].length > LONGEST_TEXT)
      errors.push({ field: name, message: `Shorten this to ${String(LONGEST_TEXT)} characters` });
  if (fields.under !== '' && !others.includes(fields.under))
    errors.push({
      field: 'under',
      message: 'Choose a question whose answer is recorded from this document and points to no other',
    });
  const answers = state === 'stated' || state === 'partial';
  if (state && !answers && value.value !== null)
    errors.push({
      field: 'value',
      message: 'Only an answer that is stated, wholly or in part, has a value: take it out, or choose another state',
    });
  const words = [fields.quote, fields.paraphrase, fields.under].some((text) => text !== '');
  if (answers && value.value === null && value.problem === null && !words)
    errors.push({ field: 'value', message: 'Give the answer: a value, a quote, or what it says in your words' });
  if (!state || errors.length > 0) return { answer: null, errors };
  const text = (name: 'quote' | 'paraphrase' | 'locator' | 'note' | 'under') => fields[name] || null;
  return {
    answer: {
      state,
      value: value.value,
      quote: text('quote'),
      paraphrase: text('paraphrase'),
      locator: text('locator'),
      note: text('note'),
      under: text('under'),
    },
    errors: [],
  };
}

function valueOf(question: Question, fields: AnswerFields): { value: FactValue; problem: string | null } {
  const good = (value: FactValue) => ({ value, problem: null });
  const bad = (problem: string) => ({ value: null, problem });
  if (question.kind === 'date') return dateOf(fields);
  if (fields.value.length === 0) return good(null);
  if (question.kind === 'text') {
    const words = fields.value.join('\n');
    return words.length > LONGEST_TEXT ? bad(`Shorten this to ${String(LONGEST_TEXT)} characters`) : good(words);
  }
  const known = question.options.filter((option) => fields.value.includes(option.value));
  if (known.length < new Set(fields.value).size) return bad('Choose from the options of this question');
  if (question.kind === 'choices') return good(known.map((option) => option.value));
  return known.length > 1 ? bad('Choose one of the options') : good(known[0]?.value ?? null);
}

/** As precise as it was given: a year, a month of it, or a day. */
function dateOf(fields: AnswerFields): { value: FactValue; problem: string | null } {
  const [day, month, year] = [fields['value-day'], fields['value-month'], fields['value-year']];
  if (day + month + year === '') return { value: null, problem: null };
  const value = [year, month && month.padStart(2, '0'), day && day.padStart(2, '0')].filter(Boolean).join('-');
  const whole = month !== '' || day === '';
  return whole && isPartialDate(value)
    ? { value, problem: null }
    : {
        value: null,
        problem: 'Give the date as the source does: a year such as 2018, a month and year, or a whole day',
      };
}

/**
 * What somebody should look at once more before the answer is saved: what may be personal data (also in what else is
 * saved with it), and a date that is still to come. Nothing of it forbids.
 */
export function doubtsAbout(
  question: Pick<Question, 'kind'>,
  answer: Answer,
  today: CivilDate,
  ...further: string[]
): string[] {
  const words = question.kind === 'text' ? [answer.value].flat() : [];
  const texts = [...words, answer.quote, answer.paraphrase, answer.locator, answer.note, ...further].filter(
    (text) => text !== null,
  );
  const personal = personalDataIn(texts.join('\n')).map(
    (found) => `This looks like ${personalDataInWords(found)}. Hold roles and team mailboxes, not people.`,
  );
  const ahead = question.kind === 'date' && typeof answer.value === 'string' && earliestDay(answer.value) > today;
  return ahead ? [...personal, 'The date is still to come. Look whether the source really gives it.'] : personal;
}

/** What a browser sends as a line break becomes one; control characters are left out: PostgreSQL keeps no NUL. */
function tidy(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}
