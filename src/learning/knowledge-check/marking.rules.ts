/** As much of an asked question as marking needs. */
interface Markable {
  id: string;
  core: boolean;
  options: { id: string; correct: boolean }[];
}

export interface Tally {
  right: number;
  of: number;
}

export interface Marked {
  /** The same for everyone: these alone decide. */
  core: Tally;
  /** From the learner's own Trust: reported apart. */
  local: Tally;
  /** Of the core questions, rounded down: 79.9 % is not 80 %. */
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
  return { core, local, percent: core.of === 0 ? 0 : Math.floor((core.right * 100) / core.of), passed };
}

/** Whether the chosen option is the right one. */
export function isRight(question: Markable, optionId: string | undefined): boolean {
  return question.options.some((option) => option.correct && option.id === optionId);
}

/** How many attempts are left; null when there is no limit. */
export function attemptsLeft(allowed: number | null, made: number): number | null {
  return allowed === null ? null : Math.max(0, allowed - made);
}
