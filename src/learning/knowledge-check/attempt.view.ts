import type { AskedQuestion, CourseVersion, Provenance } from '../../courses/courses.types.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { learningPaths } from '../paths.js';
import type { Outbox } from '../progress/outbox.js';
import { percentOf } from '../progress/score.rules.js';
import type { AttemptWithAnswers } from './attempts.queries.js';
import { attemptsLeft, isRight, nextUnanswered } from './marking.rules.js';
import { pauseInWords } from './pause.rules.js';

interface Link {
  text: string;
  href: string;
}

/** Said of a question about the learner's own Trust; null for a core one. */
export type LocalNote = { organisation: string; fictional: boolean } | null;

export interface QuestionView {
  title: string;
  course: Link;
  bar: { value: number; max: number; label: string };
  local: LocalNote;
  stemHtml: string;
  options: { id: string; value: string; optionHtml: string; chosen: boolean }[];
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
  questions: { position: number; local: LocalNote; stemHtml: string; answerHtml: string | null; href: string }[];
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
  note: string | null;
  certificateHref: string | null;
  /** Where the lessons are, when only they are left. */
  lessonsHref: string | null;
}

export interface MarkedQuestionView {
  position: number;
  right: boolean;
  stemHtml: string;
  chosen: { optionHtml: string; feedbackHtml: string };
  /** Null when it is the one that was chosen. */
  rightOne: { optionHtml: string; feedbackHtml: string } | null;
  provenance: Provenance | null;
}

export const feedbackPage = definePage<FeedbackView>('learning/feedback');

export function courseLink(version: CourseVersion, attempt: AttemptWithAnswers): Link {
  return { text: version.title, href: learningPaths.enrolment(attempt.enrolmentId) };
}

export function localNote(question: AskedQuestion): LocalNote {
  return question.local ? { organisation: question.local.organisation, fictional: question.local.fictional } : null;
}

/** One question of an open attempt. `position` from 1. */
export function questionView(
  version: CourseVersion,
  attempt: AttemptWithAnswers,
  position: number,
  question: AskedQuestion,
  page: { errors: FieldError[]; outbox: Outbox },
): QuestionView {
  const of = attempt.asked.length;
  const answered = Object.keys(attempt.answers).length;
  const at = (each: number) => learningPaths.question(attempt.enrolmentId, attempt.id, each);
  const overviewHref = learningPaths.attempt(attempt.enrolmentId, attempt.id);
  return {
    title: `Question ${String(position)} of ${String(of)}`,
    course: courseLink(version, attempt),
    bar: { value: answered, max: of, label: `${String(answered)} of ${String(of)} answered` },
    local: localNote(question),
    stemHtml: question.stemHtml,
    options: question.options.map((option, index) => ({
      id: index === 0 ? 'answer' : `answer-${String(index + 1)}`,
      value: option.id,
      optionHtml: option.html,
      chosen: attempt.answers[question.id] === option.id,
    })),
    action: learningPaths.answers(attempt.enrolmentId, attempt.id, position),
    previous: position === 1 ? null : { text: `Question ${String(position - 1)}`, href: at(position - 1) },
    laterHref: position === of ? overviewHref : at(position + 1),
    overviewHref,
    ...page,
  };
}

/** All answers of an open attempt, to look at before it is submitted. */
export function answersView(
  version: CourseVersion,
  attempt: AttemptWithAnswers,
  page: { errors: FieldError[]; outbox: Outbox },
): AnswersView {
  const questions = attempt.asked.map((question, index) => ({
    position: index + 1,
    local: localNote(question),
    stemHtml: question.stemHtml,
    answerHtml: question.options.find((option) => option.id === attempt.answers[question.id])?.html ?? null,
    href: learningPaths.question(attempt.enrolmentId, attempt.id, index + 1),
  }));
  const next = nextUnanswered(attempt.asked, attempt.answers, 0);
  return {
    title: 'Check your answers',
    course: courseLink(version, attempt),
    questions,
    explained: version.feedback === 'at_once',
    unanswered: questions.filter((question) => question.answerHtml === null).length,
    goOnHref: next === null ? null : learningPaths.question(attempt.enrolmentId, attempt.id, next),
    action: learningPaths.submissions(attempt.enrolmentId, attempt.id),
    ...page,
  };
}

interface Standing {
  /** How many attempts were made at its version. */
  made: number;
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
  const left = attemptsLeft(version.attempts, standing.made);
  const again = standing.onIt && !standing.passed && left !== 0 && standing.pausedUntil === null;
  const marked = attempt.asked.map((question, index) => ({ question, view: markedView(attempt, question, index + 1) }));
  return {
    title: passed ? 'You have passed the knowledge check' : 'You have not passed this time',
    course: courseLink(version, attempt),
    passed,
    score: `${String(core.right)} of ${String(core.of)} right, ${String(percentOf(core))} %`,
    passMark: version.passMark,
    localScore: local.of === 0 ? null : `${String(local.right)} of ${String(local.of)} right`,
    core: marked.filter(({ question }) => question.core).map(({ view }) => view),
    local: marked.filter(({ question }) => !question.core).map(({ view }) => view),
    againAction: again ? learningPaths.attempts(attempt.enrolmentId) : null,
    note: noteOn(passed, standing, left),
    certificateHref: standing.completed ? learningPaths.certificate(attempt.enrolmentId) : null,
    lessonsHref: passed && standing.onIt && !standing.completed ? learningPaths.enrolment(attempt.enrolmentId) : null,
  };
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

export function markedView(attempt: AttemptWithAnswers, question: AskedQuestion, position: number): MarkedQuestionView {
  const answer = attempt.answers[question.id];
  const shown = ({ html, feedbackHtml }: { html: string; feedbackHtml: string }) => ({
    optionHtml: html,
    feedbackHtml,
  });
  const right = isRight(question, answer);
  const chosen = question.options.find((option) => option.id === answer);
  const rightOne = question.options.find((option) => option.correct);
  return {
    position,
    right,
    stemHtml: question.stemHtml,
    chosen: shown(chosen ?? { html: '', feedbackHtml: '' }),
    rightOne: right || !rightOne ? null : shown(rightOne),
    provenance: question.local?.provenance ?? null,
  };
}
