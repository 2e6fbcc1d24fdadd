import MarkdownIt from 'markdown-it';
import type { Passage } from './advice.rules.js';
import { type BlockFields, fieldsOf } from './block-source.js';
import type { SourcePiece } from './lesson-source.js';

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** The blocks of a lesson as advice is given on them. What is no words of the author's, such as a citation, is left out. */
export function passagesOf(pieces: readonly SourcePiece[]): Passage[] {
  return pieces.flatMap((piece) => {
    const fields = fieldsOf(piece);
    return fields ? [passageOf(piece.id, fields)] : [];
  });
}

function passageOf(block: string, fields: BlockFields): Passage {
  const passage: Passage = { block, headings: [], links: [], tables: [], texts: [] };
  // A case stands on the page under its title, as does a recording, as a heading of the second level.
  if (fields.kind === 'case' || fields.kind === 'video' || fields.kind === 'audio')
    passage.headings.push({ level: 2, text: fields.title });
  for (const text of textsOf(fields)) read(text, passage);
  return passage;
}

/** Everything in Markdown that a block says to somebody. */
function textsOf(fields: BlockFields): string[] {
  switch (fields.kind) {
    case 'text':
    case 'case':
    case 'guidance':
    case 'callout':
    case 'reflect':
    case 'image':
    case 'video':
    case 'audio':
    case 'download':
      return [fields.markdown];
    case 'law':
      return fields.parts.map((part) => part.markdown);
    case 'fact':
      return Object.values(fields.wordings);
    case 'tailored':
      return [...fields.variants.map((variant) => variant.markdown), fields.default];
    case 'check-yourself':
      return [fields.stem, ...fields.options.flatMap((option) => [option.markdown, option.feedback])];
  }
}

const CITATION = /\[@[^\]]*\]/g;

function read(text: string, passage: Passage): void {
  const tokens = markdown.parse(text.replaceAll(CITATION, ''), {});
  let level = 0;
  let isHeader = false;
  for (const token of tokens) {
    if (token.type === 'heading_open') level = Number(token.tag.slice(1));
    else if (token.type === 'heading_close') level = 0;
    else if (token.type === 'table_open') passage.tables.push([]);
    else if (token.type === 'th_open') isHeader = true;
    else if (token.type === 'th_close') isHeader = false;
    if (token.type !== 'inline') continue;
    const words = wordsOf(token.children ?? [], passage);
    if (level > 0) passage.headings.push({ level, text: words });
    else if (isHeader) passage.tables.at(-1)?.push(words);
    else if (words !== '') passage.texts.push(words);
  }
}

/** The words of a line; its links are noted by the way. */
function wordsOf(tokens: NonNullable<ReturnType<typeof markdown.parse>[number]['children']>, passage: Passage): string {
  let words = '';
  let link: { from: number; href: string } | null = null;
  for (const token of tokens) {
    if (token.type === 'link_open') link = { from: words.length, href: String(token.attrGet('href') ?? '') };
    else if (token.type === 'link_close' && link) {
      passage.links.push({ text: words.slice(link.from).trim(), href: link.href });
      link = null;
    } else if (token.type === 'softbreak' || token.type === 'hardbreak') words += ' ';
    else words += token.content;
  }
  return words.replaceAll(/\s+/g, ' ').trim();
}
