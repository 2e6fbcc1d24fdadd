import { describe, expect, it } from '@jest/globals';
import { gainOf, mayBeRightToo, readChoice } from './correction.rules.js';

const option = (id: string, correct: boolean) => ({ id, correct });
const single = { options: [option('a', true), option('b', false), option('c', false)] };
const several = { kind: 'multiple' as const, options: [option('a', true), option('b', true), option('c', false)] };
const credit = { kind: 'credit' as const, optionId: null };

describe('what a correction gives', () => {
  it('is the whole mark for everybody who answered, and nothing more for who had it', () => {
    expect(['a', 'b', 'c', undefined].map((answer) => gainOf(single, answer, credit))).toEqual([0, 100, 100, 0]);
    expect(gainOf(several, 'a', credit)).toBe(50);
  });

  it('is the mark for who chose the option that is right too, and takes none from who was right before', () => {
    const remark = { kind: 'remark' as const, optionId: 'b' };
    expect(['a', 'b', 'c'].map((answer) => gainOf(single, answer, remark))).toEqual([0, 100, 0]);
  });

  it('is nothing where all is left as it is', () => {
    expect(gainOf(single, 'b', { kind: 'leave', optionId: null })).toBe(0);
  });
});

describe('what may be decided', () => {
  it('is to mark again only with a wrong option of a question that asks for one', () => {
    expect(mayBeRightToo(single)).toEqual(['b', 'c']);
    expect(mayBeRightToo(several)).toEqual([]);
    expect(readChoice(single, 'remark:b')).toEqual({ kind: 'remark', optionId: 'b' });
    for (const text of ['remark:a', 'remark:', 'remark:x', 'take away', ''])
      expect(readChoice(single, text)).toBeNull();
    expect(readChoice(several, 'credit')).toEqual(credit);
  });
});
