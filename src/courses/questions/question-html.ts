import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { escapeHtml } from '../escape-html.rules.js';
import { unescaped } from '../html-words.rules.js';

export type WordsFormat = 'moodle' | 'html' | 'markdown' | 'plain';

const INLINE = ['strong', 'em', 'code', 'sub', 'sup', 'br'];
const BLOCKS = ['p', 'ul', 'ol', 'li', 'blockquote', 'table', 'thead', 'tbody', 'tr', 'th', 'td'];
const transformTags = { b: 'strong', i: 'em' };
const blocks: sanitizeHtml.IOptions = {
  allowedTags: [...INLINE, ...BLOCKS, 'a'],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['https', 'http', 'mailto'],
  allowProtocolRelative: false,
  transformTags: { ...transformTags, a: sanitizeHtml.simpleTransform('a', { rel: 'noreferrer' }) },
};
const inline: sanitizeHtml.IOptions = { allowedTags: INLINE, allowedAttributes: {}, transformTags };
const markdown = new MarkdownIt({ html: false, linkify: false });

/** Words of a file as HTML of paragraphs, cleaned of everything that could act. '' when no words are left. */
export function blockHtml(text: string, format: WordsFormat): string {
  const html = sanitizeHtml(htmlOf(text, format), blocks);
  const whole = /^\s*<(p|ul|ol|blockquote|table)\b/.test(html) ? html : `<p>${html}</p>`;
  return wordsOf(whole) === '' ? '' : settled(whole);
}

/** As blockHtml, for words that stand in a label: without paragraphs. */
export function inlineHtml(text: string, format: WordsFormat): string {
  const html = sanitizeHtml(htmlOf(text, format).replaceAll(/<\/(p|li|div)>\s*(?=<)/gi, '</$1><br>'), inline);
  return wordsOf(html) === '' ? '' : settled(html.replace(/(<br \/>\s*)+$/, ''));
}

/** The words of HTML, for finding it again and for calling it something. */
export function wordsOf(html: string): string {
  const text = sanitizeHtml(html.replaceAll(/<(br|\/p|\/li|\/td)[^>]*>/g, ' '), {
    allowedTags: [],
    allowedAttributes: {},
  });
  return unescaped(text).replaceAll(/\s+/g, ' ').trim();
}

/** Whether the words come with a picture or a sound, which a text file cannot bring along. */
export function hasMedia(text: string): boolean {
  return /<(img|audio|video|iframe|object|embed|svg|picture)\b|@@PLUGINFILE@@|!\[[^\]]*\]\(/i.test(text);
}

function htmlOf(text: string, format: WordsFormat): string {
  switch (format) {
    case 'html':
      return text;
    case 'markdown':
      return markdown.render(text);
    case 'moodle':
      return text.trim().replaceAll('\n', '<br>');
    case 'plain':
      return escapeHtml(text.trim()).replaceAll('\n', '<br>');
  }
}

/** The same words always give the same text, however a file breaks its lines. */
const settled = (html: string): string => html.replaceAll(/\s+/g, ' ').trim();
