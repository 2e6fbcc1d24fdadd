import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Answerable,
  idsOf,
  keptChoice,
  keptMatches,
  markingInWords,
  markOf,
  matchedWith,
  rightAnswer,
} from './question-answers.rules.js';

const letters = 'a b c d e f g h i j k l'.split(' ');

/** A question of each kind, with so many options of which so many are right. */
function aQuestion(kind: NonNullable<Answerable['kind']>, of: number, right = 1): Answerable {
  const options = letters.slice(0, of).map((id, at) => ({ id, correct: at < right }));
  if (kind === 'ordering') return { kind, options: options.map((option, at) => ({ ...option, place: at + 1 })) };
  if (kind !== 'matching') return { kind, options };
  const choices = options.map(({ id }) => ({ id: `m${id}`, text: id }));
  return { kind, options: options.map((option) => ({ ...option, match: `m${option.id}` })), choices };
}

describe('marks', () => {
  it('are all or nothing where one option is right', () => {
    for (const kind of ['single', 'true_false'] as const) {
      expect(markOf(aQuestion(kind, 2), 'a')).toBe(100);
      expect(markOf(aQuestion(kind, 2), 'b')).toBe(0);
      expect(markOf(aQuestion(kind, 2), 'a b')).toBe(0);
      expect(markingInWords(aQuestion(kind, 2))).toBeNull();
    }
  });

  it('are shared where several are right, and ticking everything earns nothing', () => {
    const question = aQuestion('multiple', 5, 3);
    expect(markOf(question, 'a b c')).toBe(100);
    expect(markOf(question, 'a b')).toBe(66);
    expect(markOf(question, 'a b c d')).toBe(50);
    expect(markOf(question, 'a b c d e')).toBe(0);
    expect(markOf(question, 'd e')).toBe(0);
  });

  it('are shared by what is in its place and rightly matched', () => {
    const order = aQuestion('ordering', 3);
    expect(['a b c', 'a c b', 'c a b', 'a b', undefined].map((answer) => markOf(order, answer))).toEqual([
      100, 33, 0, 66, 0,
    ]);
    const pairs = aQuestion('matching', 4);
    expect(markOf(pairs, 'ma mb mc ma')).toBe(75);
  });

  it('are whole for the right answer, never below zero and never whole for another', () => {
    const kinds = fc.constantFrom('single' as const, 'multiple' as const, 'ordering' as const, 'matching' as const);
    fc.assert(
      fc.property(kinds, fc.integer({ min: 2, max: 12 }), fc.array(fc.constantFrom(...letters)), (kind, of, ticked) => {
        const given = ticked.filter((id) => letters.indexOf(id) < of);
        const question = aQuestion(kind, of, Math.max(1, Math.floor(of / 2) * (kind === 'multiple' ? 1 : 0)));
        const right = rightAnswer(question);
        expect(markOf(question, right)).toBe(100);
        const matches = keptMatches(question, (id) => `m${given[letters.indexOf(id)] ?? 'a'}`);
        const answer = kind === 'matching' ? matches : keptChoice(given);
        const mark = markOf(question, answer);
        expect(mark).toBeGreaterThanOrEqual(0);
        expect(mark === 100).toBe(answer === right);
      }),
    );
  });

  it('do not depend on the order in which options are shown', () => {
    const question = aQuestion('matching', 3);
    const turned = { ...question, options: [...question.options].reverse() };
    expect(matchedWith(turned, 'ma mb mc', 'a')).toBe('ma');
    expect(markOf(turned, 'ma mb mc')).toBe(100);
    expect(rightAnswer(turned)).toBe('ma mb mc');
  });
});

describe('what is kept', () => {
  it('is the same for the same choice', () => {
    expect(keptChoice(['c', 'a', 'c'])).toBe('a c');
    expect(idsOf('a c')).toEqual(['a', 'c']);
    expect(idsOf('')).toEqual([]);
  });
});
