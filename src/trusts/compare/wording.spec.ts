import { describe, expect, it } from '@jest/globals';
import { wordingChanges } from './wording.js';

describe('wordings side by side', () => {
  it('differ word by word', () => {
    const parts = wordingChanges('Ask the ward sister at once', 'Ask the matron at once') ?? [];
    const of = (is: string) => parts.filter((part) => part.is === is).map(({ text }) => text.trim());
    expect([of('removed'), of('added')]).toEqual([['ward sister'], ['matron']]);
  });

  it('are not compared when they have next to nothing in common, or are too long', () => {
    expect(wordingChanges('A red banner in the record', 'Ring switchboard and ask')).toBeNull();
    expect(wordingChanges('word '.repeat(2000), 'word')).toBeNull();
  });
});
