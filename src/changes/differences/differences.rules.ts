import type { LessonContent, RenderedLesson } from '../../courses/courses.types.js';
import type { RenderedBlock } from '../../courses/lesson-blocks.types.js';
import type { AskedQuestion, QuestionOption } from '../../courses/questions.types.js';
import { escapeHtml } from '../../courses/escape-html.rules.js';
import { wordsOfHtml } from '../../courses/html-words.rules.js';
import { renderLesson } from '../../courses/lesson-rendering.rules.js';
import { type Consequence, whatFollows } from '../changes.types.js';
import type { TailoringContext } from '../../tailoring/tailoring.types.js';

/** A lesson that somebody has read, and what it was fitted to then. */
export interface Reading {
  lesson: LessonContent;
  before: TailoringContext;
}

/** A passage that says something else. Null: there was, or is, nothing to read there. */
export interface DifferentPassage {
  blockKey: string;
  beforeHtml: string | null;
  afterHtml: string | null;
  /** The law that it speaks of as standing above it, where that is no difference itself; else null. */
  lawHtml: string | null;
  /** Why the learner is shown what comes now; empty where it is the law or guidance of their nation. */
  reasons: string[];
}

export interface DifferentQuestion {
  id: string;
  stemHtml: string;
  options: QuestionOption[];
  organisation: string;
}

/** What somebody has to learn anew, and nothing else. */
export interface Differences {
  lessons: { id: string; title: string; passages: DifferentPassage[] }[];
  questions: DifferentQuestion[];
}

type Fitted = Extract<RenderedBlock, { kind: 'fact' | 'tailored' | 'law' | 'guidance' }>;

/**
 * The passages and local questions that a learner meets differently now: what they read, as it was fitted to them then,
 * against the same lessons as they stand for `after`. The name of a Trust beside the same words is no difference. `asked`
 * are the local questions as they were asked then, and as they are asked now. Pure.
 */
export function differencesOf(
  readings: readonly Reading[],
  asked: { before: readonly AskedQuestion[]; after: readonly AskedQuestion[] },
  after: TailoringContext,
): Differences {
  const lessons = readings.flatMap(({ lesson, before }) => {
    const passages = passagesBetween(renderLesson(lesson, before), renderLesson(lesson, after));
    return passages.length === 0 ? [] : [{ id: lesson.id, title: lesson.title, passages }];
  });
  return { lessons, questions: questionsBetween(asked.before, asked.after) };
}

function passagesBetween(before: RenderedLesson, after: RenderedLesson): DifferentPassage[] {
  const was = fittedBlocks(before);
  const is = fittedBlocks(after);
  const keys = new Set([...is.keys(), ...was.keys()]);
  const passages = [...keys].flatMap((blockKey): DifferentPassage[] => {
    const earlier = was.get(blockKey);
    const now = is.get(blockKey);
    const [beforeHtml, afterHtml] = [earlier, now].map((block) => (block ? htmlOf(block) : null));
    if (beforeHtml === undefined || afterHtml === undefined || beforeHtml === afterHtml) return [];
    const reasons = now?.kind === 'fact' || now?.kind === 'tailored' ? now.why.reasons : [];
    return [{ blockKey, beforeHtml, afterHtml, lawHtml: null, reasons }];
  });
  const different = new Set(passages.map(({ blockKey }) => blockKey));
  return passages.map((passage) => ({ ...passage, lawHtml: lawAbove(passage, is.values(), different) }));
}

/** The passage stands without what it stood below: "the law above" has to be shown with it. */
function lawAbove(
  { blockKey, afterHtml }: DifferentPassage,
  fitted: Iterable<Fitted>,
  different: ReadonlySet<string>,
): string | null {
  if (afterHtml === null || !/\babove\b/.test(wordsOfHtml(afterHtml))) return null;
  let law: Fitted | null = null;
  for (const block of fitted) {
    if (block.key === blockKey) break;
    if (block.kind === 'law') law = block;
  }
  return law === null || different.has(law.key) ? null : htmlOf(law);
}

function fittedBlocks({ blocks }: RenderedLesson): Map<string, Fitted> {
  const fitted = blocks.filter(
    (block) => block.kind === 'fact' || block.kind === 'tailored' || block.kind === 'law' || block.kind === 'guidance',
  );
  return new Map(fitted.map((block) => [block.key, block]));
}

function htmlOf(block: Fitted): string {
  if (block.kind !== 'law') return block.html;
  return block.html === null ? `<p>${escapeHtml(block.silence)}</p>` : block.html;
}

/** Questions about the Trust of today that were not asked before, or had another right answer. */
function questionsBetween(before: readonly AskedQuestion[], after: readonly AskedQuestion[]): DifferentQuestion[] {
  const was = new Map(before.filter(({ core }) => !core).map((question) => [question.key, rightOf(question)]));
  return after.flatMap((question) =>
    question.local === null || was.get(question.key) === rightOf(question)
      ? []
      : [
          {
            id: question.id,
            stemHtml: question.stemHtml,
            options: question.options,
            organisation: question.local.organisation,
          },
        ],
  );
}

const rightOf = ({ options }: AskedQuestion): string | undefined => options.find(({ correct }) => correct)?.html;

/** How many words somebody reads in a minute with care. */
const WORDS_A_MINUTE = 180;

/** Minutes that it takes to read both wordings and to answer: at least one. */
export function minutesFor({ lessons, questions }: Differences): number {
  const passages = lessons.flatMap((lesson) => lesson.passages);
  const read = passages.flatMap(({ beforeHtml, afterHtml }) => [beforeHtml ?? '', afterHtml ?? '']);
  const words =
    read.join(' ') === '' ? 0 : read.map((html) => wordsOfHtml(html).split(' ').length).reduce((a, b) => a + b, 0);
  return Math.max(1, Math.ceil(words / WORDS_A_MINUTE + questions.length));
}

/** What takes longer, and is of several lessons, is read lesson by lesson. */
const LONGEST_AT_ONCE = 10;

/** Whether it is read lesson by lesson, each kept as it is read, and not on one page. Pure. */
export const inParts = (differences: Differences): boolean =>
  differences.lessons.length > 1 && minutesFor(differences) > LONGEST_AT_ONCE;

/** Of what was decided, what asks the most of people: the newest where several do. `decided`: the newest first. */
export function gravest<Decided extends { follows: Consequence }>(decided: readonly Decided[]): Decided | null {
  return [...whatFollows].reverse().flatMap((grave) => decided.filter(({ follows }) => follows === grave))[0] ?? null;
}

/** Whether there is anything at all. */
export const differs = ({ lessons, questions }: Differences): boolean => lessons.length + questions.length > 0;
