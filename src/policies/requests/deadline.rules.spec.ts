import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../platform/civil-date.rules.js';
import type { FoiAct } from '../requests.types.js';
import { bankHolidays } from './bank-holidays.js';
import {
  actOf,
  type DatedEvent,
  dueOn,
  type IsBankHoliday,
  isWorkingDay,
  whyNotExtend,
  workingDaysBetween,
} from './deadline.rules.js';

let isBankHoliday: IsBankHoliday;
beforeAll(async () => {
  isBankHoliday = await bankHolidays();
});

const event = (kind: DatedEvent['kind'], onDate: string, days: number | null = null): DatedEvent => ({
  kind,
  onDate,
  days,
  withdrawnAt: null,
});
const due = (act: FoiAct, sentOn: string, ...events: DatedEvent[]) => dueOn(act, sentOn, events, isBankHoliday);

describe('the Act', () => {
  it('of Scotland for its bodies, that of 2000 for all others', () => {
    expect(actOf('scotland')).toBe('foisa');
    expect((['england', 'wales', 'northern_ireland'] as const).map(actOf)).toEqual(['foia', 'foia', 'foia']);
  });
});

// The dates are those of https://www.gov.uk/bank-holidays.
describe('the days that count', () => {
  it.each([
    ['2026-01-02', 'Scotland’s 2 January', false, false],
    ['2027-01-04', 'its substitute, when 2 January is a Saturday', false, false],
    ['2026-03-17', 'St Patrick’s Day', false, true],
    ['2024-03-18', 'its substitute, when it is a Sunday', false, true],
    ['2026-04-03', 'Good Friday', false, false],
    ['2026-04-06', 'Easter Monday', false, true],
    ['2023-05-08', 'the coronation', false, false],
    ['2026-06-15', 'Scotland’s World Cup holiday', false, false],
    ['2027-07-12', '12 July', false, true],
    ['2026-07-13', 'its substitute, when it is a Sunday', false, true],
    ['2026-08-03', 'Scotland’s summer bank holiday', false, false],
    ['2026-08-31', 'the summer bank holiday of the others', false, true],
    ['2026-11-30', 'St Andrew’s Day', false, false],
    ['2024-12-02', 'its substitute, when it is a Saturday', false, false],
    ['2026-12-25', 'Christmas Day', false, false],
    ['2026-12-28', 'the substitute for Boxing Day on a Saturday', false, false],
    ['2022-12-27', 'the substitute for Christmas Day on a Sunday', false, false],
    ['2026-12-24', 'Christmas Eve', true, true],
    ['2026-12-26', 'a Saturday', false, false],
    ['2026-12-27', 'a Sunday', false, false],
  ])('%s, %s: FOIA %s, FOISA %s', (date, _, foia, foisa) => {
    expect(isWorkingDay('foia', date, isBankHoliday)).toBe(foia);
    expect(isWorkingDay('foisa', date, isBankHoliday)).toBe(foisa);
  });
});

describe('when a request is due', () => {
  it.each([
    ['a plain month', '2026-10-01', '2026-10-29', '2026-10-29'],
    ['sent on a Saturday: Monday is day 1', '2026-10-03', '2026-10-30', '2026-10-30'],
    ['before Christmas', '2026-12-01', '2026-12-31', '2026-12-31'],
    ['over Christmas, New Year and 2 January', '2026-12-14', '2027-01-15', '2027-01-15'],
    ['over St Patrick’s Day and Easter', '2026-03-16', '2026-04-16', '2026-04-14'],
    ['over 12 July', '2026-07-01', '2026-07-30', '2026-07-29'],
    ['over both summer bank holidays', '2026-07-31', '2026-09-01', '2026-08-31'],
    ['over St Andrew’s Day', '2026-11-23', '2026-12-22', '2026-12-22'],
  ])('%s', (_, sentOn, foia, foisa) => {
    expect(due('foia', sentOn)).toBe(foia);
    expect(due('foisa', sentOn)).toBe(foisa);
  });

  it('a clarification stops the clock, and what we answer starts it afresh', () => {
    const asked = event('clarification_asked', '2026-10-08');
    expect(due('foia', '2026-10-01', asked)).toBeNull();
    expect(due('foia', '2026-10-01', asked, event('clarification_given', '2026-10-15'))).toBe('2026-11-12');
    // By the day of each, however they were recorded.
    expect(due('foia', '2026-10-01', event('clarification_given', '2026-10-15'), asked)).toBe('2026-11-12');
  });

  it('the public interest adds 20 working days, or as many as were said', () => {
    expect(due('foia', '2026-10-01', event('extension', '2026-10-29'))).toBe('2026-11-26');
    expect(due('foia', '2026-10-01', event('extension', '2026-10-29', 5))).toBe('2026-11-05');
    expect(whyNotExtend('foia', false)).toEqual([]);
    expect(whyNotExtend('foisa', true)).toEqual([]);
    expect(whyNotExtend('foisa', false)).toHaveLength(1);
  });

  it('an internal review has 20 working days of its own', () => {
    const review = event('internal_review_asked', '2026-11-09');
    expect(due('foia', '2026-10-01', event('extension', '2026-10-29'), review)).toBe('2026-12-08');
  });

  it('reminders and holding replies change nothing, nor does what was withdrawn', () => {
    const mistaken = { ...event('clarification_asked', '2026-10-08'), withdrawnAt: new Date() };
    const others = [event('reminder', '2026-10-30'), event('holding_reply', '2026-10-20'), mistaken];
    expect(due('foia', '2026-10-01', ...others)).toBe('2026-10-29');
  });

  it('is always a working day, with 20 of them after the day of sending, and FOISA is never later than FOIA', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
        const sentOn = addDays('2020-01-01', days);
        for (const act of ['foia', 'foisa'] as const) {
          const day = due(act, sentOn) ?? '';
          expect(isWorkingDay(act, day, isBankHoliday)).toBe(true);
          expect(workingDaysBetween(act, sentOn, day, isBankHoliday)).toBe(20);
        }
        expect((due('foisa', sentOn) ?? '') <= (due('foia', sentOn) ?? '')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
