import type { AskedQuestion } from '../../courses/questions.types.js';
import {
  idsOf,
  keptChoice,
  keptMatches,
  keptOrder,
  kindOf,
  matchedWith,
} from '../../courses/question-answers.rules.js';
import type { FieldError } from '../../platform/http/form.js';

/** What was sent as an answer: the text to keep, or what has to be put right in it. */
export type SentAnswer = { ok: true; answer: string } | { ok: false; errors: FieldError[] };

const LATER = 'or leave the question for later';

/** Options are chosen under `answer`; items to be put in order or matched have a field each, as they are shown. */
export function itemField(index: number): string {
  return `answer-${String(index + 1)}`;
}

/**
 * What a form holds for an answer that is kept: the ids of the options that were chosen, or the value of each item's field.
 * Items and choices go by the place where they are shown, so that a page's source tells nobody what is right.
 */
export function fieldValues(question: AskedQuestion, answer: string | undefined): string[] {
  const { options, choices = [] } = question;
  const given = idsOf(answer);
  const numbered = (index: number) => (index === -1 ? '' : String(index + 1));
  switch (kindOf(question)) {
    case 'single':
    case 'true_false':
    case 'multiple':
      return given;
    case 'ordering':
      return options.map(({ id }) => numbered(given.indexOf(id)));
    case 'matching':
      return options.map(({ id }) => {
        const choice = matchedWith(question, answer, id);
        return numbered(choices.findIndex((each) => each.id === choice));
      });
  }
}

/** The values that were sent, as fieldValues has them. */
export function sentValues(question: AskedQuestion, body: unknown): string[] {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const texts = (value: unknown) => [value].flat().filter((each) => typeof each === 'string');
  switch (kindOf(question)) {
    case 'single':
    case 'true_false':
    case 'multiple':
      return texts(fields['answer']);
    case 'ordering':
    case 'matching':
      return question.options.map((_, index) => texts(fields[itemField(index)])[0] ?? '');
  }
}

/** Reads the values of a form (sentValues). */
export function readAnswer(question: AskedQuestion, values: readonly string[]): SentAnswer {
  switch (kindOf(question)) {
    case 'single':
    case 'true_false': {
      const option = values.length === 1 ? question.options.find(({ id }) => id === values[0]) : undefined;
      return option ? { ok: true, answer: option.id } : refused('answer', `Choose an answer, ${LATER}`);
    }
    case 'multiple': {
      const known = values.length > 0 && values.every((value) => question.options.some(({ id }) => id === value));
      if (!known) return refused('answer', `Choose at least one answer, ${LATER}`);
      return { ok: true, answer: keptChoice(values) };
    }
    case 'ordering':
      return ordered(question, values);
    case 'matching':
      return matched(question, values);
  }
}

function ordered({ options }: AskedQuestion, values: readonly string[]): SentAnswer {
  const places = options.map((_, index) => String(index + 1));
  const missing = values.findIndex((value) => !places.includes(value));
  if (missing !== -1) return refused(itemField(missing), `Choose a place for each, ${LATER}`);
  const twice = values.findIndex((value, index) => values.indexOf(value) < index);
  if (twice !== -1)
    return refused(itemField(twice), `Give each place to one only: ${values[twice] ?? ''} is given more than once`);
  const ids = places.map((place) => options[values.indexOf(place)]?.id ?? '');
  return { ok: true, answer: keptOrder(ids) };
}

function matched(question: AskedQuestion, values: readonly string[]): SentAnswer {
  const choices = question.choices ?? [];
  const choiceOf = (value: string | undefined) => choices.find((_, index) => String(index + 1) === value)?.id;
  const missing = values.findIndex((value) => choiceOf(value) === undefined);
  if (missing !== -1) return refused(itemField(missing), `Choose a match for each, ${LATER}`);
  const { options } = question;
  return {
    ok: true,
    answer: keptMatches(question, (id) => choiceOf(values[options.findIndex((one) => one.id === id)]) ?? ''),
  };
}

const refused = (field: string, message: string): SentAnswer => ({ ok: false, errors: [{ field, message }] });
