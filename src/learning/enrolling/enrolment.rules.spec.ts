import { describe, expect, it } from '@jest/globals';
import { dueDateProblem, enrolmentState, extensionProblems, withdrawalProblems } from './enrolment.rules.js';

const TODAY = '2026-11-25';
const open = { completedAt: null, withdrawnAt: null, dueOn: null };
const at = new Date('2026-11-20T10:00:00Z');

describe('where an enrolment stands', () => {
  it.each([
    [{ ...open, withdrawnAt: at, dueOn: '2026-01-01' }, 'withdrawn'],
    [{ ...open, completedAt: at, dueOn: '2026-01-01' }, 'completed'],
    [{ ...open, completedAt: at, withdrawnAt: at }, 'completed'],
    [{ ...open, dueOn: '2026-11-24' }, 'overdue'],
    [{ ...open, dueOn: TODAY }, 'due_soon'],
    [{ ...open, dueOn: '2026-12-09' }, 'due_soon'],
    [{ ...open, dueOn: '2026-12-10' }, 'under_way'],
    [open, 'under_way'],
  ])('%j is %s', (enrolment, state) => {
    expect(enrolmentState(enrolment, TODAY)).toBe(state);
  });
});

describe('a due date', () => {
  it('lies between today and five years from now, a leap day as well', () => {
    expect(dueDateProblem(TODAY, TODAY)).toBeNull();
    expect(dueDateProblem('2028-02-29', TODAY)).toBeNull();
    expect(dueDateProblem('2026-11-24', TODAY)).toContain('not in the past');
    expect(dueDateProblem('2031-11-26', TODAY)).toContain('five years');
  });

  it('moves to another day only while the course is under way', () => {
    expect(extensionProblems({ ...open, dueOn: '2026-11-01' }, '2026-12-24', TODAY)).toEqual([]);
    expect(extensionProblems({ ...open, dueOn: '2026-12-24' }, '2026-12-24', TODAY)).toHaveLength(1);
    expect(extensionProblems({ ...open, completedAt: at }, '2026-12-24', TODAY)).toHaveLength(1);
    expect(extensionProblems({ ...open, withdrawnAt: at }, '2026-12-24', TODAY)).toHaveLength(1);
  });
});

describe('a withdrawal', () => {
  it('is of somebody under way', () => {
    expect(withdrawalProblems(open)).toEqual([]);
    expect(withdrawalProblems({ ...open, completedAt: at })).toEqual([expect.stringContaining('stays as it is')]);
    expect(withdrawalProblems({ ...open, withdrawnAt: at })).toEqual([expect.stringContaining('again')]);
  });
});
