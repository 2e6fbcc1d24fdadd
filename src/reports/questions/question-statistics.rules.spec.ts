import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { markOf } from '../../courses/question-answers.rules.js';
import { type QuestionTally, questionStatistics } from './question-statistics.rules.js';

type Kind = Partial<QuestionTally['question']>;

/** The tallies of answers: of each learner what they answered, and their score in the whole check. */
function tallied(given: readonly { answer: string; score: number }[], asks: Kind = {}): QuestionTally[] {
  const option = (id: string, correct: boolean) => ({ id, html: id, feedbackHtml: '', correct });
  const answers = [...Map.groupBy(given, ({ answer }) => answer)].map(([answer, own]) => ({
    answer,
    count: own.length,
    scoreSum: own.reduce((all, { score }) => all + score, 0),
    scoreSquares: own.reduce((all, { score }) => all + score * score, 0),
  }));
  const options = [option('a', true), option('b', false), option('c', false)];
  return [{ key: 'q', question: { stemHtml: 'Q', outcome: 1, options, ...asks }, answers }];
}

const several: Kind = {
  kind: 'multiple',
  options: ['a', 'b', 'c', 'd'].map((id) => ({ id, html: id, feedbackHtml: '', correct: id < 'c' })),
};

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
    const answers = ['a', 'a', 'a', 'b', 'b', 'c'].map((answer) => ({ answer, score: 5 }));
    expect(questionStatistics(tallied(answers))).toMatchObject([
      { asked: 6, right: 3, commonestWrong: { html: 'b', count: 2 } },
    ]);
  });

  it('names no wrong option where none or several were chosen most', () => {
    const chosen = (...answers: string[]) => tallied(answers.map((answer) => ({ answer, score: 1 })));
    expect(questionStatistics(chosen('a', 'a'))[0]?.commonestWrong).toBeNull();
    expect(questionStatistics(chosen('a', 'b', 'c'))[0]?.commonestWrong).toBeNull();
  });

  it('counts parts of marks, and names what most did wrong of all that an answer holds', () => {
    const answers = ['a b', 'a', 'a b c', 'b c'].map((answer) => ({ answer, score: 1 }));
    expect(questionStatistics(tallied(answers, several))).toMatchObject([
      { asked: 4, right: 1 + 0.5 + 0.5 + 0, commonestWrong: { html: 'c', count: 2 } },
    ]);
    const items = ['a', 'b', 'c'].map((id, at) => ({ id, html: id, feedbackHtml: '', correct: false, place: at + 1 }));
    const placed = ['a b c', 'b a c', 'b a c'].map((answer) => ({ answer, score: 1 }));
    const [ordered] = questionStatistics(tallied(placed, { kind: 'ordering', options: items.slice(0, 3) }));
    expect(ordered?.right).toBeCloseTo(1 + 2 * 0.33, 8);
    expect(ordered?.commonestWrong).toBeNull();
  });

  it('tells strong learners from weak ones by the score in all other questions', () => {
    const answers = fc.array(
      fc.record({ answer: fc.constantFrom('a', 'b', 'a b', 'a b c', 'c', 'd'), rest: fc.integer({ min: 0, max: 9 }) }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(answers, fc.boolean(), (given, ofSeveral) => {
        const asks = ofSeveral ? several : {};
        const [question] = tallied([], asks);
        const mark = (answer: string) => (question ? markOf(question.question, answer) / 100 : 0);
        const tallies = tallied(
          given.map(({ answer, rest }) => ({ answer, score: rest + mark(answer) })),
          asks,
        );
        const expected = correlation(given.map(({ answer, rest }) => [mark(answer), rest]));
        const found = questionStatistics(tallies)[0]?.discrimination ?? null;
        if (expected === null) expect(found).toBeNull();
        else expect(found).toBeCloseTo(expected, 6);
      }),
    );
  });

  it('says nothing where nobody answered', () => {
    expect(questionStatistics(tallied([]))).toMatchObject([{ asked: 0, right: 0, discrimination: null }]);
  });
});
