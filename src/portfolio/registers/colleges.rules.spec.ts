import { describe, expect, it } from '@jest/globals';
import { creditStanding, creditYear } from './colleges.rules.js';
import type { CountedActivity } from './register.types.js';

const meeting: CountedActivity = {
  kind: 'conference',
  startedOn: '2026-11-02',
  endedOn: '2026-11-02',
  hours: 3.75,
  participatory: 0,
  setting: 'external',
  notCounted: null,
  hasThemes: false,
  hasRelevance: false,
  hasBenefit: false,
};
const year = { from: '2025-11-26', to: '2026-11-25' };

describe('a portfolio in the credits of a college', () => {
  it('is looked at for the year that ends with the day that is given, or today', () => {
    expect(creditYear('2027-03-31', '2026-11-25')).toEqual({ from: '2026-04-01', to: '2027-03-31' });
    expect(creditYear(null, '2026-11-25')).toEqual(year);
  });

  it('has one credit an hour, in halves, and no total where none is known', () => {
    expect(creditStanding([meeting], year, 'general')).toMatchObject({ credits: 3.5, left: 0.25, requirements: [] });
  });

  it('has whole credits by the Royal College of Physicians, 50 a year of which 25 external', () => {
    const { credits, requirements, left } = creditStanding([meeting], year, 'rcp');
    expect([credits, left]).toEqual([3, 0.75]);
    expect(requirements).toEqual([
      { key: 'credits', have: 3, need: 50, missing: 47 },
      { key: 'external', have: 3, need: 25, missing: 22 },
    ]);
  });

  it('has at most eight a day there, the external ones first', () => {
    const day = [
      { ...meeting, hours: 6, setting: 'internal' as const },
      { ...meeting, hours: 5 },
      { ...meeting, hours: 9, startedOn: '2026-11-03', endedOn: '2026-11-03' },
    ];
    expect(creditStanding(day, year, 'rcp')).toMatchObject({ external: 13, internal: 3, credits: 16 });
    expect(creditStanding(day, year, 'general').credits).toBe(20);
  });

  it('has the most of each day for what lasted several', () => {
    const course = { ...meeting, startedOn: '2026-11-02', endedOn: '2026-11-04', hours: 30 };
    expect(creditStanding([course], year, 'rcp').credits).toBe(24);
  });

  it('tells apart who held what, and what nobody said', () => {
    const of = (setting: CountedActivity['setting']) => ({ ...meeting, hours: 1, setting });
    expect(
      creditStanding([of('external'), of('internal'), of('personal'), of(null), of(null)], year, 'general'),
    ).toMatchObject({ external: 1, internal: 1, personal: 1, unsaid: 2, credits: 5 });
  });

  it('leaves out samples, what was revoked, and other years', () => {
    const left = [
      { ...meeting, notCounted: 'sample' as const },
      { ...meeting, notCounted: 'revoked' as const },
      { ...meeting, endedOn: '2025-11-25' },
    ];
    expect(creditStanding(left, year, 'rcp')).toMatchObject({ credits: 0, entries: 0, samples: 1, revoked: 1 });
  });
});
