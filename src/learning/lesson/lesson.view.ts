import type { CourseVersion, LessonContent, RenderedLesson } from '../../courses/courses.types.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { learningPaths, notesPaths } from '../paths.js';
import { passageOf } from '../notes/passage.rules.js';
import { durationInWords } from '../progress/duration.rules.js';
import { type Fitted, fittedTo } from '../progress/fitted.js';
import type { Learner } from '../progress/learners.js';
import type { Outbox } from '../progress/outbox.js';
import { unreadAfter } from '../progress/progress.rules.js';
import { type LessonWords, mayDistress, REFLECTION_FORM } from './lesson-words.js';

interface Link {
  text: string;
  href: string;
}

export interface LessonView {
  title: string;
  course: Link;
  place: string;
  fitted: Fitted;
  reviewed: boolean;
  /** What is ahead that may distress; `link` leads to the lesson without its cases, or back to them. */
  notice: { text: string; link: Link | null } | null;
  /** What the reader keeps of this lesson, in its order. */
  notes: { part: number; passage: string; words: string; href: string }[];
  mineHref: string;
  /** The blocks of the lesson, and the sources that they cite. */
  wordsHtml: string;
  /** The form that records the lesson as it stands here; null when it was read before. */
  completion: { action: string; shown: string } | null;
  read: { on: string; goOn: Link } | null;
  /** The form that the buttons beside prompts to reflect send; null when the lesson has none. */
  reflection: { id: string; action: string; enrolment: string; lesson: string } | null;
  previous: Link | null;
  next: Link | null;
  errors: FieldError[];
  outbox: Outbox;
}

export const lessonPage = definePage<LessonView>('learning/lesson');

export function lessonView(
  learner: Learner,
  content: LessonContent,
  words: LessonWords,
  given: { shown: string; withoutCases: boolean; errors: FieldError[]; outbox: Outbox },
): LessonView {
  const { row, version } = learner;
  const readAt = row.readLessons[content.id];
  const link = (lesson: { title: string; slug: string } | undefined): Link | null =>
    lesson ? { text: lesson.title, href: learningPaths.lesson(row.enrolmentId, lesson.slug) } : null;
  return {
    title: content.title,
    course: { text: version.title, href: learningPaths.enrolment(row.enrolmentId) },
    place: `Lesson ${String(content.position)} of ${String(version.lessons.length)}, ${durationInWords(content.minutes)}`,
    fitted: fittedTo(row, row.profession),
    reviewed: row.reviewed,
    notice: noticeOn(row.enrolmentId, content, words.rendered, given.withoutCases),
    notes: notesIn(content.id, words.rendered, row.notes),
    mineHref: notesPaths.mine(),
    wordsHtml: given.withoutCases ? words.htmlWithoutCases : words.html,
    completion:
      readAt === undefined
        ? { action: learningPaths.completions(row.enrolmentId, content.slug), shown: given.shown }
        : null,
    read:
      readAt === undefined
        ? null
        : { on: dateInWords(londonDate(new Date(readAt))), goOn: goOnAfter(learner, version, content) },
    reflection: words.rendered.blocks.some(({ kind }) => kind === 'reflect')
      ? {
          id: REFLECTION_FORM,
          action: learningPaths.reflections(),
          enrolment: row.enrolmentId,
          lesson: content.slug,
        }
      : null,
    previous: link(version.lessons.find((lesson) => lesson.position === content.position - 1)),
    next: link(version.lessons.find((lesson) => lesson.position === content.position + 1)),
    errors: given.errors,
    outbox: given.outbox,
  };
}

function noticeOn(
  enrolmentId: string,
  content: LessonContent,
  rendered: RenderedLesson,
  withoutCases: boolean,
): LessonView['notice'] {
  if (content.distressing === null) return null;
  const cases = rendered.blocks.filter(mayDistress).length;
  const href = withoutCases
    ? learningPaths.lesson(enrolmentId, content.slug)
    : learningPaths.lessonWithoutCases(enrolmentId, content.slug);
  const which = cases === 1 ? 'the case' : `the ${String(cases)} cases`;
  const text = withoutCases ? `Show ${which} that you left out` : `Read this lesson without ${which}`;
  return { text: content.distressing, link: cases === 0 ? null : { href, text } };
}

function notesIn(lessonId: string, { blocks }: RenderedLesson, notes: Record<string, string>): LessonView['notes'] {
  return blocks.flatMap((block, index) => {
    const words = notes[block.key];
    if (words === undefined) return [];
    return { part: index + 1, passage: passageOf(block, 60), words, href: notesPaths.edit(lessonId, block.key) };
  });
}

function goOnAfter(learner: Learner, version: CourseVersion, content: LessonContent): Link {
  const { enrolmentId, readLessons } = learner.row;
  const next = unreadAfter(version.lessons, content.id, Object.keys(readLessons));
  if (next) return { text: `Go on with “${next.title}”`, href: learningPaths.lesson(enrolmentId, next.slug) };
  return { text: 'Back to the course', href: learningPaths.enrolment(enrolmentId) };
}
