interface CourseToTake {
  minutes: number;
  lessons: { id: string; slug: string; minutes: number }[];
}

/** What was done. `readLessonIds` may hold lessons of other versions: they do not count. */
interface Done {
  readLessonIds: readonly string[];
  checkPassed: boolean;
}

/** Where a learner stands in a course, and what is left. */
export interface Progress {
  lessonsRead: number;
  lessons: number;
  /** The lesson to go on with: the first that was not read, in the course's order; null when all were. */
  nextLessonSlug: string | null;
  nothingLeft: boolean;
  /** In words, for the learner: "2 lessons and the knowledge check left". */
  left: string;
  minutesLeft: number;
}

/** Minutes that a knowledge check is reckoned to take: what the course's hours leave after its lessons. */
export function checkMinutes(course: CourseToTake): number {
  return Math.max(0, course.minutes - course.lessons.reduce((sum, lesson) => sum + lesson.minutes, 0));
}

/** A course is done when every lesson was read and the knowledge check was passed, in whatever order. Pure. */
export function progressOf(course: CourseToTake, done: Done): Progress {
  const read = new Set(done.readLessonIds);
  const unread = course.lessons.filter((lesson) => !read.has(lesson.id));
  const lessonsLeft =
    unread.length === 0 ? null : unread.length === 1 ? '1 lesson' : `${String(unread.length)} lessons`;
  const left = [lessonsLeft, done.checkPassed ? null : 'the knowledge check'].filter((part) => part !== null);
  return {
    lessonsRead: course.lessons.length - unread.length,
    lessons: course.lessons.length,
    nextLessonSlug: unread[0]?.slug ?? null,
    nothingLeft: left.length === 0,
    left: left.length === 0 ? 'Nothing left' : capitalised(`${left.join(' and ')} left`),
    minutesLeft:
      unread.reduce((sum, lesson) => sum + lesson.minutes, 0) + (done.checkPassed ? 0 : checkMinutes(course)),
  };
}

/** The lesson to read after one of them: the next that was not read, going round; null when none is left. */
export function unreadAfter<L extends { id: string }>(
  lessons: readonly L[],
  lessonId: string,
  readLessonIds: readonly string[],
): L | null {
  const at = lessons.findIndex((lesson) => lesson.id === lessonId);
  const inTurn = [...lessons.slice(at + 1), ...lessons.slice(0, Math.max(at, 0))];
  return inTurn.find((lesson) => !readLessonIds.includes(lesson.id)) ?? null;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
