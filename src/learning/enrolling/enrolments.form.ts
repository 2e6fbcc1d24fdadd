import { z } from 'zod';
import { typedDay } from '../../platform/http/typed-day.js';

/** What was asked of the list, as it stands in the address; what cannot be understood is left out. */
export const enrolmentsQuery = z.object({
  text: z
    .string()
    .transform((text) => text.trim().slice(0, 200))
    .catch('')
    .default(''),
  state: z.enum(['', 'under_way', 'due_soon', 'overdue', 'completed', 'withdrawn']).catch('').default(''),
  before: z.uuid().nullable().catch(null).default(null),
});

const WRONG_DAY = 'Enter the due date as day, month and year, such as 28 2 2027';
const LONGEST_REASON = 500;

const reason = (missing: string) =>
  z
    .string(missing)
    .trim()
    .min(1, missing)
    .max(LONGEST_REASON, `Keep the reason under ${String(LONGEST_REASON)} characters`);

const withDueDate = (body: unknown): unknown => ({ ...(body as object), dueOn: typedDay(body, 'dueOn') });

export const newEnrolmentForm = z.preprocess(
  withDueDate,
  z.object({
    email: z
      .string('Enter the email address of their account')
      .trim()
      .toLowerCase()
      .pipe(z.email('Enter an email address in the form name@example.nhs.uk').max(254)),
    reason: reason('Say why you enrol them: the learner reads it too'),
    dueOn: z.string(WRONG_DAY).transform((day) => (day === '' ? null : day)),
  }),
);

export const dueDateForm = z.preprocess(
  withDueDate,
  z.object({
    dueOn: z.string(WRONG_DAY).min(1, WRONG_DAY),
    reason: reason('Say why the date is moved'),
  }),
);

export const withdrawalForm = z.object({ reason: reason('Say why they are withdrawn') });
