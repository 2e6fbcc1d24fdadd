import type { Source } from '../../courses/courses.types.js';
import type { RenderedBlock } from '../../courses/lesson-blocks.types.js';
import { referenceView } from '../../courses/references.rules.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { learningPaths, remarksPaths } from '../paths.js';
import type { Learner } from '../progress/learners.js';
import { outcomeInWords, remarkKindInWords, remarkStateTag } from './remark-words.rules.js';
import type { BlockSeen } from './remarked-block.js';
import { type Remark, type RemarkAnswer, remarkKinds } from './remarks.types.js';

export const PAGE_SIZE = 25;

interface NewRemarkView {
  title: string;
  lesson: { text: string; href: string };
  action: string;
  blocks: RenderedBlock[];
  references: ReturnType<typeof referenceView>[];
  kinds: { value: string; text: string }[];
  typed: Record<string, string>;
  /** Where to say that a Trust's policy is otherwise: that is a question for the policy, not for the lesson. */
  trust: { name: string; href: string } | null;
  /** Something in the words looks like personal data. */
  warned: boolean;
  errors: FieldError[];
}

export const newRemarkPage = definePage<NewRemarkView>('learning/remarks/new');

export function newRemarkView(
  { lesson, block }: BlockSeen,
  { row, context }: Learner,
  typed: Record<string, string>,
  errors: FieldError[],
): NewRemarkView {
  const organisation = block.kind === 'fact' || block.kind === 'tailored' ? context?.profile?.organisation : undefined;
  const source = lesson.blocks.find(({ key }) => key === block.key);
  const question = source?.kind === 'fact' ? source.question : '';
  return {
    title: 'Something wrong here?',
    lesson: { text: lesson.title, href: learningPaths.lesson(row.enrolmentId, lesson.slug) },
    action: remarksPaths.send(lesson.id, block.key),
    blocks: [block],
    references: citedIn(block, lesson.references).map(referenceView),
    kinds: remarkKinds.map((value) => ({ value, text: remarkKindInWords(value) })),
    typed,
    trust: organisation
      ? { name: organisation.name, href: remarksPaths.trustReport(organisation.code, { question }) }
      : null,
    warned: typed['harmless'] === 'yes' || errors.some(({ message }) => message.includes('personal data')),
    errors,
  };
}

/** What the block cites, of what its lesson cites. */
export function citedIn(block: RenderedBlock, references: readonly Source[]): Source[] {
  const html = JSON.stringify(block);
  return references.filter(({ id }) => html.includes(`#source-${id}\\"`));
}

interface AnswerShown {
  heading: string;
  outcome: string;
  answer: string;
}

interface MyRemarksView {
  title: string;
  learningHref: string;
  remarks: {
    lesson: string;
    course: string;
    sentOn: string;
    kind: string;
    words: string;
    state: { text: string; kind: string };
    answers: AnswerShown[];
  }[];
  next: { href: string; text: string } | null;
  firstHref: string | null;
}

export const myRemarksPage = definePage<MyRemarksView>('learning/remarks/mine');

/** `found` holds one more than a page when there is a next one. */
export function myRemarksView(
  found: readonly Remark[],
  answers: ReadonlyMap<string, RemarkAnswer[]>,
  before: string | null,
): MyRemarksView {
  const last = found[PAGE_SIZE - 1];
  return {
    title: 'What you told us',
    learningHref: learningPaths.mine(),
    remarks: found.slice(0, PAGE_SIZE).map((remark) => ({
      lesson: remark.lesson.title,
      course: remark.course.title,
      sentOn: dateInWords(londonDate(remark.sentAt)),
      kind: remarkKindInWords(remark.kind),
      words: remark.words,
      state: remarkStateTag(remark.state),
      answers: (answers.get(remark.id) ?? []).map(answerShown),
    })),
    next: found.length > PAGE_SIZE && last ? { href: remarksPaths.mine({ before: last.id }), text: 'Earlier' } : null,
    firstHref: before === null ? null : remarksPaths.mine(),
  };
}

/** An answer as both sides read it. */
export function answerShown({ state, answer, version, answeredAt }: RemarkAnswer): AnswerShown {
  return {
    heading: `Answered on ${dateInWords(londonDate(answeredAt))}`,
    outcome: outcomeInWords(state, version),
    answer,
  };
}
