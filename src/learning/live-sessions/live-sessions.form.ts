import { z } from 'zod';
import { londonDate, londonInstant, londonTime } from '../../platform/civil-date.rules.js';
import { dayFields, typedDay } from '../../platform/http/typed-day.js';
import { sessionSettings, timesProblem } from './live-session.rules.js';
import type { LiveSession } from './live-sessions.queries.js';
import { MOST_LISTED } from './places.service.js';

const WRONG_DAY = 'Enter the day of the session as day, month and year, such as 3 12 2026';
const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Keep this under ${most.toLocaleString('en-GB')} characters`)
    .default('');
/** "9:30" and "09.30" are the same time. */
const time = (message: string) =>
  z
    .string(message)
    .trim()
    .transform((text) => text.replace('.', ':').padStart(5, '0'))
    .refine((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), message);
const wholeNumber = (most: number, message: string) =>
  z
    .string()
    .trim()
    .default('')
    .refine((text) => text === '' || (/^\d{1,4}$/.test(text) && Number(text) <= most), message)
    .transform((text) => (text === '' ? null : Number(text)));

export const sessionForm = z
  .preprocess(
    (body) => ({ ...(body as object), startsOn: typedDay(body, 'startsOn') }),
    z.object({
      title: z
        .string('Say what the session is called')
        .trim()
        .min(1, 'Say what the session is called')
        .max(150, 'Keep the title under 150 characters'),
      startsOn: z.string(WRONG_DAY).refine((day) => day !== '', WRONG_DAY),
      startTime: time('Enter a time of day at which it begins, such as 09:30 or 14:00'),
      endTime: time('Enter a time of day at which it ends, such as 11:00 or 16:30'),
      breakMinutes: wholeNumber(600, 'Enter the minutes of all breaks as a number, or leave it empty').transform(
        (minutes) => minutes ?? 0,
      ),
      setting: z.enum(sessionSettings, 'Choose where people meet'),
      venue: words(300),
      joining: words(2000),
      interaction: words(500),
      places: wholeNumber(
        MOST_LISTED,
        `Enter a number of places up to ${String(MOST_LISTED)}, or leave it empty`,
      ).refine((places) => places !== 0, 'Enter at least 1 place, or leave it empty'),
    }),
  )
  .transform(({ startsOn, startTime, endTime, ...rest }, context) => {
    const [startsAt, endsAt] = [londonInstant(startsOn, startTime), londonInstant(startsOn, endTime)];
    const refuse = (field: string, message: string) => {
      context.addIssue({ code: 'custom', path: [field], message });
      return z.NEVER;
    };
    const LEFT_OUT = 'The clocks go forward in this hour: there is no such time on that day';
    if (startsAt === null) return refuse('startTime', LEFT_OUT);
    if (endsAt === null) return refuse('endTime', LEFT_OUT);
    if (rest.setting !== 'online' && rest.venue === '') return refuse('venue', 'Say where the session is held');
    const problem = timesProblem({ startsAt, endsAt, breakMinutes: rest.breakMinutes });
    return problem === null ? { startsAt, endsAt, ...rest } : refuse(problem.field, problem.message);
  });

/** A session as its form shows it. */
export function typedSession(session: LiveSession): Record<string, string> {
  return {
    title: session.title,
    ...dayFields('startsOn', londonDate(session.startsAt)),
    startTime: londonTime(session.startsAt),
    endTime: londonTime(session.endsAt),
    breakMinutes: session.breakMinutes === 0 ? '' : String(session.breakMinutes),
    setting: session.setting,
    venue: session.venue,
    joining: session.joining,
    interaction: session.interaction,
    places: session.places === null ? '' : String(session.places),
  };
}

const WHY = 'Say why it is not held: those who have a place read it';
export const cancellationForm = z.object({
  because: z.string(WHY).trim().min(1, WHY).max(500, 'Keep the reason under 500 characters'),
});

/** Where a list goes on, as its address says it; what cannot be understood is the beginning. */
export const listQuery = z.object({
  course: z.string().max(200).catch('').default(''),
  after: z.string().catch('').default(''),
  before: z.string().catch('').default(''),
});

/** "2026-12-03T09:30:00.000Z id": a session's place in a list. */
export function readCursor(text: string): { startsAt: Date; id: string } | null {
  const [at = '', id = ''] = text.split('_');
  const startsAt = new Date(at);
  return Number.isNaN(startsAt.getTime()) || !z.uuid().safeParse(id).success ? null : { startsAt, id };
}

export const cursorOf = ({ startsAt, id }: { startsAt: Date; id: string }): string => `${startsAt.toISOString()}_${id}`;

export const attendanceQuery = z.object({ after: z.uuid().nullable().catch(null).default(null) });
