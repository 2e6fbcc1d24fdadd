import type { CourseVersion } from '../../courses/courses.types.js';
import type { AskedQuestion } from '../../courses/questions.types.js';
import { definePage } from '../../platform/views/page.js';
import { learningPaths } from '../paths.js';
import { markedView, type MarkedQuestionView } from './answer.view.js';
import { courseLink, type LocalNote, localNote } from './attempt.view.js';
import type { AttemptWithAnswers } from './attempts.queries.js';

/** A question that was answered, in a check that explains each answer at once. */
export interface AnsweredView {
  title: string;
  course: { text: string; href: string };
  bar: { value: number; max: number; label: string };
  local: LocalNote;
  question: MarkedQuestionView;
  /** The next question without an answer, or all answers when there is none. */
  goOn: { text: string; href: string };
  overviewHref: string;
}

export const answeredPage = definePage<AnsweredView>('learning/answered');

/** `position` of the question, and `next` of the one to answer after it (null: none is left), both from 1. */
export function answeredView(
  version: CourseVersion,
  attempt: AttemptWithAnswers,
  position: number,
  question: AskedQuestion,
  next: number | null,
): AnsweredView {
  const of = attempt.asked.length;
  const answered = Object.keys(attempt.answers).length;
  const overviewHref = learningPaths.attempt(attempt.enrolmentId, attempt.id);
  return {
    title: `Your answer to question ${String(position)} of ${String(of)}`,
    course: courseLink(version, attempt),
    bar: { value: answered, max: of, label: `${String(answered)} of ${String(of)} answered` },
    local: localNote(question),
    question: markedView(question, attempt.answers[question.id], position),
    goOn:
      next === null
        ? { text: 'Go to all answers, and submit', href: overviewHref }
        : {
            text: `Go on to question ${String(next)}`,
            href: learningPaths.question(attempt.enrolmentId, attempt.id, next),
          },
    overviewHref,
  };
}
