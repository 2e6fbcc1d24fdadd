import type { CourseVersion } from '../../courses/courses.types.js';
import type { AskedQuestion } from '../../courses/questions.types.js';
import { WHOLE } from '../../courses/question-answers.rules.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { learningPaths } from '../paths.js';
import type { Outbox } from '../progress/outbox.js';
import { percentOf, scoreInWords } from '../progress/score.rules.js';
import {
  type AnswerFields,
  answerFields,
  givenAnswer,
  type GivenAnswer,
  markedView,
  type MarkedQuestionView,
  stepCaption,
  stepView,
  type StepView,
} from './answer.view.js';
import type { AttemptWithAnswers } from './attempts.queries.js';
import { nextUnanswered } from './marking.rules.js';
import { pauseInWords } from './pause.rules.js';
import { isTimeUp, timeInWords } from './time-limit.rules.js';
import { behindCase, isDecided, isReached } from './steps.rules.js';

interface Link {
  text: string;
  href: string;
}

/** Said of a question about the learner's own Trust; null for a core one. */
export type LocalNote = { organisation: string; fictional: boolean } | null;

export interface QuestionView {
  title: string;
  course: Link;
  /** Until when it can be answered; null where there is no limit. */
  time: string | null;
  bar: { value: number; max: number; label: string };
  local: LocalNote;
  step: StepView | null;
  stemHtml: string;
  fields: AnswerFields;
  /** The answer that stands, where the case has gone on; then there is no form. */
  decided: GivenAnswer | null;
  onwardsHref: string;
  action: string;
  previous: Link | null;
  laterHref: string;
  overviewHref: string;
  errors: FieldError[];
  outbox: Outbox;
}

export const questionPage = definePage<QuestionView>('learning/question');

export interface AnswersView {
  title: string;
  course: Link;
  time: string | null;
  /** Then nothing can be answered any more, and the attempt is submitted as it is. */
  timeUp: boolean;
  questions: {
    position: number;
    local: LocalNote;
    step: string | null;
    stemHtml: string;
    given: GivenAnswer | null;
    verb: string | null;
    href: string;
  }[];
  /** Answers that were explained stay as they are. */
  explained: boolean;
  unanswered: number;
  /** The first that is unanswered; null when none is. */
  goOnHref: string | null;
  action: string;
  errors: FieldError[];
  outbox: Outbox;
}

export const answersPage = definePage<AnswersView>('learning/answers');

export interface FeedbackView {
  title: string;
  course: Link;
  passed: boolean;
  score: string;
  passMark: number;
  localScore: string | null;
  core: MarkedQuestionView[];
  local: MarkedQuestionView[];
  /** The form that begins another attempt; null after a pass or when none is left. */
  againAction: string | null;
  /** What was put right about its questions afterwards, and what that gave. */
  corrections: string[];
  note: string | null;
  certificateHref: string | null;
  /** Where the lessons are, when only they are left. */
  lessonsHref: string | null;
}

export const feedbackPage = definePage<FeedbackView>('learning/feedback');

export function courseLink(version: CourseVersion, attempt: AttemptWithAnswers): Link {
  return { text: version.title, href: learningPaths.enrolment(attempt.enrolmentId) };
}

export function localNote(question: AskedQuestion): LocalNote {
  return question.local ? { organisation: question.local.organisation, fictional: question.local.fictional } : null;
}

/** One question of an open attempt. `position` from 1; `values`: what its fields hold (fieldValues of answer.form.ts). */
export function questionView(
  version: CourseVersion,
  attempt: AttemptWithAnswers,
  position: number,
  question: AskedQuestion,
  values: readonly string[],
  { now, ...page }: { errors: FieldError[]; outbox: Outbox; now: Date },
): QuestionView {
  const of = attempt.asked.length;
  const answered = Object.keys(attempt.answers).length;
  const at = (each: number) => learningPaths.question(attempt.enrolmentId, attempt.id, each);
  const overviewHref = learningPaths.attempt(attempt.enrolmentId, attempt.id);
  const later = behindCase(attempt.asked, position);
  const next = nextUnanswered(attempt.asked, attempt.answers, position);
  return {
    title: `Question ${String(position)} of ${String(of)}`,
    course: courseLink(version, attempt),
    time: timeInWords(attempt.dueAt, now),
    bar: { value: answered, max: of, label: `${String(answered)} of ${String(of)} answered` },
    local: localNote(question),
    step: stepView(attempt.asked, attempt.answers, position),
    stemHtml: question.stemHtml,
    fields: answerFields(question, values),
    action: learningPaths.answers(attempt.enrolmentId, attempt.id, position),
    previous: position === 1 ? null : { text: `Question ${String(position - 1)}`, href: at(position - 1) },
    decided: isDecided(attempt.asked, attempt.answers, position)
      ? givenAnswer(question, attempt.answers[question.id])
      : null,
    onwardsHref: next === null ? overviewHref : at(next),
    laterHref: later === null ? overviewHref : at(later),
    overviewHref,
    ...page,
  };
}

/** All answers of an open attempt, to look at before it is submitted. */
export function answersView(
  version: CourseVersion,
  attempt: AttemptWithAnswers,
  { now, ...page }: { errors: FieldError[]; outbox: Outbox; now: Date },
): AnswersView {
  const timeUp = isTimeUp(attempt.dueAt, now);
  const questions = attempt.asked.map((question, index) => ({
    position: index + 1,
    local: localNote(question),
    // What happens next in a case is told to nobody before it happens.
    stemHtml: isReached(attempt.asked, attempt.answers, index + 1) ? question.stemHtml : '',
    step: question.step ? stepCaption(question.step) : null,
    given: givenAnswer(question, attempt.answers[question.id]),
    verb: timeUp ? null : verbOf(attempt, index + 1, version.feedback === 'at_once'),
    href: learningPaths.question(attempt.enrolmentId, attempt.id, index + 1),
  }));
  const next = nextUnanswered(attempt.asked, attempt.answers, 0);
  return {
    title: 'Check your answers',
    course: courseLink(version, attempt),
    time: timeInWords(attempt.dueAt, now),
    timeUp,
    questions,
    explained: version.feedback === 'at_once',
    unanswered: questions.filter((question) => question.given === null).length,
    goOnHref: next === null || timeUp ? null : learningPaths.question(attempt.enrolmentId, attempt.id, next),
    action: learningPaths.submissions(attempt.enrolmentId, attempt.id),
    ...page,
  };
}

/** What can be done with a question; null where nothing can, since the case has gone on or has not come so far. */
function verbOf({ asked, answers }: AttemptWithAnswers, position: number, explained: boolean): string | null {
  const isAnswered = answers[asked[position - 1]?.id ?? ''] !== undefined;
  if (explained && isAnswered) return 'See how it was';
  if (isDecided(asked, answers, position) || !isReached(asked, answers, position)) return null;
  return isAnswered ? 'Change' : 'Answer';
}

interface Standing {
  /** At its version; null for no limit. */
  attemptsLeft: number | null;
  /** From when on another may be begun; null for now. */
  pausedUntil: Date | null;
  /** Whether the learner still is on its version. */
  onIt: boolean;
  passed: boolean;
  completed: boolean;
}

/** What became of a submitted attempt. */
export function feedbackView(version: CourseVersion, attempt: AttemptWithAnswers, standing: Standing): FeedbackView {
  const core = attempt.core ?? { right: 0, of: 0 };
  const local = attempt.local ?? { right: 0, of: 0 };
  const passed = attempt.passed === true;
  const left = standing.attemptsLeft;
  const again = standing.onIt && !standing.passed && left !== 0 && standing.pausedUntil === null;
  const marked = attempt.asked.map((question, index) => ({
    question,
    view: markedView(question, attempt.answers[question.id], index + 1),
  }));
  return {
    title: passed ? 'You have passed the knowledge check' : 'You have not passed this time',
    course: courseLink(version, attempt),
    passed,
    score: `${scoreInWords(core)}, ${String(percentOf(core))} %`,
    passMark: version.passMark,
    localScore: local.of === 0 ? null : scoreInWords(local),
    core: marked.filter(({ question }) => question.core).map(({ view }) => view),
    local: marked.filter(({ question }) => !question.core).map(({ view }) => view),
    againAction: again ? learningPaths.attempts(attempt.enrolmentId) : null,
    corrections: correctionsOf(attempt),
    note: noteOn(passed, standing, left),
    certificateHref: standing.completed ? learningPaths.certificate(attempt.enrolmentId) : null,
    lessonsHref: passed && standing.onIt && !standing.completed ? learningPaths.enrolment(attempt.enrolmentId) : null,
  };
}

function correctionsOf({ asked, corrected }: AttemptWithAnswers): string[] {
  return asked.flatMap(({ id }, index) => {
    const correction = corrected[id];
    if (!correction) return [];
    const given = correction.gain === WHOLE ? 'the mark' : `${String(correction.gain / WHOLE)} of a mark`;
    const on = dateInWords(londonDate(new Date(correction.at)));
    return `Question ${String(index + 1)} was corrected, and you were given ${given} for it on ${on}: ${correction.reason}`;
  });
}

function noteOn(passed: boolean, standing: Standing, left: number | null): string | null {
  if (standing.completed) return null;
  if (!standing.onIt) return 'You have gone over to a newer version of the course, which has a check of its own.';
  if (standing.passed) return passed ? 'Read the lessons that are left, and the course is complete.' : null;
  if (left === 0) return 'You have used all the attempts that this version of the course allows.';
  const tries =
    left === null
      ? 'You may try again as often as you need.'
      : `You have ${left === 1 ? '1 attempt' : `${String(left)} attempts`} left.`;
  return standing.pausedUntil === null ? tries : `${tries} ${pauseInWords(standing.pausedUntil)}`;
}
