import { describe, expect, it } from '@jest/globals';
import { keptInWords, monthsInWords } from './periods.rules.js';

describe('for how long something is kept, in words', () => {
  it.each([
    [1, '1 month'],
    [11, '11 months'],
    [12, '1 year'],
    [18, '18 months'],
    [36, '3 years'],
  ])('says %d months as “%s”', (months, words) => {
    expect(monthsInWords(months)).toBe(words);
  });

  it('says what holds where no end is set', () => {
    expect(keptInWords(24, 'it was sent', 'For good')).toBe('Deleted 2 years after it was sent');
    expect(keptInWords(null, 'it was sent', 'For good')).toBe('For good');
  });
});
