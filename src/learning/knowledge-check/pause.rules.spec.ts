import { describe, expect, it } from '@jest/globals';
import { pausedUntil, pauseInWords } from './pause.rules.js';

const failed = (at: string) => ({ submittedAt: new Date(at), passed: false });
const now = new Date('2026-11-25T10:00:00Z');

describe('the pause between attempts', () => {
  it('runs from when the last attempt was handed in that was not passed', () => {
    const made = [failed('2026-11-25T09:30:00Z'), failed('2026-11-25T09:10:00Z')];
    expect(pausedUntil(made, 60, now)).toEqual(new Date('2026-11-25T10:30:00Z'));
    expect(pausedUntil(made, 30, now)).toBeNull();
    expect(pausedUntil(made, 31, now)).toEqual(new Date('2026-11-25T10:01:00Z'));
  });

  it('is none for a first attempt, after a pass, while one is open, and where the course asks for none', () => {
    expect(pausedUntil([], 60, now)).toBeNull();
    expect(pausedUntil([{ submittedAt: now, passed: true }], 60, now)).toBeNull();
    expect(pausedUntil([{ submittedAt: null, passed: null }], 60, now)).toBeNull();
    expect(pausedUntil([failed('2026-11-25T09:59:00Z')], 0, now)).toBeNull();
  });

  it('is told in London time, on the day on which it ends, never a minute too early', () => {
    expect(pauseInWords(new Date('2026-11-25T23:59:01Z'))).toContain('from 00:00 on 26 November 2026');
    // The hour that the clocks skip.
    const made = [failed('2027-03-28T00:30:00Z')];
    const until = pausedUntil(made, 60, new Date('2027-03-28T00:40:00Z'));
    expect(pauseInWords(until ?? now)).toContain('from 02:30 on 28 March 2027');
  });
});
