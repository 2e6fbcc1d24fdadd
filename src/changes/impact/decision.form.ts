import { z } from 'zod';
import { whatFollows } from '../changes.types.js';

export const decisionForm = z.object({
  whatFollows: z.enum(whatFollows, 'Choose what follows from the change'),
  note: z
    .string()
    .trim()
    .max(1000, 'Keep the reason under 1,000 characters')
    .default('')
    .transform((text) => (text === '' ? null : text)),
  /** What the person had before them. */
  revision: z.uuid('Load the page again and decide once more'),
});

/** Where a list goes on; what cannot be understood begins at its start. */
export const listQuery = z.object({
  settled: z.enum(['yes']).nullable().catch(null).default(null),
  before: z.uuid().nullable().catch(null).default(null),
  after: z.uuid().nullable().catch(null).default(null),
});
