import { describe, expect, it } from '@jest/globals';
import { mayPointTo } from './pointers.rules.js';

describe('an answer may point', () => {
  it('to another that stands for itself, never to its own question', () => {
    const answers = [
      { key: 'copy', under: null },
      { key: 'alert', under: null },
    ];
    expect(mayPointTo(answers, 'copy')).toEqual(['alert']);
    expect(mayPointTo(answers, 'lead')).toEqual(['copy', 'alert']);
    expect(mayPointTo([], 'lead')).toEqual([]);
  });

  it('neither on to a pointer nor in a circle', () => {
    const answers = [
      { key: 'copy', under: null },
      { key: 'alert', under: 'copy' },
    ];
    expect(mayPointTo(answers, 'lead')).toEqual(['copy']);
    expect(mayPointTo(answers, 'copy')).toEqual([]);
  });
});
