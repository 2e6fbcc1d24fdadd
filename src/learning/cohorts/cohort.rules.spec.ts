import { describe, expect, it } from '@jest/globals';
import { dueDateOf, ruleInWords, ruleProblem } from './cohort.rules.js';

const anybody = { professions: null, organisation: null, nation: null, area: null };

describe('the due date of a cohort', () => {
  it('is a day, or counts from the day on which each is enrolled', () => {
    expect(dueDateOf({ dueOn: '2027-05-01', dueDays: null }, '2026-11-25')).toBe('2027-05-01');
    expect(dueDateOf({ dueOn: null, dueDays: 60 }, '2026-11-25')).toBe('2027-01-24');
    expect(dueDateOf({ dueOn: null, dueDays: 1 }, '2028-02-28')).toBe('2028-02-29');
    expect(dueDateOf({ dueOn: null, dueDays: null }, '2026-11-25')).toBeNull();
  });

  it('is none for who comes after the day: nobody is overdue from the start', () => {
    expect(dueDateOf({ dueOn: '2026-11-25', dueDays: null }, '2026-11-25')).toBe('2026-11-25');
    expect(dueDateOf({ dueOn: '2026-11-24', dueDays: null }, '2026-11-25')).toBeNull();
  });
});

describe('the rule of a cohort', () => {
  it('takes in somebody, not everybody', () => {
    expect(ruleProblem(anybody)).toContain('Say whom');
    expect(ruleProblem({ ...anybody, professions: ['paramedic'] })).toBeNull();
    expect(ruleProblem({ ...anybody, organisation: 'Riverbank' })).toBeNull();
    expect(ruleProblem({ ...anybody, organisation: 'Riverbank', nation: 'wales' })).toContain('the Trust alone');
  });

  it('is told in words', () => {
    expect(ruleInWords({ ...anybody, professions: ['paramedic'], organisation: 'Riverbank' })).toBe(
      'Paramedic; works at Riverbank',
    );
    expect(ruleInWords({ ...anybody, professions: ['nurse', 'midwife'] })).toBe('Nurse or Midwife');
    expect(ruleInWords({ ...anybody, nation: 'wales', area: 'Powys' })).toBe('works in Powys; works in Wales');
  });
});
