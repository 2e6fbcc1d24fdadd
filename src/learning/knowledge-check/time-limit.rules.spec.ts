import { describe, expect, it } from '@jest/globals';
import { adjustmentInWords, closesAt, endOfTime, isTimeUp, termsFor, timeInWords } from './time-limit.rules.js';

const course = { attempts: 3, pauseMinutes: 60, timeLimitMinutes: 30 };
const none = { extraTime: 'none', moreAttempts: 0, noPause: false } as const;

describe('the terms of a knowledge check for one learner', () => {
  it('are those of the course where nothing is arranged', () => {
    expect(termsFor(course, null)).toEqual({ attempts: 3, pauseMinutes: 60, timeLimitMinutes: 30 });
    expect(termsFor({ attempts: null }, none)).toEqual({ attempts: null, pauseMinutes: 0, timeLimitMinutes: null });
  });

  it('have what is arranged, and never less than the course gives', () => {
    expect(termsFor(course, { extraTime: 'quarter', moreAttempts: 2, noPause: true })).toEqual({
      attempts: 5,
      pauseMinutes: 0,
      timeLimitMinutes: 38,
    });
    expect(termsFor(course, { ...none, extraTime: 'double' }).timeLimitMinutes).toBe(60);
    expect(termsFor(course, { ...none, extraTime: 'no_limit' }).timeLimitMinutes).toBeNull();
    expect(termsFor({ attempts: null }, { ...none, moreAttempts: 2 }).attempts).toBeNull();
  });

  it('end on time, which is said in UK time, also where the clocks change', () => {
    const started = new Date('2027-03-28T00:50:00Z');
    const due = endOfTime(started, 30);
    expect(due).toEqual(new Date('2027-03-28T01:20:00Z'));
    expect(timeInWords(due, started)).toContain('until 02:20 (UK time): 30 minutes');
    expect(timeInWords(due, new Date('2027-03-28T01:19:30Z'))).toContain('less than a minute');
    expect(timeInWords(due, new Date('2027-03-28T01:20:00Z'))).toContain('Your time is up');
    expect(isTimeUp(due, new Date('2027-03-28T01:19:59Z'))).toBe(false);
    expect(closesAt(new Date('2027-03-28T01:20:00Z'))).toEqual(new Date('2027-03-28T01:22:00Z'));
    expect([endOfTime(started, null), timeInWords(null, started), isTimeUp(null, started)]).toEqual([
      null,
      null,
      false,
    ]);
  });

  it('are said in words', () => {
    expect(adjustmentInWords(none)).toEqual([]);
    expect(adjustmentInWords({ extraTime: 'half', moreAttempts: 1, noPause: true })).toEqual([
      'Half as much time again',
      '1 more attempt',
      'No pause between attempts',
    ]);
  });
});
