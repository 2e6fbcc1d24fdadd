/** One option of a question: how many chose it, and with what score of the whole check (its sum, and of its squares). */
export interface OptionTally {
  key: string;
  stemHtml: string;
  outcome: number;
  optionHtml: string;
  correct: boolean;
  count: number;
  scoreSum: number;
  scoreSquares: number;
}

export interface QuestionStatistics {
  key: string;
  stemHtml: string;
  outcome: number;
  asked: number;
  right: number;
  /** How answering it rightly goes with the score in all other questions, from -1 to 1; null where there is nothing to compare. */
  discrimination: number | null;
  /** The wrong option that most chose; null where none was chosen, or several as often. */
  commonestWrong: { html: string; count: number } | null;
}

/** How each question does, in the order in which they are given. */
export function questionStatistics(tallies: readonly OptionTally[]): QuestionStatistics[] {
  return [...Map.groupBy(tallies, ({ key }) => key)].flatMap(([key, options]) => {
    const [first] = options;
    if (!first) return [];
    return {
      key,
      stemHtml: first.stemHtml,
      outcome: first.outcome,
      asked: sum(options.map(({ count }) => count)),
      right: sum(options.filter(({ correct }) => correct).map(({ count }) => count)),
      discrimination: discrimination(options),
      commonestWrong: commonestWrong(options),
    };
  });
}

/**
 * The correlation between this question and the rest of the check (its own mark taken out of the score, lest it be
 * compared with itself): the corrected item-total correlation of classical test theory.
 */
function discrimination(options: readonly OptionTally[]): number | null {
  const n = sum(options.map(({ count }) => count));
  const right = options.filter(({ correct }) => correct);
  const wins = sum(right.map(({ count }) => count));
  if (n === 0 || wins === 0 || wins === n) return null;
  const rightScore = sum(right.map(({ scoreSum }) => scoreSum));
  // Without the question itself the score of whoever had it right is one less.
  const rest = sum(options.map(({ scoreSum }) => scoreSum)) - wins;
  const restSquares = sum(options.map(({ scoreSquares }) => scoreSquares)) - 2 * rightScore + wins;
  const restOfRight = rightScore - wins;
  const spread = (n * restSquares - rest * rest) * (n * wins - wins * wins);
  return spread <= 0 ? null : (n * restOfRight - wins * rest) / Math.sqrt(spread);
}

function commonestWrong(options: readonly OptionTally[]): QuestionStatistics['commonestWrong'] {
  const wrong = options.filter(({ correct, count }) => !correct && count > 0).sort((a, b) => b.count - a.count);
  const [first, second] = wrong;
  if (!first || first.count === second?.count) return null;
  return { html: first.optionHtml, count: first.count };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
