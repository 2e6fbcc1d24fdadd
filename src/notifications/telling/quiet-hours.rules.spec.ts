import { describe, expect, it } from '@jest/globals';
import { sendingTime } from './quiet-hours.rules.js';

const sent = (now: string) => sendingTime(new Date(now)).toISOString();

describe('quiet hours', () => {
  it('hold nothing back by day', () => {
    expect(sent('2026-11-25T08:00:00Z')).toBe('2026-11-25T08:00:00.000Z');
    expect(sent('2026-11-25T19:59:59Z')).toBe('2026-11-25T19:59:59.000Z');
  });

  it('wait for the morning', () => {
    expect(sent('2026-11-25T20:00:00Z')).toBe('2026-11-26T08:00:00.000Z');
    expect(sent('2026-11-25T07:59:59Z')).toBe('2026-11-25T08:00:00.000Z');
    expect(sent('2026-12-31T23:30:00Z')).toBe('2027-01-01T08:00:00.000Z');
  });

  it('follow the clocks of London', () => {
    // In summer it is an hour later there than in UTC.
    expect(sent('2026-07-01T19:00:00Z')).toBe('2026-07-02T07:00:00.000Z');
    expect(sent('2026-07-01T07:00:00Z')).toBe('2026-07-01T07:00:00.000Z');
    // The nights in which the clocks go forward and back.
    expect(sent('2026-03-28T22:00:00Z')).toBe('2026-03-29T07:00:00.000Z');
    expect(sent('2026-10-24T22:00:00Z')).toBe('2026-10-25T08:00:00.000Z');
  });
});
