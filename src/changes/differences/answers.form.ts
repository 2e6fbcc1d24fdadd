import type { FieldError } from '../../platform/http/form.js';
import type { DifferentQuestion } from './differences.rules.js';

/** The field of the question at this place, counted from 1. */
export const answerField = (place: number): string => `answer-${String(place)}`;

/** The answers that stand in a submitted form, by the question's id, and which are missing. */
export function readAnswers(
  questions: readonly DifferentQuestion[],
  body: unknown,
): { answers: Map<string, string>; errors: FieldError[] } {
  const fields = (body ?? {}) as Record<string, unknown>;
  const answers = new Map<string, string>();
  const errors: FieldError[] = [];
  for (const [index, { id, options }] of questions.entries()) {
    const typed = fields[answerField(index + 1)];
    const option = options.find((each) => each.id === typed);
    if (option) answers.set(id, option.id);
    else errors.push({ field: answerField(index + 1), message: `Choose an answer to question ${String(index + 1)}` });
  }
  return { answers, errors };
}
