import { z } from 'zod';

const part = z.coerce.number().int().min(1).max(99).catch(1).default(1);
const page = z.coerce.number().int().min(1).max(100_000).nullable().catch(null).default(null);
const key = z.string().max(100);

/** Where somebody reads, as it stands in the address; what cannot be understood is left out. */
export const placeQuery = z.object({ question: key.nullable().catch(null).default(null), part, page });

/** Where a form stands: which answer, on the page of which text, over which answer and draft. */
export const placeForm = z.object({
  question: key,
  part,
  page,
  base: z.uuid().nullable().catch(null).default(null),
  version: z.coerce.number().int().min(0).max(1_000_000).catch(0).default(0),
  /** What comes after the draft is kept: another page of the text, or a passage becomes the quote. */
  then: z
    .string()
    .regex(/^(page:\d{1,6}|use:\d{1,6}\.\d{1,5})$/)
    .nullable()
    .catch(null)
    .default(null),
});
