import { type AnswerState, answerStates, type PolicyQuestion } from '../policies.types.js';
import type { ImportedAnswer, ImportFormat } from './importing.types.js';

/** What a reader of the file has to know of a "No" that nobody may have said. */
export const DOUBTFUL_NO =
  'Needs review: the file says “No”, and a question that was not answered is exported as “No” as well.';

const readable = new Map<string, AnswerState>(
  answerStates
    .filter((state) => state !== 'stated' && state !== 'partial')
    .map((state) => [state.replace('_', ' '), state]),
);

/**
 * What a cell answers to a question. A cell that is none of the question's answers is kept as unclear, with its words, for a
 * person to read. A "No" of an Alaveteli project may mean that nobody answered.
 */
export function answerOf(question: PolicyQuestion, cell: string, format: ImportFormat): ImportedAnswer {
  const answer = { questionId: question.id, state: 'stated' as AnswerState, value: null, note: null };
  const said = evened(cell);
  if (format === 'alaveteli-project' && said === 'no') return { ...answer, state: 'unclear', note: DOUBTFUL_NO };
  const state = readable.get(said);
  if (state !== undefined) return { ...answer, state };
  switch (question.kind) {
    case 'text':
      return { ...answer, value: cell };
    case 'date': {
      const date = partialDateOf(cell);
      return date === undefined ? unreadable(answer, cell) : { ...answer, value: date };
    }
    case 'choice': {
      const option = optionOf(question, cell);
      return option === undefined ? unreadable(answer, cell) : { ...answer, value: option };
    }
    case 'choices': {
      // Labels may hold commas themselves.
      const whole = optionOf(question, cell);
      const parts = whole === undefined ? cell.split(/[,;\n]/).filter((part) => part.trim() !== '') : [cell];
      const options = parts.map((part) => optionOf(question, part));
      const known = options.filter((option) => option !== undefined);
      return known.length < options.length ? unreadable(answer, cell) : { ...answer, value: [...new Set(known)] };
    }
  }
}

/** A day, month or year as files write it: 2018-03-14, 14/03/2018, 2018-03, 03/2018, 2018. Undefined when it is none. */
export function partialDateOf(text: string): string | undefined {
  const parts = /^(?:(?:(\d{1,2})\/)?(\d{1,2})\/)?(\d{4})$/.exec(text.trim());
  const iso = parts
    ? [
        parts[3],
        ...[parts[2], parts[1]].filter((part) => part !== undefined).map((part) => part.padStart(2, '0')),
      ].join('-')
    : text.trim();
  return isRealDate(iso) ? iso : undefined;
}

function isRealDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  return date.toISOString().startsWith(text);
}

function unreadable(answer: Omit<ImportedAnswer, 'note'>, cell: string): ImportedAnswer {
  return {
    ...answer,
    state: 'unclear',
    note: `Needs review: the file says “${cell}”, which is none of the answers to choose from.`,
  };
}

function optionOf(question: PolicyQuestion, text: string): string | undefined {
  const said = evened(text);
  return question.options.find(({ value, label }) => evened(value) === said || evened(label) === said)?.value;
}

function evened(text: string): string {
  return text
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .replace(/[.!]$/, '')
    .trim();
}

/** The title of a column as it is compared. Numbers are a campaign's own: "Q2" of one is not that of another. */
export function columnKey(title: string, campaignName: string): string {
  const key = evened(title)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const number = /^(?:q|question)? ?(\d+)$/.exec(key);
  return number?.[1] === undefined ? key : `${evened(campaignName)} ${number[1]}`;
}

/** The question that a column names by key, wording or short name. */
export function questionNamed(title: string, questions: readonly PolicyQuestion[]): PolicyQuestion | undefined {
  const key = columnKey(title, '');
  return questions.find((question) =>
    [question.key, question.wording, question.shortName].some((name) => columnKey(name, '') === key),
  );
}
