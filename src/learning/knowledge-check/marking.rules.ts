import { percentOf, type Tally } from '../progress/score.rules.js';

/** As much of an asked question as marking needs. */
interface Markable {
  id: string;
  core: boolean;
  options: { id: string; correct: boolean }[];
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

/** Marks the answers (option id by question id) to the questions as they were asked. `passMark` in per cent. Pure. */
export function markAttempt(asked: readonly Markable[], answers: Record<string, string>, passMark: number): Marked {
  const tally = (questions: readonly Markable[]): Tally => ({
    right: questions.filter((question) => isRight(question, answers[question.id])).length,
    of: questions.length,
  });
  const core = tally(asked.filter((question) => question.core));
  const local = tally(asked.filter((question) => !question.core));
  // In whole numbers: 80 % of 20 is 16, whatever a division says.
  const passed = core.of > 0 && core.right * 100 >= passMark * core.of;
  return { core, local, percent: percentOf(core), passed };
}

/** Whether the chosen option is the right one. */
export function isRight(question: Pick<Markable, 'options'>, optionId: string | undefined): boolean {
  return question.options.some((option) => option.correct && option.id === optionId);
}

/** How many attempts are left; null when there is no limit. */
export function attemptsLeft(allowed: number | null, made: number): number | null {
  return allowed === null ? null : Math.max(0, allowed - made);
}

/**
 * The position (from 1) of the question to answer next: the first unanswered one after `position`, going round; null
 * when all are answered. Position 0 asks for the first of all.
 */
export function nextUnanswered(
  asked: readonly { id: string }[],
  answers: Record<string, string>,
  position: number,
): number | null {
  const positions = asked.map((_, index) => index + 1);
  const inTurn = [...positions.slice(position), ...positions.slice(0, position)];
  return inTurn.find((each) => answers[asked[each - 1]?.id ?? ''] === undefined) ?? null;
}
