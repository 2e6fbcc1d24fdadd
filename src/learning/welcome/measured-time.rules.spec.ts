import { describe, expect, it } from '@jest/globals';
import { isKept, measuredSeconds, VISIT_KEPT_MS } from './measured-time.rules.js';

const visit = { nation: 'wales' as const, answer: 'respect', openedAt: 1_000_000, endedAt: 1_095_400 };

describe('the time that a visitor spent on the case', () => {
  it('is measured in whole seconds', () => {
    expect(measuredSeconds(visit)).toBe(95);
  });

  it('stops at ten minutes, however long the page was left open', () => {
    expect(measuredSeconds({ openedAt: 0, endedAt: 3 * 60 * 60 * 1000 })).toBe(600);
  });

  it('is nothing when the end lies before the beginning', () => {
    expect(measuredSeconds({ openedAt: 5000, endedAt: 1000 })).toBe(0);
  });

  it('is kept for a day from opening the case', () => {
    expect(isKept(visit, visit.openedAt + VISIT_KEPT_MS - 1)).toBe(true);
    expect(isKept(visit, visit.openedAt + VISIT_KEPT_MS)).toBe(false);
    expect(isKept(visit, visit.openedAt - 1)).toBe(false);
  });
});
