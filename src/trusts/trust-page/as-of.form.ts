import { z } from 'zod';
import { type CivilDate, dateInWords, isCivilDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';

const fields = z.object({
  on: z
    .string()
    .catch('')
    .default('')
    .transform((text) => text.trim().slice(0, 40)),
});

/** The day that a page is asked for: null is today, and what cannot be a day comes back with what is wrong with it. */
export function readAsOf(
  query: object,
  today: CivilDate,
): { on: CivilDate | null; typed: string; errors: FieldError[] } {
  const { on } = fields.parse(query);
  if (on === '' || on === today) return { on: null, typed: on, errors: [] };
  const wrong = (message: string) => ({ on: null, typed: on, errors: [{ field: 'on', message }] });
  if (!isCivilDate(on)) return wrong('Enter a day as year, month and day, such as 2026-06-01');
  return on > today ? wrong(`Choose a day up to today, ${dateInWords(today)}`) : { on, typed: on, errors: [] };
}

/** Where the list of revisions goes on; what is no number begins at its start. */
export const historyQuery = z.object({
  before: z.coerce.number().int().min(1).max(1_000_000).nullable().catch(null).default(null),
});
