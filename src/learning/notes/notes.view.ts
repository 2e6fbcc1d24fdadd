import type { RenderedBlock } from '../../courses/lesson-blocks.types.js';
import { referenceView } from '../../courses/references.rules.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { learningPaths, notesPaths } from '../paths.js';
import type { Learner } from '../progress/learners.js';
import type { BlockSeen } from '../remarks/remarked-block.js';
import { citedIn } from '../remarks/remarks.view.js';
import type { Note } from './notes.service.js';

export const PAGE_SIZE = 25;

interface NoteView {
  title: string;
  lesson: { text: string; href: string };
  blocks: RenderedBlock[];
  references: ReturnType<typeof referenceView>[];
  action: string;
  /** Null while the passage is not kept. */
  removeAction: string | null;
  typed: Record<string, string>;
  /** Something in the words looks as if it told who somebody is. */
  warned: boolean;
  errors: FieldError[];
}

export const notePage = definePage<NoteView>('learning/notes/note');

export function noteView(
  { lesson, block }: BlockSeen,
  { row }: Learner,
  kept: { id: string; words: string } | undefined,
  typed: Record<string, string> | null,
  errors: FieldError[],
): NoteView {
  return {
    title: kept ? 'Your bookmark and note' : 'Bookmark or note',
    lesson: { text: lesson.title, href: learningPaths.lesson(row.enrolmentId, lesson.slug) },
    blocks: [block],
    references: citedIn(block, lesson.references).map(referenceView),
    action: notesPaths.keep(lesson.id, block.key),
    removeAction: kept ? notesPaths.removals(kept.id) : null,
    typed: typed ?? { words: kept?.words ?? '' },
    warned: typed?.['harmless'] === 'yes' || errors.some(({ message }) => message.includes('tick below')),
    errors,
  };
}

interface MyNotesView {
  title: string;
  learningHref: string;
  text: string;
  /** `href`: the passage; null where the person does not take the course now. */
  notes: {
    passage: string;
    words: string;
    lesson: string;
    course: string;
    keptOn: string;
    href: string | null;
    removeAction: string;
  }[];
  next: { href: string; text: string } | null;
  firstHref: string | null;
}

export const myNotesPage = definePage<MyNotesView>('learning/notes/mine');

/** `found` holds one more than a page when there is a next one. */
export function myNotesView(
  found: readonly Note[],
  { text, before }: { text: string; before: string | null },
): MyNotesView {
  const last = found[PAGE_SIZE - 1];
  return {
    title: 'Your bookmarks and notes',
    learningHref: learningPaths.mine(),
    text,
    notes: found.slice(0, PAGE_SIZE).map((note) => ({
      passage: note.passage,
      words: note.words,
      lesson: note.lesson,
      course: note.course,
      keptOn: dateInWords(londonDate(note.keptAt)),
      href: note.lessonId === null ? null : notesPaths.edit(note.lessonId, note.blockKey),
      removeAction: notesPaths.removals(note.id),
    })),
    next:
      found.length > PAGE_SIZE && last ? { href: notesPaths.mine({ text, before: last.id }), text: 'Earlier' } : null,
    firstHref: before === null ? null : notesPaths.mine({ text }),
  };
}
