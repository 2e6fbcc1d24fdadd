import { z } from 'zod';
import { typedDay } from '../../platform/http/typed-day.js';
import { courseParts } from '../accreditation.rules.js';

const WRONG_DAY = 'Enter the day as day, month and year, such as 3 11 2026';
const line = (message: string) => z.string(message).trim().min(1, message).max(300, 'Keep it under 300 characters');
const day = z.string(WRONG_DAY).refine((text) => text !== '', WRONG_DAY);
const MOST_MINUTES = 6_000;
const minutes = (message: string) => z.coerce.number(message).int(message).min(1, message).max(MOST_MINUTES, message);

/** Who had a part in a course, and what they declare. */
export const declarationForm = z.preprocess(
  (body) => ({ ...(body as object), declaredOn: typedDay(body, 'declaredOn') }),
  z.object({
    part: z.enum(courseParts, 'Choose what they had to do with the course'),
    name: line('Enter their name'),
    credentials: line('Enter their role and credentials'),
    interests: z
      .string('Enter the interests that they declare, or None')
      .trim()
      .min(1, 'Enter the interests that they declare, or None')
      .max(1000, 'Keep it under 1,000 characters'),
    declaredOn: day,
  }),
);

/** How long people took to work through a version. */
export const pilotForm = z.preprocess(
  (body) => ({ ...(body as object), heldOn: typedDay(body, 'heldOn') }),
  z
    .object({
      version: z.coerce
        .number('Enter a version, such as 2')
        .int('Enter a version, such as 2')
        .min(1, 'Enter a version, such as 2'),
      heldOn: day,
      people: z.coerce
        .number('Enter how many took part')
        .int('Enter how many took part')
        .min(1, 'Enter how many took part')
        .max(10_000, 'Enter how many took part'),
      shortestMinutes: minutes('Enter whole minutes'),
      medianMinutes: minutes('Enter whole minutes'),
      longestMinutes: minutes('Enter whole minutes'),
      note: z
        .string()
        .trim()
        .max(600, 'Keep it under 600 characters')
        .default('')
        .transform((text) => (text === '' ? null : text)),
    })
    .superRefine(({ shortestMinutes, medianMinutes, longestMinutes }, context) => {
      if (shortestMinutes > medianMinutes || medianMinutes > longestMinutes)
        context.addIssue({
          code: 'custom',
          path: ['medianMinutes'],
          message: 'The median lies between the shortest and the longest time',
        });
    }),
);
