import { describe, expect, it } from '@jest/globals';
import { markedWords } from './marked-words.js';

const plain = (html: string) => html.replaceAll(/<span class="nhsuk-u-visually-hidden">[^<]*<\/span>/g, '');
const of = (before: string, after: string) => {
  const marked = markedWords(before, after);
  return [plain(marked.before), plain(marked.after)];
};

describe('words that changed in a passage', () => {
  it('are marked, and nothing else is', () => {
    expect(of('<p>A copy is enough here.</p>', '<p>A clear copy is enough here.</p>')).toEqual([
      '<p>A copy is enough here.</p>',
      '<p>A <ins>clear</ins> copy is enough here.</p>',
    ]);
    expect(of('<p>Ask the ward today.</p>', '<p>Ask the ward.</p>')[0]).toBe('<p>Ask the <del>ward today.</del></p>');
  });

  it('are never marked across tags', () => {
    const [before, after] = of(
      '<ul><li>One thing stays</li><li>Two goes</li></ul>',
      '<ul><li>One thing stays</li><li>Two <strong>new things</strong> come</li></ul>',
    );
    expect(before).toBe('<ul><li>One thing stays</li><li>Two <del>goes</del></li></ul>');
    expect(after).toBe(
      '<ul><li>One thing stays</li><li>Two <strong><ins>new things</ins></strong> <ins>come</ins></li></ul>',
    );
  });

  it('are left alone where two wordings have little in common', () => {
    const both = ['<p>The Act asks for a witness.</p>', '<p>Common law governs: no statute.</p>'] as const;
    expect(of(...both)).toEqual([...both]);
  });
});
