import type { Provenance } from '../../courses/local-facts.types.js';
import type { AskedQuestion, QuestionOption } from '../../courses/questions.types.js';
import { escapeHtml } from '../../courses/escape-html.rules.js';
import {
  idsOf,
  inRightOrder,
  kindOf,
  markingInWords,
  markOf,
  matchedWith,
  rightAnswer,
  WHOLE,
} from '../../courses/question-answers.rules.js';
import { itemField } from './answer.form.js';
import { stepsBefore } from './steps.rules.js';

/** The fields in which a question is answered, for views/learning/answer-fields.hbs. */
export interface AnswerFields {
  legend: string;
  /** How part of a mark is earned; null where it is all or nothing. */
  marking: string | null;
  input: 'radio' | 'checkbox' | null;
  options: { id: string; value: string; optionHtml: string; chosen: boolean }[];
  /** Items with a list to choose from; none where options are chosen. */
  items: { id: string; itemHtml: string; value: string; choices: { value: string; text: string }[] }[];
}

const legends = {
  single: 'Choose one answer',
  true_false: 'Is this true or false?',
  multiple: 'Choose every answer that is right',
  ordering: 'Choose the place of each, from 1 for the first',
  matching: 'Choose what belongs to each',
};

/** `values`: what the fields hold, as fieldValues of answer.form.ts has it. */
export function answerFields(question: AskedQuestion, values: readonly string[]): AnswerFields {
  const { options, choices = [] } = question;
  const kind = kindOf(question);
  const head = { legend: legends[kind], marking: markingInWords(question) };
  if (kind !== 'ordering' && kind !== 'matching')
    return {
      ...head,
      input: kind === 'multiple' ? 'checkbox' : 'radio',
      options: options.map((option, index) => ({
        id: index === 0 ? 'answer' : itemField(index),
        value: option.id,
        optionHtml: option.html,
        chosen: values.includes(option.id),
      })),
      items: [],
    };
  const places = options.map((_, index) => ({ value: String(index + 1), text: String(index + 1) }));
  const matches = choices.map(({ text }, index) => ({ value: String(index + 1), text }));
  return {
    ...head,
    input: null,
    options: [],
    items: options.map(({ html }, index) => ({
      id: itemField(index),
      itemHtml: html,
      value: values[index] ?? '',
      choices: kind === 'ordering' ? places : matches,
    })),
  };
}

/** An answer to look at: a line for each option that was chosen, or each item; null while there is none. */
export interface GivenAnswer {
  ordered: boolean;
  lines: { html: string; matchHtml: string | null }[];
}

export function givenAnswer(question: AskedQuestion, answer: string | undefined): GivenAnswer | null {
  if (answer === undefined) return null;
  const { options } = question;
  const kind = kindOf(question);
  const line = (option: QuestionOption) => ({ html: option.html, matchHtml: null });
  const chosen = idsOf(answer).flatMap((id) => options.find((option) => option.id === id) ?? []);
  if (kind !== 'matching') return { ordered: kind === 'ordering', lines: chosen.map(line) };
  const lines = options.map(({ id, html }) => ({
    html,
    matchHtml: choiceHtml(question, matchedWith(question, answer, id)),
  }));
  return { ordered: false, lines };
}

/** A step of a case: where it stands, and what came before it with how that was answered. */
export interface StepView {
  caption: string;
  before: { number: number; stemHtml: string; given: GivenAnswer | null }[];
  /** Told where the answer can be changed no more once it is given. */
  warning: string | null;
}

/** Null for a question that is no step. `position` from 1. */
export function stepView(
  asked: readonly AskedQuestion[],
  answers: Record<string, string>,
  position: number,
): StepView | null {
  const step = asked[position - 1]?.step;
  if (!step) return null;
  return {
    caption: stepCaption(step),
    before: stepsBefore(asked, position).map((question, index) => ({
      number: index + 1,
      stemHtml: question.stemHtml,
      given: givenAnswer(question, answers[question.id]),
    })),
    warning:
      step.number < step.of
        ? 'The next step tells what happens then, so that you cannot change this answer once you have gone on.'
        : null,
  };
}

export const stepCaption = ({ title, number, of }: NonNullable<AskedQuestion['step']>): string =>
  `${title}: step ${String(number)} of ${String(of)}`;

/** How a question was answered and marked, for views/learning/marked-question.hbs. */
export interface MarkedQuestionView {
  position: number;
  verdict: { text: string; kind: string };
  /** Which step of which case it is; null for any other question. */
  step: string | null;
  stemHtml: string;
  /** Where one option was to be chosen: the one that was, and the right one when it is another. Else null. */
  chosen: Said | null;
  rightOne: Said | null;
  /** Each option or item of the other kinds. */
  parts: (Said & { verdict: { text: string; kind: string }; note: string | null })[];
  ordered: boolean;
  provenance: Provenance | null;
}

interface Said {
  optionHtml: string;
  feedbackHtml: string;
}

export function markedView(question: AskedQuestion, answer: string | undefined, position: number): MarkedQuestionView {
  const kind = kindOf(question);
  const one = kind === 'single' || kind === 'true_false';
  const mark = markOf(question, answer);
  const right = mark === WHOLE;
  const find = (id: string | undefined) => question.options.find((option) => option.id === id);
  const rightOne = one && !right ? find(rightAnswer(question)) : undefined;
  const given = find(answer);
  return {
    position,
    verdict: right
      ? { text: 'Right', kind: 'good' }
      : mark > 0
        ? { text: `Partly right: ${String(mark)} % of the mark`, kind: 'warm' }
        : { text: 'Not right', kind: 'warm' },
    step: question.step ? stepCaption(question.step) : null,
    stemHtml: question.stemHtml,
    chosen: one ? (given ? said(given) : { optionHtml: '', feedbackHtml: '' }) : null,
    rightOne: rightOne ? said(rightOne) : null,
    parts: one ? [] : partsOf(question, answer),
    ordered: kind === 'ordering',
    provenance: question.local?.provenance ?? null,
  };
}

const said = ({ html, feedbackHtml }: QuestionOption): Said => ({ optionHtml: html, feedbackHtml });

function partsOf(question: AskedQuestion, answer: string | undefined): MarkedQuestionView['parts'] {
  const given = idsOf(answer);
  const verdict = (right: boolean, text = right ? 'Right' : 'Not right') => ({ text, kind: right ? 'good' : 'warm' });
  switch (kindOf(question)) {
    case 'ordering':
      return inRightOrder(question.options).map((option, index) => {
        const place = given.indexOf(option.id) + 1;
        const right = place === index + 1;
        return {
          ...said(option),
          verdict: verdict(right),
          note: right ? null : `You put it in place ${String(place)}.`,
        };
      });
    case 'matching':
      return question.options.map((option) => {
        const [own, right] = [matchedWith(question, answer, option.id), option.match];
        const wrong = own === right ? '' : ` You chose: ${textOf(question, own)}.`;
        const note = `Belongs to it: ${textOf(question, right)}.${wrong}`;
        return { ...said(option), verdict: verdict(own === right), note };
      });
    default:
      return question.options.map((option) => {
        const chosen = given.includes(option.id);
        const missed = option.correct ? 'You left it out, and it is right' : 'You left it out rightly';
        const text = chosen ? undefined : missed;
        return { ...said(option), verdict: verdict(chosen === option.correct, text), note: null };
      });
  }
}

const textOf = ({ choices = [] }: AskedQuestion, id: string | undefined): string =>
  choices.find((choice) => choice.id === id)?.text ?? '';

const choiceHtml = (question: AskedQuestion, id: string | undefined): string => escapeHtml(textOf(question, id));
