import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type OptionTally, questionStatistics } from './question-statistics.rules.js';

/** The tallies of answers: of each learner the option that they chose, and their score in the whole check. */
function tallied(answers: readonly { option: number; score: number }[], right = 0): OptionTally[] {
  return [0, 1, 2].map((option) => {
    const own = answers.filter((answer) => answer.option === option).map(({ score }) => score);
    return {
      key: 'q',
      stemHtml: 'Q',
      outcome: 1,
      optionHtml: String(option),
      correct: option === right,
      count: own.length,
      scoreSum: own.reduce((all, score) => all + score, 0),
      scoreSquares: own.reduce((all, score) => all + score * score, 0),
    };
  });
}

/** Pearson's coefficient, from its definition. */
function correlation(pairs: readonly [number, number][]): number | null {
  const mean = (at: 0 | 1) => pairs.reduce((all, pair) => all + pair[at], 0) / pairs.length;
  const [mx, my] = [mean(0), mean(1)];
  const product = (f: (x: number, y: number) => number) => pairs.reduce((all, [x, y]) => all + f(x - mx, y - my), 0);
  const spread = product((x) => x * x) * product((_, y) => y * y);
  return spread < 1e-9 ? null : product((x, y) => x * y) / Math.sqrt(spread);
}

describe('how a question does', () => {
  it('counts who had it right, and names the wrong option that most chose', () => {
    const answers = [0, 0, 0, 1, 1, 2].map((option) => ({ option, score: 5 }));
    expect(questionStatistics(tallied(answers))).toMatchObject([
      { asked: 6, right: 3, commonestWrong: { html: '1', count: 2 } },
    ]);
  });

  it('names no wrong option where none or several were chosen most', () => {
    const chosen = (...options: number[]) => tallied(options.map((option) => ({ option, score: 1 })));
    expect(questionStatistics(chosen(0, 0))[0]?.commonestWrong).toBeNull();
    expect(questionStatistics(chosen(0, 1, 2))[0]?.commonestWrong).toBeNull();
  });

  it('tells strong learners from weak ones by the score in all other questions', () => {
    const answers = fc.array(
      fc.record({ option: fc.integer({ min: 0, max: 2 }), rest: fc.integer({ min: 0, max: 9 }) }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(answers, (given) => {
        const isRight = (option: number) => (option === 0 ? 1 : 0);
        const tallies = tallied(given.map(({ option, rest }) => ({ option, score: rest + isRight(option) })));
        const expected = correlation(given.map(({ option, rest }) => [isRight(option), rest]));
        const found = questionStatistics(tallies)[0]?.discrimination ?? null;
        if (expected === null) expect(found).toBeNull();
        else expect(found).toBeCloseTo(expected, 8);
      }),
    );
  });

  it('says nothing where nobody answered', () => {
    expect(questionStatistics(tallied([]))).toMatchObject([{ asked: 0, right: 0, discrimination: null }]);
  });
});
