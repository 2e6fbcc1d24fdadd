import { describe, expect, it } from '@jest/globals';
import { finishByProblem, isClosed, retiredInWords } from './retirement.rules.js';

const TODAY = '2026-11-25';

describe('a retired course', () => {
  it('is closed to learners under way at once, or after its last day', () => {
    expect(isClosed(null, TODAY)).toBe(false);
    expect(isClosed({ finishBy: null }, TODAY)).toBe(true);
    expect(isClosed({ finishBy: '2026-11-25' }, TODAY)).toBe(false);
    expect(isClosed({ finishBy: '2026-11-24' }, TODAY)).toBe(true);
  });

  it('tells them what they can still do', () => {
    expect(retiredInWords({ finishBy: '2026-11-25' }, TODAY)).toContain('until 25 November 2026 at the latest');
    expect(retiredInWords({ finishBy: '2026-11-24' }, TODAY)).toContain('could be finished until 24 November 2026');
    expect(retiredInWords({ finishBy: null }, TODAY)).toContain('What you did in it is kept');
  });

  it('gives them until a day that is near, and not past', () => {
    expect(finishByProblem(TODAY, TODAY)).toBeNull();
    expect(finishByProblem('2026-11-24', TODAY)).toContain('not past');
    expect(finishByProblem('2028-11-25', TODAY)).toBeNull();
    expect(finishByProblem('2028-11-26', TODAY)).toContain('two years');
  });
});
