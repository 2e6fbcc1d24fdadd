import { z } from 'zod';
import { addMonths, type CivilDate } from '../../platform/civil-date.rules.js';
import { typedDay } from '../../platform/http/typed-day.js';
import { schemes } from './colleges.rules.js';

export const registerQuery = z.object({ scheme: z.enum(schemes).catch('general').default('general') });

const WRONG_DAY = 'Enter the date as day, month and year, such as 28 2 2027';
const MOST_MONTHS_AHEAD = 60;

/** By when the register asks; empty when the learner would rather not say. */
export const dateForm = (today: CivilDate) =>
  z.preprocess(
    (body) => ({ endsOn: typedDay(body, 'endsOn') }),
    z.object({
      endsOn: z
        .string(WRONG_DAY)
        .transform((day) => (day === '' ? null : day))
        .refine(
          (day) =>
            day === null || (day >= addMonths(today, -MOST_MONTHS_AHEAD) && day <= addMonths(today, MOST_MONTHS_AHEAD)),
          'Check the year: the date must be within five years of today',
        ),
    }),
  );

const needed = (what: string) => `Enter the ${what} day as day, month and year, such as 28 2 2026`;

/** A time in which the learner could not learn. */
export const absenceForm = z.preprocess(
  (body) => ({ ...(body as object), from: typedDay(body, 'from'), to: typedDay(body, 'to') }),
  z
    .object({
      from: z.string(needed('first')).min(1, needed('first')),
      to: z.string(needed('last')).min(1, needed('last')),
      reason: z
        .string()
        .transform((text) => text.replaceAll('\0', '').trim())
        .refine((text) => text !== '', 'Say why, as you would say it to your register')
        .refine((text) => text.length <= 500, 'Keep it under 500 characters'),
    })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'The last day must not be before the first' }),
);
