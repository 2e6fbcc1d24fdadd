import { describe, expect, it } from '@jest/globals';
import { localCompetence } from './esr.rules.js';

describe('the competence in a file for ESR', () => {
  it('is the Trust’s own, with the title of the course', () => {
    expect(localCompetence('381', 'Advance decisions')).toBe('381|LOCAL|Advance decisions|');
  });

  it('keeps its parts apart whatever the title says, and is never a national one', () => {
    expect(localCompetence('381', 'One | two\nthree ')).toBe('381|LOCAL|One / two three|');
    expect(localCompetence('381', 'NHS|CSTF|Resuscitation')).toBe('381|LOCAL|NHS/CSTF/Resuscitation|');
  });
});
