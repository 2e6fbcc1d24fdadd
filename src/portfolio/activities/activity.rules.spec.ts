import { describe, expect, it } from '@jest/globals';
import { activityKinds } from '../portfolio.types.js';
import { activityProblems, isAlone } from './activity.rules.js';

const workshop = {
  kind: 'session' as const,
  startedOn: '2026-11-02',
  endedOn: '2026-11-03',
  hours: 7.5,
  participatory: 6,
};
const problemsOf = (change: object) =>
  activityProblems({ ...workshop, ...change }, '2026-11-25').map(({ field }) => field);

describe('an activity that a learner tells', () => {
  it('is taken when it can be so', () => {
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ startedOn: '2026-11-25', endedOn: '2026-11-25', hours: 24, participatory: 24 })).toEqual([]);
    expect(problemsOf({ kind: 'online', participatory: 0 })).toEqual([]);
  });

  it('has an end that is not to come and not before all memory', () => {
    expect(problemsOf({ endedOn: '2026-11-26' })).toEqual(['endedOn']);
    expect(problemsOf({ startedOn: '0026-11-02', endedOn: '0026-11-03' })).toEqual(['endedOn']);
    expect(problemsOf({ startedOn: '0026-11-02' })).toEqual(['startedOn']);
  });

  it('begins before it ends', () => {
    expect(problemsOf({ startedOn: '2026-11-04' })).toEqual(['startedOn']);
  });

  it('has no more hours than its days', () => {
    expect(problemsOf({ hours: 48 })).toEqual([]);
    expect(problemsOf({ hours: 48.25 })).toEqual(['hours']);
    // The days on which clocks change count as others do.
    expect(problemsOf({ startedOn: '2026-03-29', endedOn: '2026-03-29', hours: 24 })).toEqual([]);
  });

  it('has participatory hours among its hours, and none for what is learned alone', () => {
    expect(problemsOf({ participatory: 7.75 })).toEqual(['participatory']);
    for (const kind of activityKinds)
      expect([kind, problemsOf({ kind, participatory: 1 })]).toEqual([kind, isAlone(kind) ? ['participatory'] : []]);
  });
});
