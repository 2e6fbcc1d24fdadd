import { describe, expect, it } from '@jest/globals';
import { nextUnanswered } from './marking.rules.js';
import { behindCase, isDecided, isReached, stepsBefore, stepToAnswer } from './steps.rules.js';

const step = (id: string, number: number) => ({ id, step: { title: 'A case', number, of: 3 } });
const asked = [{ id: 'x' }, step('a', 1), step('b', 2), step('c', 3), { id: 'y' }];

describe('the steps of a case', () => {
  it('are reached one after the other', () => {
    expect([1, 2, 3, 4, 5].map((position) => isReached(asked, {}, position))).toEqual([true, true, false, false, true]);
    expect(isReached(asked, { a: '1' }, 3)).toBe(true);
    expect(isReached(asked, { b: '1' }, 4)).toBe(false);
    expect(stepToAnswer(asked, {}, 4)).toBe(2);
    expect(stepToAnswer(asked, { a: '1' }, 4)).toBe(3);
    expect(stepToAnswer(asked, {}, 5)).toBe(5);
    expect(stepsBefore(asked, 4).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(stepsBefore(asked, 5)).toEqual([]);
  });

  it('stand once the next one has told what happened; the last one may be changed', () => {
    const answers = { x: '1', a: '1', c: '1' };
    expect([1, 2, 3, 4, 5].map((position) => isDecided(asked, answers, position))).toEqual([
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  it('are left for later together', () => {
    expect([1, 2, 3, 4, 5].map((position) => behindCase(asked, position))).toEqual([2, 5, 5, 5, null]);
  });

  it('are asked for in their order, never one that is not reached', () => {
    expect(nextUnanswered(asked, { x: '1' }, 1)).toBe(2);
    expect(nextUnanswered(asked, { x: '1' }, 2)).toBe(5);
    expect(nextUnanswered(asked, { x: '1', y: '1' }, 5)).toBe(2);
    expect(nextUnanswered(asked, { x: '1', a: '1', y: '1' }, 2)).toBe(3);
    expect(nextUnanswered(asked, { x: '1', a: '1', b: '1', c: '1', y: '1' }, 3)).toBeNull();
  });
});
