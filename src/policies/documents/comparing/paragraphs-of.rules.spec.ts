import { describe, expect, it } from '@jest/globals';
import { likeness, paragraphsOf } from './paragraphs-of.rules.js';

const page = (number: number, ...paragraphs: string[]) => ({
  number,
  text: ['Fictional Trust policy', ...paragraphs, `Page ${String(number)} of 3`].join('\n\n'),
});

describe('paragraphs to compare', () => {
  it('leave out heads and feet, and join what a page cut in two', () => {
    expect(
      paragraphsOf([
        page(1, 'Scope', 'A copy is accepted when'),
        page(2, 'it is signed.', 'Keep it.'),
        page(3, 'End.'),
      ]),
    ).toEqual([
      { text: 'Scope', page: 1 },
      { text: 'A copy is accepted when it is signed.', page: 1 },
      { text: 'Keep it.', page: 2 },
      { text: 'End.', page: 3 },
    ]);
  });

  it('keep what repeats in a short text', () => {
    expect(
      paragraphsOf([
        { number: 1, text: 'Same\n\nOther' },
        { number: 2, text: 'Same' },
      ]),
    ).toHaveLength(3);
  });
});

it('paragraphs are like each other by the words that they share', () => {
  expect(likeness('A copy is accepted.', 'A copy is accepted')).toBe(1);
  expect(likeness('A copy is accepted.', 'A copy is not accepted.')).toBeCloseTo(8 / 9);
  expect(likeness('Copy', 'Original')).toBe(0);
  expect(likeness('', 'x')).toBe(0);
});
