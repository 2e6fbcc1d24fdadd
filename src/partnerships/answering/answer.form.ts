import { z } from 'zod';
import { pointAnswers } from '../partnerships.types.js';

const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Keep it under ${String(most)} characters`)
    .default('')
    .transform((text) => (text === '' ? null : text));

/** One value or several, as a form sends boxes that are ticked. */
export const ticked = z.preprocess(
  (given): unknown => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
  z.array(z.string()),
);

export interface AnswerGiven {
  points: { id: string; answer: (typeof pointAnswers)[number]; text: string | null }[];
  factIds: string[];
  remark: string | null;
  context: string | null;
  contextMayBePublic: boolean;
}

/**
 * The answer to every point of a request, and what the contact adds. Whoever says that something is wrong says what.
 * @param body what was submitted: whether words are needed on a point depends on the answer to it
 */
export function answerForm(pointIds: readonly string[], body: unknown) {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const needed = { wrong: 'Say what is wrong', newer: 'Say which policy is newer, and where it can be found' };
  const fields = new Map<string, z.ZodType>(
    pointIds.flatMap((id): [string, z.ZodType][] => {
      const message = needed[given[`answer-${id}`] as keyof typeof needed] as string | undefined;
      const text = words(2000);
      return [
        [`answer-${id}`, z.enum(pointAnswers, { error: 'Choose one of the three answers to this point' })],
        [`text-${id}`, message === undefined ? text : text.refine((value) => value !== null, message)],
      ];
    }),
  );
  return z
    .looseObject({
      ...Object.fromEntries(fields),
      confirmed: ticked,
      remark: words(4000),
      context: words(4000),
      context_public: z.literal('yes').optional(),
    })
    .transform((values: Record<string, unknown>): AnswerGiven => ({
      points: pointIds.map((id) => ({
        id,
        answer: values[`answer-${id}`] as AnswerGiven['points'][number]['answer'],
        text: values[`text-${id}`] as string | null,
      })),
      factIds: values['confirmed'] as string[],
      remark: values['remark'] as string | null,
      context: values['context'] as string | null,
      contextMayBePublic: values['context_public'] === 'yes',
    }));
}
