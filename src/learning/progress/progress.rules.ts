/** What a learner still has to do, from what is done. Pure. */
export interface Progress {
  lessonsDone: number;
  lessons: number;
  /** The lesson to go on with: the first that is not done, in the course's order; null when all are. */
  nextLessonSlug: string | null;
  /** The knowledge check opens when every lesson was read. */
  checkIsOpen: boolean;
  completed: boolean;
  /** In words, for the learner: "2 lessons and the knowledge check left". */
  left: string;
  minutesLeft: number;
}

/** Minutes that a knowledge check is reckoned to take: what the course's hours leave after its lessons. */
export function checkMinutes(course: { minutes: number; lessons: { minutes: number }[] }): number {
  return Math.max(0, course.minutes - course.lessons.reduce((sum, lesson) => sum + lesson.minutes, 0));
}

/**
 * A course is complete when every lesson was read and the core questions were passed.
 * `doneLessonIds` may hold lessons of other versions: they do not count.
 */
export function progressOf(
  course: { minutes: number; lessons: { id: string; slug: string; minutes: number }[] },
  doneLessonIds: readonly string[],
  completed: boolean,
): Progress {
  const done = new Set(doneLessonIds);
  const open = course.lessons.filter((lesson) => !done.has(lesson.id));
  const lessonsLeft = open.length === 0 ? null : open.length === 1 ? '1 lesson' : `${String(open.length)} lessons`;
  return {
    lessonsDone: course.lessons.length - open.length,
    lessons: course.lessons.length,
    nextLessonSlug: open[0]?.slug ?? null,
    checkIsOpen: open.length === 0,
    completed,
    left: completed
      ? 'Nothing left: you have completed this course'
      : [lessonsLeft, 'the knowledge check'].filter((part) => part !== null).join(' and ') + ' left',
    minutesLeft: completed ? 0 : open.reduce((sum, lesson) => sum + lesson.minutes, 0) + checkMinutes(course),
  };
}
