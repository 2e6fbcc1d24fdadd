import { describe, expect, it } from '@jest/globals';
import { locatorWith, passagesOf, quoteWith, searchWords } from './passages.rules.js';

describe('passages', () => {
  it('are the paragraphs of a page', () => {
    expect(passagesOf('3. Recording\n\nA copy is\nfiled.\n \n\n')).toEqual(['3. Recording', 'A copy is filed.']);
    expect(passagesOf('')).toEqual([]);
  });

  it('are cut between sentences when they are long, and nothing is lost', () => {
    const long = Array.from({ length: 40 }, (_, index) => `Sentence ${String(index)} says something.`).join(' ');
    const passages = passagesOf(long);
    expect(passages.length).toBeGreaterThan(1);
    expect(passages.every((passage) => passage.length <= 600)).toBe(true);
    expect(passages.join(' ')).toBe(long);
    expect(passagesOf('word'.repeat(500))).toHaveLength(1);
  });
});

describe('what is searched for', () => {
  it('is the question and its possible answers, without operators', () => {
    const question = {
      wording: 'Is a copy, or the original, seen?',
      shortName: 'Copy',
      options: [{ label: 'a photo' }],
    };
    expect(searchWords(question)).toEqual(['is', 'copy', 'the', 'original', 'seen', 'photo']);
  });
});

describe('a passage that is taken', () => {
  it('becomes the quote, or goes on from the one that stands there', () => {
    expect(quoteWith('', 'A copy will do.')).toBe('A copy will do.');
    expect(quoteWith('A copy will do.', 'A copy will do.')).toBe('A copy will do.');
    expect(quoteWith('First.', 'Second.')).toBe('First.\n[…]\nSecond.');
  });

  it('says its page once', () => {
    expect(locatorWith('', 3)).toBe('page 3');
    expect(locatorWith('page 3, s2', 3)).toBe('page 3, s2');
    expect(locatorWith('page 30', 3)).toBe('page 30; page 3');
  });
});
