import { describe, expect, it } from '@jest/globals';
import { courseLengths, minutesOf } from './course-lengths.rules.js';

describe('lengths of courses', () => {
  it('follow on each other, so that every course has one', () => {
    const spans = courseLengths.map(minutesOf);
    expect(spans[0]?.above).toBe(0);
    expect(spans.at(-1)?.upTo).toBeNull();
    for (const [index, span] of spans.slice(1).entries()) expect(span.above).toBe(spans[index]?.upTo);
  });
});
