import { z } from 'zod';
import { typedDay } from '../../platform/http/typed-day.js';
import { staffOutcomes } from './staff-row.rules.js';

/** Which rows of a list are asked for; what cannot be understood is left out. */
export const rowsQuery = z.object({
  outcome: z
    .enum(['', ...staffOutcomes])
    .catch('')
    .default(''),
  after: z.coerce.number().int().min(0).max(10_000_000).catch(0).default(0),
});

const WRONG_DAY = 'Enter the due date as day, month and year, such as 28 2 2027';
const WHO = 'Say who gave you the list: people on it are told';

export const importForm = z.preprocess(
  (body) => ({ ...(body as object), dueOn: typedDay(body, 'dueOn') }),
  z.object({
    givenBy: z
      .string(WHO)
      .trim()
      .min(1, WHO)
      .max(200, 'Keep it under 200 characters')
      .refine((text) => !/\p{Cc}/u.test(text), 'Keep it on one line'),
    dueOn: z.string(WRONG_DAY).transform((day) => (day === '' ? null : day)),
  }),
);
