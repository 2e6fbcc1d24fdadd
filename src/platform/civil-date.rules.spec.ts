import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  addMonths,
  dateInWords,
  daysBetween,
  earliestDay,
  endOfLondonDay,
  isPartialDate,
  latestDay,
  londonDate,
  monthsBetween,
} from './civil-date.rules.js';

describe('civil dates', () => {
  it('are London’s: half past eleven at night in UTC is the next day in summer time', () => {
    expect(londonDate(new Date('2026-03-31T23:30:00Z'))).toBe('2026-04-01');
    expect(londonDate(new Date('2026-01-31T23:30:00Z'))).toBe('2026-01-31');
  });

  it('are so many days apart, whatever the clocks did in between', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-11-01', '2026-10-31')).toBe(-1);
  });

  it('end when London’s day ends', () => {
    expect(endOfLondonDay('2026-07-01').toISOString()).toBe('2026-07-01T23:00:00.000Z');
    expect(endOfLondonDay('2026-12-01').toISOString()).toBe('2026-12-02T00:00:00.000Z');
  });

  it('keep the precision that was given', () => {
    expect([dateInWords('2018'), dateInWords('2018-03'), dateInWords('2018-03-04')]).toEqual([
      '2018',
      'March 2018',
      '4 March 2018',
    ]);
    expect([earliestDay('2018-02'), latestDay('2018-02'), latestDay('2020-02'), earliestDay('2019')]).toEqual([
      '2018-02-01',
      '2018-02-28',
      '2020-02-29',
      '2019-01-01',
    ]);
    expect(latestDay('2019')).toBe('2019-12-31');
  });

  it('are real days', () => {
    expect(isPartialDate('2018-02-30')).toBe(false);
    expect(isPartialDate('2018-13')).toBe(false);
    expect(isPartialDate('March 2018')).toBe(false);
    expect(isPartialDate('2018-02')).toBe(true);
  });

  it('add and count months as people do', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(monthsBetween('2023-11-24', '2026-11-23')).toBe(35);
  });
});
