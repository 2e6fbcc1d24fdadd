import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { copied, inserted, joinLesson, moved, removed, replaced, splitLesson } from './lesson-source.js';

const LESSONS = path.resolve(import.meta.dirname, '../../../content/advance-decisions/lessons');

const lesson = `---
slug: one
---

::: case "A paper" {#opening}
Somebody has it.
:::

Words.

::: callout tip "Ask" {#ask addresses=mca_lead}
Ask at once.
:::
`;

describe('the file of a lesson', () => {
  const { frontMatter, pieces } = splitLesson(lesson) ?? { frontMatter: '', pieces: [] };
  const seen = (id: string) => pieces.find((piece) => piece.id === id) ?? { id, raw: '' };

  it('is taken apart and put together again without a letter changed, for every lesson that ships', () => {
    for (const name of readdirSync(LESSONS)) {
      const text = readFileSync(path.join(LESSONS, name), 'utf8');
      const source = splitLesson(text);
      expect(joinLesson(source?.frontMatter ?? '', source?.pieces.map(({ raw }) => raw) ?? [])).toBe(text);
    }
  });

  it('has blocks under their keys, and the words between them under their place', () => {
    expect(pieces.map(({ id, name }) => [id, name])).toEqual([
      ['opening', 'case'],
      ['text-2', 'text'],
      ['ask', 'callout'],
    ]);
    expect(pieces[2]).toMatchObject({ args: 'tip "Ask"', addresses: ['mca_lead'], body: 'Ask at once.' });
  });

  it('keeps an opened block that nothing closes as words', () => {
    const faulty = splitLesson('---\na: b\n---\n::: case "Open" {#open}\nWords.\n');
    expect(faulty?.pieces.map(({ name, raw }) => [name, raw])).toEqual([['text', '::: case "Open" {#open}\nWords.']]);
    expect(splitLesson('No front matter')).toBeUndefined();
  });

  it('takes changes of one piece, whatever became of the others', () => {
    const others =
      splitLesson(joinLesson(frontMatter, ['New words in front.', ...pieces.map(({ raw }) => raw)]))?.pieces ?? [];
    expect(replaced(seen('text-2'), 'Other words.')(others)?.[2]).toBe('Other words.');
    expect(removed(seen('ask'))(others)).toHaveLength(3);
    expect(moved(seen('ask'), -1)(others)?.map((raw) => raw.slice(0, 8))).toEqual([
      'New word',
      '::: case',
      '::: call',
      'Words.',
    ]);
    expect(moved(seen('ask'), 1)(pieces)).toEqual(pieces.map(({ raw }) => raw));
    expect(copied(seen('ask'))(pieces)?.[3]).toMatch(/^::: callout tip "Ask" \{#ask-2 addresses=mca_lead\}\n/);
    expect(inserted('opening', 'Between.')(pieces)?.[1]).toBe('Between.');
    expect(inserted(null, 'Last.')(pieces)?.[3]).toBe('Last.');
    expect(inserted('first', 'First.')(pieces)?.[0]).toBe('First.');
  });

  it('refuses to change a piece that somebody else has changed or taken out', () => {
    expect(replaced({ id: 'ask', raw: 'as it was' }, 'mine')(pieces)).toBeUndefined();
    expect(removed({ id: 'gone', raw: 'gone' })(pieces)).toBeUndefined();
  });
});
