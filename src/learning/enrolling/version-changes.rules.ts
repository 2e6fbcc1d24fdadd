import type { LessonContent } from '../../courses/courses.types.js';

/** What a newer version of a course changes, for somebody on an older one. Titles are the newer version's own. */
export interface VersionChanges {
  /** Lessons that say the same: who has read one has read the other. */
  same: { from: string; to: string }[];
  changed: string[];
  added: string[];
  /** Titles of lessons that the newer version has no more. */
  dropped: string[];
}

/** Compares two versions of a course lesson by lesson; a lesson keeps its slug from version to version. Pure. */
export function changesBetween(older: readonly LessonContent[], newer: readonly LessonContent[]): VersionChanges {
  const before = new Map(older.map((lesson) => [lesson.slug, lesson]));
  const after = new Set(newer.map((lesson) => lesson.slug));
  const known = newer.flatMap((lesson) => {
    const was = before.get(lesson.slug);
    return was ? [{ was, lesson }] : [];
  });
  return {
    same: known
      .filter(({ was, lesson }) => saysTheSame(was, lesson))
      .map(({ was, lesson }) => ({ from: was.id, to: lesson.id })),
    changed: known.filter(({ was, lesson }) => !saysTheSame(was, lesson)).map(({ lesson }) => lesson.title),
    added: newer.filter((lesson) => !before.has(lesson.slug)).map((lesson) => lesson.title),
    dropped: older.filter((lesson) => !after.has(lesson.slug)).map((lesson) => lesson.title),
  };
}

/** Whether a reader of one has read the other: its place in the course and the day a source was checked do not matter. */
function saysTheSame(one: LessonContent, other: LessonContent): boolean {
  const words = (lesson: LessonContent) => JSON.stringify([lesson.title, lesson.distressing, lesson.blocks]);
  return words(one) === words(other);
}
