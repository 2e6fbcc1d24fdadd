import type { CourseVersion } from '../../courses/courses.types.js';
import type { KnowledgeQuestion } from '../../courses/questions.types.js';
import { wordsOfHtml } from '../../courses/html-words.rules.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { correctionsPaths } from '../paths.js';
import { type Choice, mayBeRightToo } from './correction.rules.js';
import type { Correction, Preview } from './corrections.queries.js';

export interface CorrectionView {
  title: string;
  caption: string;
  back: { text: string; href: string };
  stemHtml: string;
  options: { html: string; right: boolean }[];
  decisions: { text: string; by: string; reason: string; given: string }[];
  action: string;
  choices: { value: string; text: string; hint: string | null }[];
  chosen: string;
  preview: { heading: string; figures: { value: string; text: string }[]; decide: string; seen: string } | null;
  typed: { reason: string };
  errors: FieldError[];
}

export const correctionPage = definePage<CorrectionView>('learning/corrections/correction');

/** A question, what was decided about it, and what a decision would do. */
export function correctionView(
  version: CourseVersion,
  question: KnowledgeQuestion,
  decisions: readonly Correction[],
  looked: { choice: Choice; preview: Preview } | null,
  form: { typed: Record<string, string>; errors: FieldError[] },
): CorrectionView {
  const action = correctionsPaths.one(version.slug, version.number, question.key);
  return {
    title: 'Correct a question after attempts',
    caption: `${version.title}, version ${String(version.number)}, question ${question.key}`,
    back: { text: 'How questions do', href: correctionsPaths.statistics(version.slug, version.number) },
    stemHtml: question.stemHtml,
    options: question.options.map(({ html, correct }) => ({ html, right: correct })),
    decisions: decisions.map((decision) => ({
      text: choiceInWords(question, decision as Choice),
      by: `${decision.decidedBy ?? 'An account that is gone'}, ${dateInWords(londonDate(decision.decidedAt))}`,
      reason: decision.reason,
      given: givenInWords(decision),
    })),
    action,
    choices: choicesOf(question),
    chosen: looked ? valueOf(looked.choice) : '',
    preview: looked
      ? {
          heading: choiceInWords(question, looked.choice),
          figures: figuresOf(looked.preview, looked.choice),
          decide: correctionsPaths.decisions(version.slug, version.number, question.key),
          seen: String(decisions.length),
        }
      : null,
    typed: { reason: form.typed['reason'] ?? '' },
    errors: form.errors,
  };
}

const valueOf = ({ kind, optionId }: Choice): string => (optionId === null ? kind : `${kind}:${optionId}`);

function choicesOf(question: KnowledgeQuestion): CorrectionView['choices'] {
  const choices: Choice[] = [
    { kind: 'leave', optionId: null },
    { kind: 'credit', optionId: null },
    ...mayBeRightToo(question).map((optionId) => ({ kind: 'remark' as const, optionId })),
  ];
  return choices.map((choice) => ({
    value: valueOf(choice),
    text: choiceInWords(question, choice),
    hint: choice.kind === 'leave' ? 'It is recorded that somebody looked at it' : null,
  }));
}

function choiceInWords(question: KnowledgeQuestion, { kind, optionId }: Choice): string {
  if (kind === 'leave') return 'Leave the marks as they are';
  if (kind === 'credit') return 'Give the mark to everybody who was asked it';
  const option = question.options.find(({ id }) => id === optionId);
  return `Mark again, with “${wordsOfHtml(option?.html ?? '', 120)}” right as well`;
}

function givenInWords({ kind, attempts, appliedAt }: Correction): string {
  if (kind === 'leave') return 'No marks changed.';
  const given = `${counted(attempts, 'attempt')} gained by it${appliedAt === null ? ' so far: it is being applied' : ''}.`;
  return `${given} Later ones gain as they are submitted.`;
}

const counted = (count: number, what: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? what : `${what}s`}`;

function figuresOf({ asked, gaining, passing, completing }: Preview, { kind }: Choice) {
  const figure = (count: number, one: string, many: string) => ({
    value: count.toLocaleString('en-GB'),
    text: count === 1 ? one : many,
  });
  const were = figure(
    asked.learners,
    `learner was asked it, in ${counted(asked.attempts, 'submitted attempt')}`,
    `learners were asked it, in ${counted(asked.attempts, 'submitted attempt')}`,
  );
  if (kind === 'leave') return [were];
  return [
    were,
    figure(
      gaining.learners,
      `gains a mark or part of one, in ${counted(gaining.attempts, 'attempt')}`,
      `gain a mark or part of one, in ${counted(gaining.attempts, 'attempt')}`,
    ),
    figure(passing, 'passes who has not passed yet', 'pass who have not passed yet'),
    figure(completing, 'of them completes the course', 'of them complete the course'),
  ];
}
