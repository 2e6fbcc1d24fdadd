import { escapeHtml } from '../../courses/escape-html.rules.js';

/** A letter, said once and set twice: as plain text and as HTML. */
export interface Letter {
  subject: string;
  paragraphs: string[];
  /** The one thing to do, as a link on a line of its own. */
  action: { text: string; href: string };
  /** Why they get it, in small letters. */
  why: string;
  /** Where they choose what mail they get, and where they end mail of this kind. */
  choices: string;
  unsubscribe: string;
  /** Address of the product. */
  site: string;
}

/** The letter as text. Pure. */
export function letterText(letter: Letter): string {
  return [
    'Hello,',
    ...letter.paragraphs,
    `${letter.action.text}:\n${letter.action.href}`,
    `Beforehand\n${letter.site}`,
    '-- ',
    `${letter.why}\nChoose what mail you get: ${letter.choices}\nStop mail of this kind: ${letter.unsubscribe}`,
  ].join('\n\n');
}

const BODY =
  'margin:0;padding:24px;background:#fbf8f2;color:#1f2430;font-family:Georgia,serif;font-size:17px;line-height:1.6';
const SMALL = 'color:#55585f;font-family:Arial,sans-serif;font-size:14px;line-height:1.5';

/** The letter as HTML: no picture, nothing that is fetched, nothing that tells whether it was opened. Pure. */
export function letterHtml(letter: Letter): string {
  const paragraph = (html: string, style = '') => `<p${style === '' ? '' : ` style="${style}"`}>${html}</p>`;
  const link = (href: string, text: string) => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;
  return [
    '<!DOCTYPE html>',
    '<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(letter.subject)}</title></head>`,
    `<body style="${BODY}"><div style="max-width:36em;margin:0 auto">`,
    paragraph('Hello,'),
    ...letter.paragraphs.map((text) => paragraph(escapeHtml(text))),
    paragraph(link(letter.action.href, letter.action.text), 'font-weight:bold'),
    paragraph(`Beforehand<br>${link(letter.site, letter.site)}`),
    '<hr style="border:0;border-top:1px solid #c9c3b6">',
    paragraph(
      `${escapeHtml(letter.why)}<br>${link(letter.choices, 'Choose what mail you get')}<br>${link(letter.unsubscribe, 'Stop mail of this kind')}`,
      SMALL,
    ),
    '</div></body></html>',
  ].join('\n');
}
