import { cpdHours } from '../cpd-hours.rules.js';

/** Where people meet. */
export const sessionSettings = ['online', 'in_person', 'both'] as const;
export type SessionSetting = (typeof sessionSettings)[number];

/** Whether somebody was there. */
export const attendances = ['present', 'late', 'left', 'absent'] as const;
export type Attendance = (typeof attendances)[number];

const settingNames: Record<SessionSetting, string> = {
  online: 'Online',
  in_person: 'In person',
  both: 'In person and online',
};
const attendanceNames: Record<Attendance, string> = {
  present: 'Present',
  late: 'Came late',
  left: 'Left early',
  absent: 'Absent',
};

export const settingName = (setting: SessionSetting): string => settingNames[setting];
export const attendanceName = (attendance: Attendance): string => attendanceNames[attendance];

/** When a session is held, with the minutes of it that are no learning. */
export interface SessionTimes {
  startsAt: Date;
  endsAt: Date;
  breakMinutes: number;
}

/** CPD hours of the whole session, breaks left out. */
export function sessionHours({ startsAt, endsAt, breakMinutes }: SessionTimes): number {
  return cpdHours((endsAt.getTime() - startsAt.getTime()) / 60_000 - breakMinutes);
}

/** Nobody learns longer in one day. */
const MOST_HOURS = 12;

/** Why a session cannot be held at these times; null when it can. Pure. */
export function timesProblem(times: SessionTimes): { field: 'endTime' | 'breakMinutes'; message: string } | null {
  if (times.endsAt <= times.startsAt) return { field: 'endTime', message: 'The session must end after it begins' };
  if (times.endsAt.getTime() - times.startsAt.getTime() > 24 * 3_600_000)
    return { field: 'endTime', message: 'A session lasts a day at most. Plan one for each day' };
  const hours = sessionHours(times);
  if (hours === 0)
    return { field: 'breakMinutes', message: 'Without its breaks the session is shorter than a quarter of an hour' };
  if (hours > MOST_HOURS)
    return {
      field: 'endTime',
      message: `These are more than ${String(MOST_HOURS)} hours of learning. Check the times`,
    };
  return null;
}

/**
 * Hours of somebody who was there; null for who was absent, and for who is not noted. Who came late or left early has the
 * hours that were noted. They are participatory where those who were there took part: presence alone is not enough.
 */
export function attendedHours(
  noted: { attendance: Attendance | null; hours: number | null },
  session: SessionTimes & { interactive: boolean | null },
): { total: number; participatory: number } | null {
  if (noted.attendance === null || noted.attendance === 'absent') return null;
  const whole = sessionHours(session);
  const total = noted.attendance === 'present' ? whole : Math.min(noted.hours ?? 0, whole);
  return { total, participatory: session.interactive === true ? total : 0 };
}

/** What is wrong with the hours beside an attendance; null when nothing is. Pure. */
export function hoursProblem(attendance: Attendance, hours: number | null, whole: number): string | null {
  const partly = attendance === 'late' || attendance === 'left';
  if (!partly) return null;
  if (hours === null || hours <= 0 || !Number.isInteger(hours * 4) || hours > whole)
    return `say how long they took part: quarters of an hour, such as 0.75, and at most ${String(whole)}`;
  return null;
}

/** What somebody may do about a place at a session, with the reason where they may not. */
export type Booking = { may: 'book' | 'give_up' } | { may: null; reason: string };

/** Whether a place can be booked or given up now. Asked top to bottom. Pure. */
export function bookingOf(
  session: { startsAt: Date; cancelledAt: Date | null; places: number | null; booked: number },
  mine: boolean,
  now: Date,
): Booking {
  if (session.cancelledAt !== null) return { may: null, reason: 'The session was cancelled.' };
  if (now >= session.startsAt) return { may: null, reason: 'The session has begun: no place can be booked any more.' };
  if (mine) return { may: 'give_up' };
  if (session.places !== null && session.booked >= session.places)
    return { may: null, reason: 'All places are taken. Look again: places become free when somebody gives theirs up.' };
  return { may: 'book' };
}

/** "12 of 20 places taken", "12 places taken". */
export function placesInWords(booked: number, places: number | null): string {
  if (places === null) return booked === 1 ? '1 person comes' : `${String(booked)} people come`;
  return `${String(booked)} of ${places === 1 ? '1 place' : `${String(places)} places`} taken`;
}
