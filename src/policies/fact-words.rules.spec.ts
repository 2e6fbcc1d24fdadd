import { describe, expect, it } from '@jest/globals';
import { asHeading, partlyInWords, webAddress } from './fact-words.rules.js';

describe('an answer that stands by itself', () => {
  it('begins with a capital, unless it is an address', () => {
    expect(asHeading('in part')).toBe('In part');
    expect(asHeading('https://trust.example/policy')).toBe('https://trust.example/policy');
    expect(asHeading('')).toBe('');
  });

  it('is an address only when nothing stands beside it and a browser opens it as a page', () => {
    expect(webAddress('https://trust.example/policy')).toBe('https://trust.example/policy');
    for (const answer of ['see https://trust.example', 'https://trust.example or the intranet', 'javascript:alert(1)'])
      expect(webAddress(answer)).toBeNull();
  });

  it('says once that it is partial, and of what', () => {
    expect(partlyInWords('in part', 'It has its own section.')).toBe('In part. It has its own section.');
    expect(partlyInWords('in part', null)).toBe('In part');
    expect(partlyInWords('a section on storage', null)).toBe('In part: a section on storage');
  });
});
