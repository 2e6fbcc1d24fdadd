import { describe, expect, it } from '@jest/globals';
import { addDays } from '../../platform/civil-date.rules.js';
import { expiryNoticeFor, type OpenEnrolment, reminderFor, reviewNoticeFor, versionNoticeFor } from './notice.rules.js';

const enrolment = (given: Partial<OpenEnrolment> = {}): OpenEnrolment => ({
  enrolledOn: '2026-01-05',
  lastActiveOn: '2026-01-05',
  dueOn: null,
  newer: null,
  ...given,
});

/** Every notice of a year of nights, without those that were told before. */
function yearOf(given: OpenEnrolment, missed: (day: string) => boolean = () => false): string[] {
  const told = new Map<string, string>();
  for (let night = 0; night < 365; night += 1) {
    const today = addDays(given.enrolledOn, night);
    if (missed(today)) continue;
    const notice = reminderFor(given, today);
    const key = notice ? `${notice.kind} ${notice.occasion}` : '';
    if (notice && !told.has(key)) told.set(key, `${today} ${notice.kind}`);
  }
  return [...told.values()];
}

describe('who is told what', () => {
  it('is told twice before a due date and twice after, and then left in peace', () => {
    expect(yearOf(enrolment({ dueOn: '2026-03-31' }))).toEqual([
      '2026-03-17 due',
      '2026-03-28 due',
      '2026-04-01 overdue',
      '2026-04-14 overdue',
    ]);
  });

  it('is told the next night when one was missed', () => {
    expect(yearOf(enrolment({ dueOn: '2026-03-31' }), (day) => day >= '2026-03-17' && day < '2026-03-20')[0]).toBe(
      '2026-03-20 due',
    );
  });

  it('is not told at once of a due date that they have just been given, but in its last days', () => {
    expect(yearOf(enrolment({ enrolledOn: '2026-03-25', dueOn: '2026-03-31' })).slice(0, 2)).toEqual([
      '2026-03-28 due',
      '2026-04-01 overdue',
    ]);
    expect(reminderFor(enrolment({ enrolledOn: '2026-03-20', dueOn: '2026-03-31' }), '2026-03-22')).toBeNull();
    expect(reminderFor(enrolment({ enrolledOn: '2026-03-20', dueOn: '2026-03-31' }), '2026-03-23')?.kind).toBe('due');
  });

  it('is asked once more when a due date is moved', () => {
    const before = reminderFor(enrolment({ dueOn: '2026-03-31' }), '2026-03-20');
    const after = reminderFor(enrolment({ dueOn: '2026-04-02' }), '2026-03-20');
    expect(before?.occasion).not.toBe(after?.occasion);
  });

  it('is told of a course left lying after a month and after three, and again when they came back and stopped', () => {
    expect(yearOf(enrolment())).toEqual(['2026-02-04 unfinished', '2026-04-05 unfinished']);
    const first = reminderFor(enrolment(), '2026-02-04');
    const later = reminderFor(enrolment({ lastActiveOn: '2026-02-05' }), '2026-03-20');
    expect([first?.kind, later?.kind]).toEqual(['unfinished', 'unfinished']);
    expect(first?.occasion).not.toBe(later?.occasion);
  });

  it('counts the days over a leap day and over the clock changes', () => {
    expect(yearOf(enrolment({ enrolledOn: '2028-02-01', dueOn: '2028-03-14' }))[0]).toBe('2028-02-29 due');
    expect(yearOf(enrolment({ enrolledOn: '2026-03-01', dueOn: '2026-04-12' }))[0]).toBe('2026-03-29 due');
  });

  it('hears of a newer version for a month, once, unless it was there when they enrolled', () => {
    const newer = { id: 'v2', publishedOn: '2026-06-01' };
    const on = (day: string, given: Partial<OpenEnrolment> = {}) =>
      versionNoticeFor(enrolment({ newer, ...given }), day)?.occasion ?? null;
    expect([on('2026-06-01'), on('2026-07-01'), on('2026-07-02')]).toEqual(['v2', 'v2', null]);
    expect(on('2026-06-03', { enrolledOn: '2026-06-02' })).toBeNull();
    expect(on('2026-06-03', { newer: null })).toBeNull();
  });

  it('hears two months and two weeks before a certificate ends', () => {
    const on = (day: string) => expiryNoticeFor('2026-12-31', day)?.occasion ?? null;
    expect([on('2026-10-31'), on('2026-11-01'), on('2026-12-16'), on('2026-12-17'), on('2027-01-01')]).toEqual([
      null,
      '2026-12-31 soon',
      '2026-12-31 soon',
      '2026-12-31 last',
      null,
    ]);
  });

  it('is told three times that a course is to be read through again', () => {
    const told = Array.from({ length: 120 }, (_, night) => addDays('2026-10-01', night)).flatMap((today) => {
      const notice = reviewNoticeFor('2026-12-15', today);
      return notice ? [notice.occasion] : [];
    });
    expect([...new Set(told)]).toEqual(['2026-12-15 soon', '2026-12-15 last', '2026-12-15 over']);
    expect(told).toHaveLength(91);
  });
});
