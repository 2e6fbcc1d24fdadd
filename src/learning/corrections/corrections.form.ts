import { z } from 'zod';

/** What the page is asked to look at first; what cannot be understood is nothing. */
export const previewQuery = z.object({ decision: z.string().max(200).catch('').default('') });

export const correctionForm = z.object({
  decision: z.string('Choose what is to be done').min(1, 'Choose what is to be done').max(200),
  reason: z
    .string()
    .trim()
    .min(1, 'Say why: learners whose marks change read it')
    .max(1000, 'Keep the reason under 1,000 characters'),
  /** How many decisions the person had before them. */
  seen: z.coerce.number('Load the page again and decide once more').int().min(0),
});
