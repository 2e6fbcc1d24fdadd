import { z } from 'zod';

export const practiceForm = z.object({
  fact: z.uuid('Choose the fact again'),
  why: z
    .string()
    .trim()
    .min(10, 'Say in a sentence what others can learn from it')
    .max(600, 'Keep it under 600 characters'),
});

export const practiceWithdrawalForm = z.object({
  reason: z.string().trim().min(1, 'Say why it is shared no more').max(600, 'Keep it under 600 characters'),
});

/** What the list is narrowed to; what is no key is left out. */
export const practiceQuery = z.object({
  question: z
    .string()
    .regex(/^[a-z_]{1,60}$/)
    .nullable()
    .catch(null)
    .default(null),
});
