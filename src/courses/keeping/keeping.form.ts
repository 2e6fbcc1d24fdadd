import { z } from 'zod';
import { typedDay } from '../../platform/http/typed-day.js';

const WRONG_DAY = 'Enter the day as day, month and year, such as 1 12 2027';

/** By when a course is read through again. */
export const reviewDayForm = z.preprocess(
  (body) => ({ reviewBy: typedDay(body, 'reviewBy') }),
  z.object({ reviewBy: z.string(WRONG_DAY).refine((day) => day !== '', WRONG_DAY) }),
);

export const underWayChoices = ['finish', 'stop'] as const;

/** How a course is retired. The day counts only where learners may still finish. */
export const retirementForm = z.preprocess(
  (body) => ({ ...(body as object), finishBy: typedDay(body, 'finishBy') }),
  z
    .object({
      underWay: z.enum(underWayChoices, 'Choose what happens to learners under way'),
      finishBy: z.string().nullable(),
      reason: z
        .string()
        .trim()
        .min(1, 'Say why it is retired: learners read it')
        .max(600, 'Keep it under 600 characters'),
    })
    .transform(({ underWay, finishBy, reason }, context) => {
      if (underWay === 'stop') return { finishBy: null, reason };
      if (finishBy !== null && finishBy !== '') return { finishBy, reason };
      context.addIssue({ code: 'custom', path: ['finishBy'], message: WRONG_DAY });
      return z.NEVER;
    }),
);
