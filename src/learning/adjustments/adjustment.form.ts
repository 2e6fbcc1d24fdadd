import { z } from 'zod';
import { extraTimes } from '../knowledge-check/time-limit.rules.js';

const WHY = 'Say what was agreed with them, in general words';

export const adjustmentForm = z.object({
  extraTime: z.enum(extraTimes, 'Choose how much more time they have'),
  moreAttempts: z
    .string()
    .trim()
    .default('')
    .refine(
      (text) => text === '' || (/^\d{1,2}$/.test(text) && Number(text) <= 20),
      'Enter a number up to 20, or leave it empty',
    )
    .transform((text) => Number(text)),
  noPause: z
    .literal('yes')
    .optional()
    .transform((ticked) => ticked === 'yes'),
  reason: z.string(WHY).trim().min(1, WHY).max(300, 'Keep it under 300 characters'),
});
