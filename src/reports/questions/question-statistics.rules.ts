import type { KnowledgeQuestion } from '../../courses/questions.types.js';
import { escapeHtml } from '../../courses/escape-html.rules.js';
import { idsOf, inRightOrder, kindOf, markOf, matchedWith, WHOLE } from '../../courses/question-answers.rules.js';

/** One answer to a question: how many gave it, and with what score of the whole check (its sum, and of its squares). */
export interface AnswerTally {
  answer: string;
  count: number;
  scoreSum: number;
  scoreSquares: number;
}

export interface QuestionTally {
  key: string;
  question: Pick<KnowledgeQuestion, 'kind' | 'stemHtml' | 'outcome' | 'options' | 'choices'>;
  answers: AnswerTally[];
}

export interface QuestionStatistics {
  key: string;
  stemHtml: string;
  outcome: number;
  asked: number;
  /** The marks that were earned: one for whoever was wholly right. */
  right: number;
  /** How answering it rightly goes with the score in all other questions, from -1 to 1; null where there is nothing to compare. */
  discrimination: number | null;
  /** What most did wrong; null where nothing was, or several things as often. */
  commonestWrong: { html: string; count: number } | null;
}

interface Marked extends AnswerTally {
  /** Of one. */
  mark: number;
}

/** How each question does, in the order in which they are given. */
export function questionStatistics(tallies: readonly QuestionTally[]): QuestionStatistics[] {
  return tallies.map(({ key, question, answers }) => {
    const marked = answers.map((each) => ({ ...each, mark: markOf(question, each.answer) / WHOLE }));
    return {
      key,
      stemHtml: question.stemHtml,
      outcome: question.outcome,
      asked: sum(marked, ({ count }) => count),
      right: sum(marked, ({ count, mark }) => count * mark),
      discrimination: discrimination(marked),
      commonestWrong: commonestWrong(question, answers),
    };
  });
}

/**
 * The correlation between this question and the rest of the check (its own mark taken out of the score, lest it be
 * compared with itself): the corrected item-total correlation of classical test theory.
 */
function discrimination(answers: readonly Marked[]): number | null {
  const n = sum(answers, ({ count }) => count);
  const marks = sum(answers, ({ count, mark }) => count * mark);
  const markSquares = sum(answers, ({ count, mark }) => count * mark * mark);
  const together = sum(answers, ({ mark, scoreSum }) => mark * scoreSum);
  const rest = sum(answers, ({ scoreSum }) => scoreSum) - marks;
  const restSquares = sum(answers, ({ scoreSquares }) => scoreSquares) - 2 * together + markSquares;
  const spread = (n * markSquares - marks * marks) * (n * restSquares - rest * rest);
  // What is left of two equal sums of fractions is no spread.
  return spread < 1e-6 ? null : (n * (together - markSquares) - marks * rest) / Math.sqrt(spread);
}

function commonestWrong(
  question: QuestionTally['question'],
  answers: readonly AnswerTally[],
): QuestionStatistics['commonestWrong'] {
  const counts = new Map<string, number>();
  for (const { answer, count } of answers)
    for (const html of wrongIn(question, answer)) counts.set(html, (counts.get(html) ?? 0) + count);
  const [first, second] = [...counts].filter(([, count]) => count > 0).sort(([, one], [, other]) => other - one);
  if (!first || first[1] === second?.[1]) return null;
  return { html: first[0], count: first[1] };
}

/** What is wrong in an answer: options that were chosen, items in a wrong place or wrongly matched. */
function wrongIn(question: QuestionTally['question'], answer: string): string[] {
  const { options, choices = [] } = question;
  const given = idsOf(answer);
  switch (kindOf(question)) {
    case 'single':
    case 'true_false':
    case 'multiple':
      return options.filter(({ id, correct }) => !correct && given.includes(id)).map(({ html }) => html);
    case 'ordering':
      return inRightOrder(options).flatMap(({ id, html }, index) => {
        const place = given.indexOf(id);
        return place === index ? [] : [`${html}: in place ${String(place + 1)}`];
      });
    case 'matching':
      return options.flatMap(({ id, html, match }) => {
        const own = matchedWith(question, answer, id);
        if (own === match) return [];
        return [`${html}: ${escapeHtml(choices.find((choice) => choice.id === own)?.text ?? '')}`];
      });
  }
}

function sum<Each>(all: readonly Each[], of: (each: Each) => number): number {
  return all.reduce((total, each) => total + of(each), 0);
}
