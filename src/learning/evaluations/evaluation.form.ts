import { z } from 'zod';
import { openQuestions, scales } from '../evaluation.rules.js';

const LONGEST = 2000;
const degree = z
  .enum(['', '1', '2', '3', '4', '5'], 'Choose from the list')
  .default('')
  .transform((text) => (text === '' ? null : Number(text)));
const words = z
  .string()
  .trim()
  .max(LONGEST, `Keep this under ${LONGEST.toLocaleString('en-GB')} characters`)
  .default('');

export const evaluationForm = z
  .object({
    relevant: degree,
    outcomes: degree,
    clear: degree,
    balanced: degree,
    confident: degree,
    recommend: degree,
    practice: words,
    best: words,
    better: words,
    named: z.enum(['no', 'yes'], 'Say whether your name may stand with it').transform((said) => said === 'yes'),
  })
  .refine((said) => scales.some((scale) => said[scale] !== null) || openQuestions.some((one) => said[one] !== ''), {
    path: [scales[0]],
    message: 'Answer at least one question: which ones is up to you',
  });
export type Evaluation = z.output<typeof evaluationForm>;
