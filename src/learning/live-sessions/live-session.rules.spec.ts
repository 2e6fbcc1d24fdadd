import { describe, expect, it } from '@jest/globals';
import {
  attendedHours,
  bookingOf,
  hoursProblem,
  placesInWords,
  sessionHours,
  timesProblem,
} from './live-session.rules.js';

const at = (time: string) => new Date(`2026-12-03T${time}:00Z`);
const times = { startsAt: at('09:30'), endsAt: at('12:00'), breakMinutes: 20 };

describe('the hours of a session', () => {
  it('leave breaks out, and are whole quarters that were reached', () => {
    expect(sessionHours(times)).toBe(2);
    expect(sessionHours({ ...times, breakMinutes: 0 })).toBe(2.5);
  });

  it('need a session that lasts', () => {
    expect(timesProblem(times)).toBeNull();
    expect(timesProblem({ ...times, endsAt: times.startsAt })?.field).toBe('endTime');
    expect(timesProblem({ ...times, breakMinutes: 140 })?.field).toBe('breakMinutes');
    expect(timesProblem({ ...times, startsAt: at('00:00'), endsAt: at('23:00') })?.message).toContain('12 hours');
    expect(timesProblem({ ...times, endsAt: new Date('2026-12-05T00:00:00Z') })?.message).toContain('a day at most');
  });

  it('are participatory for who was there, where people took part, and for nobody else', () => {
    const held = { ...times, interactive: true };
    expect(attendedHours({ attendance: 'present', hours: null }, held)).toEqual({ total: 2, participatory: 2 });
    expect(attendedHours({ attendance: 'late', hours: 1.25 }, held)).toEqual({ total: 1.25, participatory: 1.25 });
    expect(attendedHours({ attendance: 'left', hours: 9 }, held)).toEqual({ total: 2, participatory: 2 });
    expect(attendedHours({ attendance: 'absent', hours: null }, held)).toBeNull();
    expect(attendedHours({ attendance: null, hours: null }, held)).toBeNull();
    for (const interactive of [false, null])
      expect(attendedHours({ attendance: 'present', hours: null }, { ...times, interactive })).toEqual({
        total: 2,
        participatory: 0,
      });
  });

  it('have to be told of who came late or left early', () => {
    expect(hoursProblem('present', null, 2)).toBeNull();
    expect(hoursProblem('absent', null, 2)).toBeNull();
    expect(hoursProblem('late', 1.5, 2)).toBeNull();
    for (const hours of [null, 0, 0.3, 2.25]) expect(hoursProblem('left', hours, 2)).toContain('at most 2');
  });
});

describe('a place at a session', () => {
  const session = { startsAt: at('09:30'), cancelledAt: null, places: 2, booked: 1 };
  const now = at('08:00');

  it('is booked and given up until it begins, while there are any', () => {
    expect(bookingOf(session, false, now)).toEqual({ may: 'book' });
    expect(bookingOf(session, true, now)).toEqual({ may: 'give_up' });
    expect(bookingOf({ ...session, booked: 2 }, false, now)).toMatchObject({ may: null });
    expect(bookingOf({ ...session, booked: 2 }, true, now)).toEqual({ may: 'give_up' });
    expect(bookingOf({ ...session, places: null, booked: 900 }, false, now)).toEqual({ may: 'book' });
    expect(bookingOf(session, true, at('09:30'))).toMatchObject({ may: null });
    expect(bookingOf({ ...session, cancelledAt: now }, false, now)).toMatchObject({
      reason: 'The session was cancelled.',
    });
  });

  it('is counted in words', () => {
    expect(placesInWords(1, 20)).toBe('1 of 20 places taken');
    expect(placesInWords(1, null)).toBe('1 person comes');
    expect(placesInWords(0, null)).toBe('0 people come');
  });
});
