import { describe, expect, it } from '@jest/globals';
import { progressOf } from './progress.rules.js';

const course = {
  minutes: 30,
  lessons: [
    { id: 'a', slug: 'first', minutes: 8 },
    { id: 'b', slug: 'second', minutes: 9 },
  ],
};

describe('progress', () => {
  it('begins with the first lesson', () => {
    expect(progressOf(course, [], false)).toMatchObject({
      nextLessonSlug: 'first',
      checkIsOpen: false,
      left: '2 lessons and the knowledge check left',
      minutesLeft: 30,
    });
  });

  it('goes on with the first lesson that was not read, whatever the order of reading', () => {
    expect(progressOf(course, ['b'], false)).toMatchObject({
      nextLessonSlug: 'first',
      left: '1 lesson and the knowledge check left',
      minutesLeft: 21,
    });
  });

  it('opens the check when every lesson was read', () => {
    expect(progressOf(course, ['b', 'a'], false)).toMatchObject({ nextLessonSlug: null, checkIsOpen: true, minutesLeft: 13 });
  });

  it('counts no lesson of another version', () => {
    expect(progressOf(course, ['x', 'y'], false)).toMatchObject({ lessonsDone: 0, checkIsOpen: false });
  });

  it('has nothing left after completion', () => {
    expect(progressOf(course, ['a', 'b'], true)).toMatchObject({ minutesLeft: 0, completed: true });
  });
});
