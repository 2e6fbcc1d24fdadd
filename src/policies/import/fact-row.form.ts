import { z } from 'zod';
import { type CivilDate, earliestDay, isCivilDate, isPartialDate } from '../../platform/civil-date.rules.js';
import {
  answerStates,
  type DocumentAttributes,
  documentSubjects,
  type FactValue,
  type PolicyQuestion,
  standings,
} from '../policies.types.js';

/** Columns of the file, in the order in which docs/policy-facts.md explains them. */
export const factColumns = [
  'organisation',
  'question',
  'part',
  'state',
  'value',
  'quote',
  'paraphrase',
  'locator',
  'note',
  'source_title',
  'source_url',
  'publisher',
  'subject',
  'standing',
  'document_date',
  'seen_on',
  'confirmed_on',
  'replied_on',
  'second_reading',
  'second_reading_on',
] as const;

/** Rows with one of these in `question` describe the document that they name, not an answer. */
export const attributeColumns: Record<string, keyof DocumentAttributes> = {
  policy_title: 'title',
  policy_reference: 'reference',
  policy_version: 'version',
  ratified_date: 'ratifiedOn',
  effective_date: 'effectiveOn',
  review_date: 'reviewOn',
  expiry_date: 'expiresOn',
  ratifying_committee: 'committee',
  executive_sponsor_role: 'sponsorRole',
  author_owner_role: 'ownerRole',
};
const dateAttributes = ['ratifiedOn', 'effectiveOn', 'reviewOn', 'expiresOn'];

const LONGEST_TEXT = 2_000;
const text = (name: string) =>
  z
    .string()
    .trim()
    .max(LONGEST_TEXT, `${name} has more than ${String(LONGEST_TEXT)} characters; shorten it.`)
    .transform((value) => (value === '' ? null : value))
    .default(null);
const required = (name: string) => z.string(`${name} is missing.`).trim().min(1, `${name} is missing.`);
const oneOf = <const Values extends readonly [string, ...string[]]>(name: string, values: Values) =>
  z.enum(values, `${name} is one of ${values.join(', ')}.`);
const day = (name: string) =>
  text(name).refine((value) => value === null || isCivilDate(value), `${name} is a day such as 2026-11-23, or empty.`);

const columns = z
  .object({
    organisation: required('organisation'),
    question: required('question'),
    part: z
      .string()
      .trim()
      .regex(/^\d{0,2}$/, 'part is a number, or empty.')
      .default('')
      .transform((value) => (value === '' ? 1 : Number(value))),
    state: oneOf('state', answerStates),
    value: text('value'),
    quote: text('quote'),
    paraphrase: text('paraphrase'),
    locator: text('locator'),
    note: text('note'),
    source_title: required('source_title'),
    source_url: text('source_url').refine(
      (value) => value === null || isWebAddress(value),
      'source_url is an address that begins with https:// or http://, or empty.',
    ),
    publisher: text('publisher'),
    subject: oneOf('subject', documentSubjects),
    standing: oneOf('standing', standings),
    document_date: text('document_date').refine(
      (value) => value === null || isPartialDate(value),
      'document_date is a day, month or year such as 2018-03-14, 2018-03 or 2018, or empty.',
    ),
    seen_on: day('seen_on'),
    confirmed_on: day('confirmed_on'),
    replied_on: day('replied_on'),
    second_reading: z.enum(['', 'agree', 'corrected'], 'second_reading is agree, corrected, or empty.').default(''),
    second_reading_on: day('second_reading_on'),
  })
  .refine((row) => row.standing !== 'confirmed' || row.confirmed_on !== null, {
    message: 'A confirmed fact needs the day of the confirmation in confirmed_on.',
  })
  .refine((row) => (row.second_reading === '') === (row.second_reading_on === null), {
    message: 'second_reading and second_reading_on are given together, or neither.',
  });

/** One line of the file, understood. */
export interface FactRow extends Omit<z.output<typeof columns>, 'value' | 'second_reading' | 'second_reading_on'> {
  line: number;
  /** What it is about: an answer to a question, or an attribute of the document. */
  about: { questionId: string; value: FactValue } | { attribute: keyof DocumentAttributes; value: string };
  verifiedOn: string | null;
  /** What a reader of the report has to know of it. */
  doubt: string | null;
}

/** The row of a line, or why it cannot be taken and how to put it right. */
export function readFactRow(
  record: Record<string, string>,
  line: number,
  questions: ReadonlyMap<string, PolicyQuestion>,
  today: CivilDate,
): FactRow | { reason: string } {
  const parsed = columns.safeParse(record);
  if (!parsed.success) return { reason: parsed.error.issues.map((issue) => issue.message).join(' ') };
  const { value, second_reading: _reading, second_reading_on: verifiedOn, ...row } = parsed.data;
  const ahead = daysAhead(parsed.data, today);
  if (ahead.length > 0) return { reason: ahead.join(' ') };
  const about = aboutOf(row.question, value, questions);
  if (typeof about === 'string') return { reason: about };
  if ('questionId' in about && row.state === 'stated' && about.value === null && row.paraphrase === null && !row.quote)
    return { reason: 'A stated answer needs a value, a paraphrase or a quote.' };
  if ('attribute' in about && about.attribute === 'ratifiedOn' && earliestDay(about.value) > today)
    return { reason: `ratified_date ${about.value} is in the future.` };
  const undated = row.standing === 'foi_reply' && row.replied_on === null && row.confirmed_on === null;
  const doubt = undated
    ? `It has no day of the reply in replied_on, so ${row.document_date === null ? 'its age is not known and it counts as old' : 'its age counts from the document’s own date'}.`
    : null;
  return { ...row, line, about, verifiedOn, doubt };
}

/** Nothing was seen, confirmed or written on a day that is still to come. */
function daysAhead(row: z.output<typeof columns>, today: CivilDate): string[] {
  const names = ['document_date', 'seen_on', 'confirmed_on', 'replied_on', 'second_reading_on'] as const;
  return names.flatMap((name) => {
    const date = row[name];
    return date !== null && earliestDay(date) > today ? [`${name} ${date} is in the future.`] : [];
  });
}

function aboutOf(
  key: string,
  value: string | null,
  questions: ReadonlyMap<string, PolicyQuestion>,
): FactRow['about'] | string {
  const attribute = attributeColumns[key];
  if (attribute) {
    if (value === null) return `${key} needs a value; leave the row out when the document does not say it.`;
    if (dateAttributes.includes(attribute) && !isPartialDate(value))
      return `The value of ${key} is a day, month or year such as 2018-03-14, 2018-03 or 2018.`;
    return { attribute, value };
  }
  const question = questions.get(key);
  if (!question)
    return `There is no question "${key}". The questions are ${[...questions.keys()].join(', ')}; documents are described by ${Object.keys(attributeColumns).join(', ')}.`;
  return answerOf(question, value);
}

function answerOf(question: PolicyQuestion, value: string | null): FactRow['about'] | string {
  const questionId = question.id;
  if (value === null) return { questionId, value };
  const known = (option: string) => question.options.some((one) => one.value === option);
  const unknown = (options: string[]) =>
    `${options.join(', ')} is no answer to ${question.key}. The answers are ${question.options.map((one) => one.value).join(', ')}.`;
  switch (question.kind) {
    case 'text':
      return { questionId, value };
    case 'date':
      return isPartialDate(value)
        ? { questionId, value }
        : `The answer to ${question.key} is a day, month or year such as 2018-03-14, 2018-03 or 2018.`;
    case 'choice':
      return known(value) ? { questionId, value } : unknown([value]);
    case 'choices': {
      const options = value.split(/[,;]/).map((option) => option.trim());
      const wrong = options.filter((option) => !known(option));
      return wrong.length > 0 ? unknown(wrong) : { questionId, value: [...new Set(options)] };
    }
  }
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
}
