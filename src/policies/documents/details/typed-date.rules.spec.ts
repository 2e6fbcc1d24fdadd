import { describe, expect, it } from '@jest/globals';
import { dateFields, typedDate } from './typed-date.rules.js';

const typed = (day: string, month: string, year: string) =>
  typedDate({ 'on-day': day, 'on-month': month, 'on-year': year }, 'on');

describe('a date in three fields', () => {
  it('keeps the precision that was given', () => {
    expect(typed('14', '3', '2018')).toEqual({ ok: true, date: '2018-03-14' });
    expect(typed('', ' 03 ', '2018')).toEqual({ ok: true, date: '2018-03' });
    expect(typed('', '', '2018')).toEqual({ ok: true, date: '2018' });
    expect(typed('', '', '')).toEqual({ ok: true, date: null });
    expect(typedDate({}, 'on')).toEqual({ ok: true, date: null });
  });

  it('is none when it does not exist or says a day of no month', () => {
    for (const [day, month, year] of [
      ['31', '2', '2018'],
      ['4', '', '2018'],
      ['', '13', '2018'],
      ['', '3', ''],
      ['', '3', '18'],
      ['x', '3', '2018'],
    ] as const)
      expect(typed(day, month, year)).toEqual({ ok: false });
  });

  it('goes back into its fields', () => {
    expect(dateFields('on', '2018-03')).toEqual({ 'on-day': '', 'on-month': '03', 'on-year': '2018' });
    expect(dateFields('on', null)).toEqual({ 'on-day': '', 'on-month': '', 'on-year': '' });
  });
});
