import { z } from 'zod';
import { addDays, type CivilDate, isCivilDate } from '../../platform/civil-date.rules.js';

/** A contact needs time to ask others, and an answer that comes after half a year is about another policy. */
export const FEWEST_DAYS = 5;
export const MOST_DAYS = 180;
export const USUAL_DAYS = 28;

/** What is sent to a contact. `points` are the ids of those that are ticked. */
export const sendingForm = (today: CivilDate) =>
  z.object({
    contact: z.string('Choose whom to write to').min(1, 'Choose whom to write to'),
    answer_by: z
      .string()
      .refine(isCivilDate, 'Give a day, month and year to answer by')
      .refine(
        (day) => !isCivilDate(day) || (day >= addDays(today, FEWEST_DAYS) && day <= addDays(today, MOST_DAYS)),
        `Give a day between ${String(FEWEST_DAYS)} and ${String(MOST_DAYS)} days from today`,
      ),
    message: z
      .string()
      .trim()
      .max(2000, 'Keep the message under 2,000 characters')
      .default('')
      .transform((text) => (text === '' ? null : text)),
    points: z.preprocess(
      (given): unknown => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
      z.array(z.string()).min(1, 'Tick at least one point'),
    ),
  });
