import { describe, expect, it } from '@jest/globals';
import { dueProblem } from './publication-plan.rules.js';

describe('the time of a planned publication', () => {
  const now = new Date('2026-11-25T10:00:00Z');

  it('is still to come', () => {
    expect(dueProblem(now, now)).toContain('That is past');
    expect(dueProblem(new Date('2026-11-25T09:59:00Z'), now)).toContain('That is past');
    expect(dueProblem(new Date('2026-11-25T10:01:00Z'), now)).toBeNull();
  });

  it('is within a year', () => {
    expect(dueProblem(new Date('2027-11-25T23:00:00Z'), now)).toBeNull();
    expect(dueProblem(new Date('2027-11-26T00:00:00Z'), now)).toContain('within the next 12 months');
  });
});
