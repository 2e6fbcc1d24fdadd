import { z } from 'zod';

export const MOST_COMPARED = 4;
/** Nobody types more; a longer list is cut. */
const MOST_READ = 12;

const text = z
  .string()
  .catch('')
  .default('')
  .transform((typed) => typed.trim().slice(0, 400));

/** Which Trusts are compared, and with what. */
export const compareQuery = z.object({
  codes: text.transform((typed) => [...new Set(typed.split(/[\s,;]+/).filter(Boolean))].slice(0, MOST_READ)),
  q: text,
  with: z.enum(['area']).nullable().catch(null).default(null),
});
