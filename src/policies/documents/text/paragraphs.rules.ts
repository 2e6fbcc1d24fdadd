import type { PlacedText } from './text-worker.types.js';

/** Longer pages are cut: what is longer is no page, and the full-text search has its bounds. */
const LONGEST_PAGE = 200_000;
const PART_LENGTH = 4_000;
/** A gap of so many heights between two lines begins a paragraph; single spacing is about 1.2. */
const PARAGRAPH_GAP = 1.65;
const LARGER = 1.12;

const bullet = /^(?:[•●▪◦‣·o–-]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.)])\s/i;

interface Line {
  text: string;
  y: number;
  size: number;
}

/** The paragraphs of a page, one a line with an empty line between them: what was broken to fit the paper is joined. */
export function pageText(items: readonly PlacedText[]): string {
  const paragraphs: string[] = [];
  let last: Line | undefined;
  for (const line of linesOf(items)) {
    if (last === undefined || begins(line, last)) paragraphs.push(line.text);
    else paragraphs.push(`${paragraphs.pop() ?? ''} ${line.text}`);
    last = line;
  }
  return tidy(paragraphs.join('\n\n')).slice(0, LONGEST_PAGE);
}

/** The parts of a text that has no pages, each of some thousand characters and cut between paragraphs. */
export function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (const paragraph of tidy(text).split(/\n{2,}/)) {
    if (paragraph === '') continue;
    const last = parts.at(-1);
    if (last !== undefined && last.length + paragraph.length < PART_LENGTH)
      parts[parts.length - 1] = `${last}\n\n${paragraph}`;
    else for (let at = 0; at < paragraph.length; at += LONGEST_PAGE) parts.push(paragraph.slice(at, at + LONGEST_PAGE));
  }
  return parts;
}

/** Text without what a database or a page cannot show, and without idle blanks. */
export function tidy(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex -- files hold them
      .replaceAll(/[\u0000-\u0008\u000b\u000e-\u001f\u007f\u00ad\u200b\ufeff]/g, '')
      .replaceAll('\f', '\n\n')
      .replaceAll(/[^\S\n]+/g, ' ')
      .replaceAll(/ ?\n ?/g, '\n')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim()
  );
}

/** Whether there is something to read: a scan's text is at most what its scanner stamped on it. */
export function isText(pages: readonly string[]): boolean {
  const letters = pages.reduce((sum, page) => sum + (page.match(/\p{L}/gu)?.length ?? 0), 0);
  return letters >= 20;
}

function linesOf(items: readonly PlacedText[]): Line[] {
  const lines: Line[] = [];
  let open: Line | undefined;
  for (const item of items) {
    if (item.text !== '') {
      open ??= { text: '', y: item.y, size: 0 };
      open.text += item.text;
      if (item.text.trim() !== '') open.size = Math.max(open.size, item.size);
    }
    if (item.endsLine && open) {
      lines.push(open);
      open = undefined;
    }
  }
  if (open) lines.push(open);
  return lines.map((line) => ({ ...line, text: line.text.trim() })).filter(({ text }) => text !== '');
}

function begins(line: Line, last: Line): boolean {
  const gap = Math.abs(last.y - line.y);
  const size = Math.max(Math.min(line.size, last.size), 1);
  const otherSize = Math.max(line.size, last.size) / size > LARGER;
  return gap > PARAGRAPH_GAP * size || line.y > last.y || otherSize || bullet.test(line.text);
}
