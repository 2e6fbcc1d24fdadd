import { z } from 'zod';
import { londonInstant } from '../../platform/civil-date.rules.js';
import { typedDay } from '../../platform/http/typed-day.js';
import { whatChangedField } from './what-changed.form.js';

const WRONG_DAY = 'Enter the day as day, month and year, such as 3 12 2026';
const WRONG_TIME = 'Enter a time of day, such as 09:30 or 14:00';

/** When a draft is to be published. "9:30" and "09.30" are the same time. */
export const publicationPlanForm = z
  .preprocess(
    (body) => ({ ...(body as object), dueOn: typedDay(body, 'dueOn') }),
    z.object({
      dueOn: z.string(WRONG_DAY).refine((day) => day !== '', WRONG_DAY),
      dueTime: z
        .string(WRONG_TIME)
        .trim()
        .transform((text) => text.replace('.', ':').padStart(5, '0'))
        .refine((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), WRONG_TIME),
      whatChanged: whatChangedField,
    }),
  )
  .transform(({ dueOn, dueTime, whatChanged }, context) => {
    const dueAt = londonInstant(dueOn, dueTime);
    if (dueAt !== null) return { dueAt, whatChanged };
    const message = 'The clocks go forward in this hour: there is no such time on that day';
    context.addIssue({ code: 'custom', path: ['dueTime'], message });
    return z.NEVER;
  });
