import { type Answerable, kindOf, markOf, WHOLE } from '../../courses/question-answers.rules.js';

/** Leave the marks as they are; give everybody the mark; mark again with another option right as well. */
export const correctionKinds = ['leave', 'credit', 'remark'] as const;
export type CorrectionKind = (typeof correctionKinds)[number];

/** What may be done about a question; the option is the one that counts as right too. */
export type Choice = { kind: 'leave' | 'credit'; optionId: null } | { kind: 'remark'; optionId: string };

/**
 * What an answer gains, in hundredths of a mark. A correction never takes anything away: whoever answered as was right
 * before keeps the mark. What was not answered gains nothing. Pure.
 */
export function gainOf(question: Answerable, answer: string | undefined, choice: Choice): number {
  if (choice.kind === 'leave' || answer === undefined) return 0;
  return choice.kind === 'credit' || answer === choice.optionId ? WHOLE - markOf(question, answer) : 0;
}

/** The options that may count as right too. Several, an order or matches can only be credited. */
export function mayBeRightToo(question: Answerable): string[] {
  const kind = kindOf(question);
  if (kind !== 'single' && kind !== 'true_false') return [];
  return question.options.filter(({ correct }) => !correct).map(({ id }) => id);
}

/** The choice that a form names, such as `credit` or `remark:b`; null for none that the question allows. */
export function readChoice(question: Answerable, text: string): Choice | null {
  if (text === 'leave' || text === 'credit') return { kind: text, optionId: null };
  const optionId = /^remark:(.+)$/.exec(text)?.[1];
  return optionId !== undefined && mayBeRightToo(question).includes(optionId) ? { kind: 'remark', optionId } : null;
}
