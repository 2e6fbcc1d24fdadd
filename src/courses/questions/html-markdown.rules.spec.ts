import MarkdownIt from 'markdown-it';
import { describe, expect, it } from '@jest/globals';
import { markdownOf } from './html-markdown.rules.js';

const rendered = (markdown: string) =>
  new MarkdownIt({ html: false }).render(markdown).replaceAll(/\n/g, '').replaceAll('&quot;', '"');

describe('a question of the bank in Markdown', () => {
  it.each([
    '<p>It <strong>binds</strong>, <em>if</em> it is <code>valid</code>.</p><p>Is it?</p>',
    '<p>One of</p><ul><li>this</li><li>that</li></ul>',
    '<ol><li>first</li><li>then</li></ol><p>Done</p>',
    '<p>See <a href="https://a.example/x">the page</a></p>',
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    '<blockquote><p>Their words</p></blockquote>',
    '<p>Less than &lt; 3 &amp; more</p>',
  ])('says the same: %s', (html) => {
    expect(rendered(markdownOf(html))).toBe(html);
  });

  it('keeps the words of what Markdown has no mark for', () => {
    expect(markdownOf('CO<sub>2</sub><br />next')).toBe('CO2\n\nnext');
    expect(markdownOf('')).toBe('');
  });
});
