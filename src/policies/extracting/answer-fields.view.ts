import type { FieldError } from '../../platform/http/form.js';
import { stateInWords } from '../fact-words.rules.js';
import { answerStates, type AnswerState, type PolicyQuestion } from '../policies.types.js';
import type { AnswerFields } from './answer.form.js';

/** The letter that chooses a state while nobody is typing. */
export const stateKeys: Record<AnswerState, string> = {
  stated: 's',
  partial: 'p',
  absent: 'a',
  unclear: 'u',
  not_held: 'h',
  refused: 'r',
  awaiting: 'w',
};

/** The fields of an answer, as `policies/answer-fields` shows them. */
export interface AnswerFieldsView {
  states: { value: string; text: string; hint: null }[];
  state: string;
  /** The field that fits the question's kind; the others are null. */
  choice: { options: { value: string; text: string; hint: null }[]; value: string } | null;
  choices: { value: string; text: string; hint: null; checked: boolean }[] | null;
  date: Record<string, string> | null;
  words: string | null;
  wording: string;
  quote: string;
  paraphrase: string;
  locator: string;
  note: string;
  /** Other answers of the same document, to which this one may point; null when there is none. */
  others: { value: string; text: string }[] | null;
  under: string;
  /** What may be wrong with the answer, although it can be saved. */
  doubts: string[];
  doubted: string;
  errors: FieldError[];
}

/** `others`: the answers to which this one may point. */
export function answerFieldsView(
  question: Pick<PolicyQuestion, 'kind' | 'options' | 'wording'>,
  fields: AnswerFields,
  others: readonly Pick<PolicyQuestion, 'key' | 'shortName'>[],
  errors: FieldError[],
  doubts: string[],
): AnswerFieldsView {
  const options = question.options.map(({ value, label }) => ({ value, text: sentence(label), hint: null }));
  const { kind } = question;
  return {
    states: answerStates.map((state) => ({ value: state, text: stateInWords(state), hint: null })),
    state: fields.state,
    choice:
      kind === 'choice'
        ? { options: [...options, { value: '', text: 'None of these', hint: null }], value: fields.value[0] ?? '' }
        : null,
    choices:
      kind === 'choices'
        ? options.map((option) => ({ ...option, checked: fields.value.includes(option.value) }))
        : null,
    date: kind === 'date' ? { ...fields, value: '' } : null,
    words: kind === 'text' ? fields.value.join('\n') : null,
    wording: question.wording,
    quote: fields.quote,
    paraphrase: fields.paraphrase,
    locator: fields.locator,
    note: fields.note,
    others: others.length === 0 ? null : others.map(({ key, shortName }) => ({ value: key, text: shortName })),
    under: fields.under,
    doubts,
    doubted: doubts.join('\n'),
    errors: [...errors, ...doubts.map((message) => ({ field: 'knowingly', message }))],
  };
}

/** The doubts that the person has not yet been shown, or has not ticked. */
export function openDoubts(doubts: readonly string[], body: unknown): string[] {
  const { knowingly, doubted } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  if (knowingly !== 'yes' || typeof doubted !== 'string') return [...doubts];
  const shown = new Set(doubted.replaceAll('\r\n', '\n').split('\n'));
  return doubts.every((doubt) => shown.has(doubt)) ? [] : [...doubts];
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
