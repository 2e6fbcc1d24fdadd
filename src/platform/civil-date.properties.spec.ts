import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  type CivilDate,
  daysBetween,
  endOfLondonDay,
  londonDate,
  londonInstant,
  londonTime,
} from './civil-date.rules.js';

/** The last Sunday of a month: on that of March the clocks leave out an hour, on that of October they have one twice. */
function lastSunday(year: number, month: number): CivilDate {
  const last = new Date(Date.UTC(year, month, 0));
  return addDays(last.toISOString().slice(0, 10), -last.getUTCDay());
}

const year = fc.integer({ min: 1997, max: 2060 });
const changes = fc.tuple(year, fc.constantFrom(3, 10)).map(([of, month]) => lastSunday(of, month));
const leapDays = fc.integer({ min: 500, max: 514 }).map((n) => `${String(n * 4)}-02-29`);
/** Any day; often one on which the clocks change, a day beside it, or a leap day. */
const day: fc.Arbitrary<CivilDate> = fc.oneof(
  changes,
  fc.tuple(changes, fc.constantFrom(-1, 1)).map(([of, by]) => addDays(of, by)),
  leapDays,
  fc.integer({ min: 0, max: 22_000 }).map((n) => addDays('2000-01-01', n)),
);
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

describe('civil dates, whatever the clocks do and in leap years', () => {
  it('end with the last moment of London’s day, after 23, 24 or 25 hours', () => {
    fc.assert(
      fc.property(day, (date) => {
        const end = endOfLondonDay(date);
        const hours = (end.getTime() - endOfLondonDay(addDays(date, -1)).getTime()) / 3_600_000;
        const expected =
          date === lastSunday(Number(date.slice(0, 4)), 3)
            ? 23
            : date === lastSunday(Number(date.slice(0, 4)), 10)
              ? 25
              : 24;
        expect([londonDate(new Date(end.getTime() - 1)), londonDate(end), hours]).toEqual([
          date,
          addDays(date, 1),
          expected,
        ]);
      }),
    );
  });

  it('have every time of day but those that the clocks leave out', () => {
    fc.assert(
      fc.property(day, time, (date, at) => {
        const instant = londonInstant(date, at);
        const isLeftOut = date === lastSunday(Number(date.slice(0, 4)), 3) && at.startsWith('01:');
        expect(instant === null).toBe(isLeftOut);
        if (instant) expect([londonDate(instant), londonTime(instant)]).toEqual([date, at]);
      }),
    );
  });

  it('are as many days apart as were added', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -1500, max: 1500 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  it('stay in the month that is meant when months are added: a year after a leap day is 28 February', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -60, max: 60 }), (date, months) => {
        const later = addMonths(date, months);
        const index = (of: CivilDate) => Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7));
        expect(index(later) - index(date)).toBe(months);
        const isClipped = later.slice(8) < date.slice(8);
        expect(later.slice(8) === date.slice(8) || (isClipped && addDays(later, 1).endsWith('-01'))).toBe(true);
      }),
    );
    expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
  });
});
