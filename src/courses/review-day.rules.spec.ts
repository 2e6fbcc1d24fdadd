import { describe, expect, it } from '@jest/globals';
import { reviewDayProblem, reviewDayState } from './review-day.rules.js';

const TODAY = '2026-11-25';

describe('the day by which a course is read through again', () => {
  it('is near for 60 days, and over on the day after', () => {
    expect(reviewDayState(null, TODAY)).toBe('none');
    expect(reviewDayState('2027-01-25', TODAY)).toBe('later');
    expect(reviewDayState('2027-01-24', TODAY)).toBe('soon');
    expect(reviewDayState(TODAY, TODAY)).toBe('soon');
    expect(reviewDayState('2026-11-24', TODAY)).toBe('overdue');
  });

  it('is still to come, within three years', () => {
    expect(reviewDayProblem(TODAY, TODAY)).toContain('still to come');
    expect(reviewDayProblem('2029-11-25', TODAY)).toBeNull();
    expect(reviewDayProblem('2029-11-26', TODAY)).toContain('three years');
  });
});
