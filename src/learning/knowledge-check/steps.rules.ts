import type { AskedQuestion } from '../../courses/questions.types.js';

type Asked = readonly Pick<AskedQuestion, 'id' | 'step'>[];
type Answers = Record<string, string>;

const isAnswered = (question: Asked[number] | undefined, answers: Answers): boolean =>
  question !== undefined && answers[question.id] !== undefined;

/** The steps of the case before this one, in their order; none for a question that is no step. `position` from 1. */
export function stepsBefore<Each extends Asked[number]>(asked: readonly Each[], position: number): Each[] {
  const number = asked[position - 1]?.step?.number ?? 1;
  return asked.slice(position - number, position - 1);
}

/** Whether it may be read already: a case tells what happens next only to whoever has answered what came before. */
export function isReached(asked: Asked, answers: Answers, position: number): boolean {
  return stepsBefore(asked, position).every((step) => isAnswered(step, answers));
}

/** Whether its answer stands: the next step has told how the case went on. */
export function isDecided(asked: Asked, answers: Answers, position: number): boolean {
  const question = asked[position - 1];
  return question?.step !== undefined && question.step.number < question.step.of && isAnswered(question, answers);
}

/** The step to answer first, for whoever asks for one that is not reached yet. */
export function stepToAnswer(asked: Asked, answers: Answers, position: number): number {
  const before = stepsBefore(asked, position);
  const open = before.findIndex((step) => !isAnswered(step, answers));
  return open === -1 ? position : position - before.length + open;
}

/** Behind this question and all further steps of its case; null when nothing is. */
export function behindCase(asked: Asked, position: number): number | null {
  const { number, of } = asked[position - 1]?.step ?? { number: 1, of: 1 };
  const next = position + of - number + 1;
  return next > asked.length ? null : next;
}
