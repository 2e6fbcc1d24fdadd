import type { MatchingChoice, QuestionKind, QuestionOption } from './questions.types.js';

/** As much of a question as answering and marking need. */
export interface Answerable {
  kind?: QuestionKind;
  options: readonly Pick<QuestionOption, 'id' | 'correct' | 'place' | 'match'>[];
  choices?: readonly MatchingChoice[];
}

/** A whole mark, in hundredths, so that sums of shares are exact. */
export const WHOLE = 100;

export const kindOf = ({ kind }: { kind?: QuestionKind }): QuestionKind => kind ?? 'single';

/**
 * An answer is kept as one text, of ids parted by spaces: the option that was chosen; all that were chosen, in the order
 * of the alphabet; the items in the order that they were put in; or, for each item in that order, what it was matched with.
 */
export function idsOf(answer: string | undefined): string[] {
  return answer === undefined || answer === '' ? [] : answer.split(' ');
}

/** The text that is kept for options that were chosen, whatever the order in which a form sends them. */
export function keptChoice(ids: readonly string[]): string {
  return [...new Set(ids)].sort().join(' ');
}

/** The text that is kept for items that were put in order. */
export function keptOrder(ids: readonly string[]): string {
  return ids.join(' ');
}

/** The text that is kept for items that were matched: what each (by its id) was matched with. */
export function keptMatches(question: Answerable, choiceOf: (option: string) => string): string {
  return sortedById(question.options)
    .map(({ id }) => choiceOf(id))
    .join(' ');
}

/** What an item was matched with; undefined when it was not. */
export function matchedWith(question: Answerable, answer: string | undefined, option: string): string | undefined {
  const given = idsOf(answer);
  return given[sortedById(question.options).findIndex(({ id }) => id === option)];
}

/** The answer that earns the whole mark. */
export function rightAnswer(question: Answerable): string {
  switch (kindOf(question)) {
    case 'single':
    case 'true_false':
    case 'multiple':
      return keptChoice(question.options.filter(({ correct }) => correct).map(({ id }) => id));
    case 'ordering':
      return keptOrder(inRightOrder(question.options).map(({ id }) => id));
    case 'matching':
      return keptMatches(question, (id) => question.options.find((option) => option.id === id)?.match ?? '');
  }
}

/**
 * What an answer earns, in hundredths of a mark, rounded down. One option: all or nothing. Several: each right one earns
 * an equal share, each wrong one loses a share as large as choosing all of them would lose everything. In order or
 * matched: a share for each item that is in its place. Nothing is ever below zero, and what was not asked earns nothing.
 */
export function markOf(question: Answerable, answer: string | undefined): number {
  const given = idsOf(answer);
  const { options } = question;
  switch (kindOf(question)) {
    case 'single':
    case 'true_false':
      return options.some(({ id, correct }) => correct && id === answer) ? WHOLE : 0;
    case 'multiple': {
      const [right, wrong] = [options.filter(({ correct }) => correct), options.filter(({ correct }) => !correct)];
      const chosen = (among: typeof right) => among.filter(({ id }) => given.includes(id)).length;
      // One fraction over a common denominator: no rounding before the last step.
      const [all, none] = [Math.max(1, right.length), Math.max(1, wrong.length)];
      return Math.max(0, Math.floor(((chosen(right) * none - chosen(wrong) * all) * WHOLE) / (all * none)));
    }
    case 'ordering': {
      const placed = inRightOrder(options).filter(({ id }, at) => given[at] === id).length;
      return Math.floor((placed * WHOLE) / Math.max(1, options.length));
    }
    case 'matching': {
      const placed = options.filter(
        ({ id, match }) => match !== undefined && matchedWith(question, answer, id) === match,
      );
      return Math.floor((placed.length * WHOLE) / Math.max(1, options.length));
    }
  }
}

/** How an answer is marked, to be read before answering; null where it is all or nothing. */
export function markingInWords(question: Answerable): string | null {
  const share = (of: number) => `${String(Math.floor(WHOLE / Math.max(1, of)))} %`;
  switch (kindOf(question)) {
    case 'single':
    case 'true_false':
      return null;
    case 'multiple':
      return 'Each right answer earns an equal share of the mark. Each wrong one takes some away, so that ticking everything earns nothing.';
    case 'ordering':
      return `Each one in its right place earns ${share(question.options.length)} of the mark.`;
    case 'matching':
      return `Each one matched rightly earns ${share(question.options.length)} of the mark.`;
  }
}

export function inRightOrder<Option extends { place?: number }>(options: readonly Option[]): Option[] {
  return [...options].sort((one, other) => (one.place ?? 0) - (other.place ?? 0));
}

/** The order in which a course's file has them, whatever order they were shown in. */
function sortedById<Option extends { id: string }>(options: readonly Option[]): Option[] {
  return [...options].sort((one, other) => (one.id < other.id ? -1 : 1));
}
