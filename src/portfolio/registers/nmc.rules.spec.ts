import { describe, expect, it } from '@jest/globals';
import { nmcPeriod, nmcStanding } from './nmc.rules.js';
import type { CountedActivity, CountedReflection } from './register.types.js';

const workshop: CountedActivity = {
  kind: 'session',
  startedOn: '2026-11-02',
  endedOn: '2026-11-02',
  hours: 7,
  participatory: 4,
  setting: null,
  notCounted: null,
  hasThemes: true,
  hasRelevance: true,
  hasBenefit: false,
};
const alone: CountedActivity = { ...workshop, kind: 'online', participatory: 0, hours: 1.5 };
const account: CountedReflection = { completedOn: '2026-11-03', themes: ['prioritise', 'preserve'] };
const period = { from: '2024-04-02', to: '2027-04-01' };
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe('a portfolio for NMC revalidation', () => {
  it('is looked at for the three years that end with the day of revalidation, or today', () => {
    expect(nmcPeriod('2027-04-01', '2026-11-25')).toEqual({ from: '2024-04-02', to: '2027-04-01' });
    expect(nmcPeriod(null, '2026-11-25')).toEqual({ from: '2023-11-26', to: '2026-11-25' });
    expect(nmcPeriod('2028-02-29', '2026-11-25').from).toBe('2025-03-01');
  });

  it('lacks everything when it is empty', () => {
    const { requirements, complete } = nmcStanding([], [], period);
    expect(requirements).toEqual([
      { key: 'hours', have: 0, need: 35, missing: 35 },
      { key: 'participatory', have: 0, need: 20, missing: 20 },
      { key: 'accounts', have: 0, need: 5, missing: 5 },
    ]);
    expect(complete).toBe(false);
  });

  it('is complete with 35 hours, 20 of them participatory, and five accounts with themes', () => {
    const standing = nmcStanding(times(5, workshop), times(5, account), period);
    expect(standing.requirements.map(({ have, missing }) => [have, missing])).toEqual([
      [35, 0],
      [20, 0],
      [5, 0],
    ]);
    expect(standing.complete).toBe(true);
    expect(nmcStanding(times(5, workshop), times(4, account), period).complete).toBe(false);
    expect(nmcStanding(times(4, workshop), times(5, account), period).complete).toBe(false);
  });

  it('never has participatory hours from learning alone, however many hours there are', () => {
    const { requirements, alone: hoursAlone, complete } = nmcStanding(times(40, alone), times(5, account), period);
    expect(requirements.map(({ have, missing }) => [have, missing])).toEqual([
      [60, 0],
      [0, 20],
      [5, 0],
    ]);
    expect([hoursAlone, complete]).toEqual([60, false]);
  });

  it('counts what ended within the period, its first and last day included', () => {
    const ended = (endedOn: string) => nmcStanding([{ ...workshop, endedOn }], [], period).requirements[0].have;
    expect(['2024-04-01', '2024-04-02', '2027-04-01', '2027-04-02'].map(ended)).toEqual([0, 7, 7, 0]);
    const written = (completedOn: string) =>
      nmcStanding([], [{ ...account, completedOn }], period).requirements[2].have;
    expect(['2024-04-01', '2024-04-02'].map(written)).toEqual([0, 1]);
    expect(nmcStanding([], [{ ...account, themes: [] }], period).requirements[2].have).toBe(0);
  });

  it('leaves out samples and what was revoked, and says how many', () => {
    const activities = [
      workshop,
      { ...workshop, notCounted: 'sample' as const },
      { ...workshop, notCounted: 'revoked' as const },
    ];
    const { requirements, entries, samples, revoked } = nmcStanding(activities, [], period);
    expect([requirements[0].have, entries, samples, revoked]).toEqual([7, 1, 1, 1]);
  });

  it('adds up hours as people do', () => {
    expect(nmcStanding(times(3, { ...workshop, hours: 0.1 }), [], period).requirements[0]).toMatchObject({
      have: 0.3,
      missing: 34.7,
    });
  });

  it('says which entries lack something, and which themes the accounts touch', () => {
    const standing = nmcStanding(
      [workshop, { ...workshop, hasThemes: false }, { ...workshop, hasRelevance: false }],
      [account, { ...account, themes: ['preserve'] }],
      period,
    );
    expect([standing.withoutThemes, standing.withoutRelevance]).toEqual([1, 1]);
    expect(standing.themes.map(({ accounts }) => accounts)).toEqual([1, 0, 2, 0]);
  });

  it('knows the rules until they change in October 2027, and says so of a later day', () => {
    expect(nmcStanding([], [], { from: '2024-10-01', to: '2027-09-30' }).certain).toBe(true);
    expect(nmcStanding([], [], { from: '2024-10-02', to: '2027-10-01' })).toMatchObject({
      certain: false,
      rules: { hours: 35 },
    });
  });
});
