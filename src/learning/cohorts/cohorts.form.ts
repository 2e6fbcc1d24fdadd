import { z } from 'zod';
import { professions } from '../../accounts/accounts.types.js';
import { nations } from '../../organisations/organisations.types.js';
import { typedDay } from '../../platform/http/typed-day.js';
import { cohortBys } from './cohort.rules.js';

const LONGEST_REASON = 500;
const WRONG_DAY = 'Enter the due date as day, month and year, such as 28 2 2027';
const WRONG_DAYS = 'Enter a number of days from 1 to 1,800, or leave it empty';
const WHY = 'Say why they are enrolled: each of them reads it';
const optional = z
  .string()
  .trim()
  .max(200)
  .default('')
  .transform((text) => (text === '' ? null : text));

export const cohortForm = z.preprocess(
  (body) => ({ ...(body as object), dueOn: typedDay(body, 'dueOn') }),
  z
    .object({
      name: z
        .string('Give the cohort a name')
        .trim()
        .min(1, 'Give the cohort a name')
        .max(120, 'Keep the name under 120 characters'),
      by: z.enum(cohortBys, 'Choose how people come into it'),
      organisation: optional,
      professions: z
        .union([z.array(z.enum(professions)), z.enum(professions).transform((one) => [one])], 'Choose from the list')
        .nullable()
        .default(null),
      nation: z.enum(['', ...nations], 'Choose from the list').default(''),
      area: optional,
      reason: z
        .string(WHY)
        .trim()
        .min(1, WHY)
        .max(LONGEST_REASON, `Keep the reason under ${String(LONGEST_REASON)} characters`),
      dueOn: z.string(WRONG_DAY).transform((day) => (day === '' ? null : day)),
      dueDays: z
        .string()
        .trim()
        .default('')
        .refine(
          (text) => text === '' || (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 1800),
          WRONG_DAYS,
        )
        .transform((text) => (text === '' ? null : Number(text))),
    })
    .refine(({ dueOn, dueDays }) => dueOn === null || dueDays === null, {
      path: ['dueDays'],
      message: 'Give a due date or a number of days, not both',
    }),
);

/** Most addresses that are taken in at once; a longer list comes as a file. */
const MOST_ADDRESSES = 500;

export const membersForm = z.object({
  emails: z
    .string('Enter one email address on each line')
    .transform((text) => [
      ...new Set(
        text
          .toLowerCase()
          .split(/[\s,;]+/)
          .filter(Boolean),
      ),
    ])
    .refine((all) => all.length > 0, 'Enter one email address on each line')
    .refine((all) => all.length <= MOST_ADDRESSES, `Enter at most ${String(MOST_ADDRESSES)} addresses at once`),
});

export const contactForm = z.object({
  contact: z
    .string('Enter the email address of their account')
    .trim()
    .toLowerCase()
    .min(1, 'Enter the email address of their account')
    .max(254),
});

/** One person of a list; what is no id is nobody. */
export const personForm = z.object({ person: z.string().default('') });

/** Which members are asked for; what cannot be understood is left out. */
export const membersQuery = z.object({
  text: z
    .string()
    .transform((text) => text.trim().slice(0, 200))
    .catch('')
    .default(''),
  before: z.uuid().nullable().catch(null).default(null),
});
