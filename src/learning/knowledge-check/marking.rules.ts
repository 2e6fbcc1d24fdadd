import type { AskedQuestion } from '../../courses/questions.types.js';
import { type Answerable, markOf, WHOLE } from '../../courses/question-answers.rules.js';
import { hundredths, percentOf, type Tally } from '../progress/score.rules.js';
import { isReached } from './steps.rules.js';

/** As much of an asked question as marking needs. */
interface Markable extends Answerable {
  id: string;
  core: boolean;
}

export interface Marked {
  /** The same for everyone: these alone decide. */
  core: Tally;
  /** From the learner's own Trust: reported apart. */
  local: Tally;
  /** Of the core questions. */
  percent: number;
  passed: boolean;
}

/** Marks the answers (by question id, as question-answers.rules.ts keeps them) to the questions as they were asked. `passMark` in per cent. Pure. */
export function markAttempt(asked: readonly Markable[], answers: Record<string, string>, passMark: number): Marked {
  const tally = (questions: readonly Markable[]): Tally => ({
    right: questions.reduce((sum, question) => sum + markOf(question, answers[question.id]), 0) / WHOLE,
    of: questions.length,
  });
  const core = tally(asked.filter((question) => question.core));
  const local = tally(asked.filter((question) => !question.core));
  // In whole numbers: 80 % of 20 is 16, whatever a division says.
  const passed = core.of > 0 && hundredths(core.right) >= passMark * core.of;
  return { core, local, percent: percentOf(core), passed };
}

/** How many attempts are left; null when there is no limit. */
export function attemptsLeft(allowed: number | null, made: number): number | null {
  return allowed === null ? null : Math.max(0, allowed - made);
}

/**
 * The position (from 1) of the question to answer next: the first unanswered one after `position`, going round; null
 * when all are answered. Position 0 asks for the first of all. A step of a case is passed over until it is reached.
 */
export function nextUnanswered(
  asked: readonly Pick<AskedQuestion, 'id' | 'step'>[],
  answers: Record<string, string>,
  position: number,
): number | null {
  const positions = asked.map((_, index) => index + 1);
  const inTurn = [...positions.slice(position), ...positions.slice(0, position)];
  const isOpen = (each: number) => answers[asked[each - 1]?.id ?? ''] === undefined && isReached(asked, answers, each);
  return inTurn.find(isOpen) ?? null;
}
