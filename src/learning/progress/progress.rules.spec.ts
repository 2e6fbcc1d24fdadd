import { describe, expect, it } from '@jest/globals';
import { checkMinutes, progressOf, unreadAfter } from './progress.rules.js';

const course = {
  minutes: 30,
  lessons: [
    { id: 'a', slug: 'first', minutes: 8 },
    { id: 'b', slug: 'second', minutes: 9 },
    { id: 'c', slug: 'third', minutes: 3 },
  ],
};
const unpassed = (...readLessonIds: string[]) => progressOf(course, { readLessonIds, checkPassed: false });

describe('progress', () => {
  it('begins with the first lesson', () => {
    expect(unpassed()).toEqual({
      lessonsRead: 0,
      lessons: 3,
      nextLessonSlug: 'first',
      nothingLeft: false,
      left: '3 lessons and the knowledge check left',
      minutesLeft: 30,
    });
  });

  it('goes on with the first lesson that was not read, whatever the order of reading', () => {
    expect(unpassed('c', 'b')).toMatchObject({
      nextLessonSlug: 'first',
      left: '1 lesson and the knowledge check left',
      minutesLeft: 18,
    });
  });

  it('is not done while only the check is left, nor while only a lesson is', () => {
    expect(unpassed('c', 'b', 'a')).toMatchObject({
      nextLessonSlug: null,
      nothingLeft: false,
      left: 'The knowledge check left',
      minutesLeft: 10,
    });
    const passed = progressOf(course, { readLessonIds: ['a', 'b'], checkPassed: true });
    expect(passed).toMatchObject({ nothingLeft: false, left: '1 lesson left', minutesLeft: 3 });
  });

  it('is done when both are', () => {
    const done = progressOf(course, { readLessonIds: ['a', 'b', 'c'], checkPassed: true });
    expect(done).toMatchObject({ nothingLeft: true, minutesLeft: 0, left: 'Nothing left' });
  });

  it('counts no lesson of another version', () => {
    expect(unpassed('x', 'y', 'z')).toMatchObject({ lessonsRead: 0, nextLessonSlug: 'first' });
  });

  it('leads from a lesson to the next that was not read, and then round to those that were passed over', () => {
    expect(unreadAfter(course.lessons, 'a', ['a', 'b'])?.slug).toBe('third');
    expect(unreadAfter(course.lessons, 'c', ['c', 'b'])?.slug).toBe('first');
    expect(unreadAfter(course.lessons, 'c', ['a', 'b', 'c'])).toBeNull();
  });

  it('gives the check the minutes that the lessons leave, never fewer than none', () => {
    expect(checkMinutes(course)).toBe(10);
    expect(checkMinutes({ ...course, minutes: 5 })).toBe(0);
  });
});
