import { z } from 'zod';
import { NO_END } from '../renewal/renewal.rules.js';

const MOST_MONTHS = 120;
const MOST_DAYS = 365;

/** A whole number from 1 on; null where nothing is typed. */
const numberUpTo = (most: number, message: string) =>
  z
    .string()
    .trim()
    .default('')
    .refine((text) => text === '' || (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= most), message)
    .transform((text) => (text === '' ? null : Number(text)));

/** What is decided for the certificates of a course. `templateIds`: those to choose from. */
export const courseForm = (templateIds: readonly string[]) =>
  z.object({
    templateId: z
      .string()
      .default('')
      .transform((id) => (id === '' ? null : id))
      .refine((id) => id === null || templateIds.includes(id), 'Choose one of the templates'),
    validMonths: numberUpTo(
      MOST_MONTHS,
      `Enter a number of months from 1 to ${String(MOST_MONTHS)}, or nothing for no end`,
    ),
    renewalDays: numberUpTo(MOST_DAYS, `Enter a number of days from 1 to ${String(MOST_DAYS)}`).transform(
      (days) => days ?? NO_END.renewalDays,
    ),
  });
