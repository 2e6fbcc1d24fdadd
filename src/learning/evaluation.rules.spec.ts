import { describe, expect, it } from '@jest/globals';
import { scalesTold, wordsAreTold } from './evaluation.rules.js';

const tallies = (counts: number[]) =>
  counts.map((count, index) => ({ scale: 'clear' as const, degree: index + 1, count }));
const clear = (counts: number[]) => scalesTold(tallies(counts)).find(({ scale }) => scale === 'clear');

describe('what is told of evaluations', () => {
  it('is a mean, how many agree, and how many said what', () => {
    expect(clear([0, 0, 10, 10, 20])).toMatchObject({
      answered: { text: '40' },
      mean: { text: '4.3' },
      agree: { text: '75 %' },
      degrees: [{ count: { text: '0' } }, {}, {}, {}, { text: 'Wholly', count: { text: '20' } }],
    });
  });

  it('hides what rests on few people, in whole and in part', () => {
    const few = clear([0, 0, 0, 2, 2]);
    expect([few?.answered.value, few?.mean.value, few?.agree.value]).toEqual([null, null, null]);
    expect(few?.degrees.every(({ count }) => count.value === null)).toBe(true);
    expect(clear([1, 0, 0, 0, 9])?.degrees[0]?.count.text).toBe('fewer than 5');
    expect(clear([0, 0, 0, 0, 0])?.mean.text).toBe('too few to say');
    expect([wordsAreTold(4), wordsAreTold(5)]).toEqual([false, true]);
  });
});
