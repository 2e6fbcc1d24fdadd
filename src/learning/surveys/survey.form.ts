import { z } from 'zod';
import { confidences, practiceChanges } from '../survey.rules.js';

const LONGEST = 2000;
const degree = z
  .enum(['', '1', '2', '3', '4', '5'], 'Choose from the list')
  .default('')
  .transform((text) => (text === '' ? null : Number(text)));
const degrees = { tell_apart: degree, weigh: degree, find: degree, act: degree };
const practice = {
  changed: z
    .enum(['', ...practiceChanges], 'Choose from the list')
    .default('')
    .transform((text) => (text === '' ? null : text)),
  words: z
    .string()
    .trim()
    .max(LONGEST, `Keep this under ${LONGEST.toLocaleString('en-GB')} characters`)
    .default(''),
  quotable: z
    .enum(['yes'])
    .optional()
    .transform((ticked) => ticked === 'yes'),
};

/** The field of a question of the knowledge check, by its place. */
export const questionField = (index: number): string => `question-${String(index + 1)}`;

const NOTHING_SAID = 'Answer at least one question, or choose “I would rather not”';
const isConfident = (said: Record<(typeof confidences)[number], number | null>) =>
  confidences.some((one) => said[one] !== null);

/** What is sent before and after a course. Questions of the knowledge check are read by their places. */
export const confidenceForm = z.object(degrees);
export type ConfidenceAnswers = z.output<typeof confidenceForm>;

/** What is sent weeks later. */
export const practiceForm = z
  .object({ ...practice, ...degrees })
  .refine((said) => said.changed !== null || said.words !== '' || isConfident(said), {
    path: ['changed'],
    message: NOTHING_SAID,
  });
export type PracticeAnswers = z.output<typeof practiceForm>;

/** Whether anything was said at all. */
export function saysNothing(said: ConfidenceAnswers, answered: number): boolean {
  return answered === 0 && !isConfident(said);
}
export const nothingSaid = { field: confidences[0], message: NOTHING_SAID };
