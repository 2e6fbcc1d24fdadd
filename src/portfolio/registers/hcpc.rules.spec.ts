import { describe, expect, it } from '@jest/globals';
import { gapsIn, hcpcPeriod, hcpcStanding } from './hcpc.rules.js';
import type { CountedActivity } from './register.types.js';

const on = (day: string, more: Partial<CountedActivity> = {}): CountedActivity => ({
  kind: 'session',
  startedOn: day,
  endedOn: day,
  hours: 2,
  participatory: 1,
  setting: null,
  notCounted: null,
  hasThemes: false,
  hasRelevance: false,
  hasBenefit: true,
  ...more,
});
const period = { from: '2026-01-01', to: '2026-12-31' };
const today = '2026-11-25';

describe('a portfolio as HCPC asks for it', () => {
  it('is looked at for two years', () => {
    expect(hcpcPeriod(null, today)).toEqual({ from: '2024-11-26', to: today });
    expect(hcpcPeriod('2027-08-31', today)).toEqual({ from: '2025-09-01', to: '2027-08-31' });
  });

  it('is a mixture once there are two kinds', () => {
    const one = hcpcStanding([on('2026-02-01'), on('2026-03-01')], [], period, today);
    expect([one.mixed, one.mix]).toEqual([false, [{ kind: 'session', entries: 2, hours: 4 }]]);
    expect(hcpcStanding([on('2026-02-01'), on('2026-03-01', { kind: 'reading' })], [], period, today).mixed).toBe(true);
    expect(hcpcStanding([], [], period, today).mixed).toBe(false);
  });

  it('has gaps where nothing was learned for more than three months, and none that are to come', () => {
    const standing = hcpcStanding([on('2026-02-01'), on('2026-08-01')], [], period, today);
    expect(standing.gaps).toEqual([
      { from: '2026-02-02', to: '2026-07-31' },
      { from: '2026-08-02', to: '2026-11-25' },
    ]);
    expect(hcpcStanding([on('2026-02-01'), on('2026-08-01')], [], period, '2026-09-01').gaps).toHaveLength(1);
  });

  it('has a gap from the first day on when it is empty, and none where times away are explained', () => {
    expect(hcpcStanding([], [], period, today).gaps).toEqual([{ from: '2026-01-01', to: today }]);
    const leave = { id: 'a', from: '2026-02-01', to: '2026-09-30', reason: 'Parental leave' };
    expect(hcpcStanding([], [leave], period, today).gaps).toEqual([]);
  });

  it('does not count what is a sample, revoked or of another time', () => {
    const standing = hcpcStanding(
      [on('2026-02-01', { notCounted: 'sample' }), on('2026-03-01', { notCounted: 'revoked' }), on('2025-12-31')],
      [],
      period,
      today,
    );
    expect(standing).toMatchObject({ entries: 0, samples: 1, revoked: 1, gaps: [{ from: '2026-01-01', to: today }] });
  });

  it('says how many entries do not tell their benefit', () => {
    expect(hcpcStanding([on('2026-02-01'), on('2026-02-02', { hasBenefit: false })], [], period, today)).toMatchObject({
      entries: 2,
      withoutBenefit: 1,
    });
  });
});

describe('a gap', () => {
  it('is longer than three months to the day', () => {
    const between = (from: string) =>
      gapsIn(
        [
          { from: '2026-01-01', to: '2026-01-31' },
          { from, to: '2026-12-31' },
        ],
        period,
      );
    expect(between('2026-05-01')).toEqual([]);
    expect(between('2026-05-02')).toEqual([{ from: '2026-02-01', to: '2026-05-01' }]);
  });

  it('is none where one thing lasts while others come and go', () => {
    const times = [
      { from: '2025-06-01', to: '2026-12-31' },
      { from: '2026-02-01', to: '2026-02-02' },
      { from: '2027-02-01', to: '2027-02-02' },
    ];
    expect(gapsIn(times, period)).toEqual([]);
  });
});
