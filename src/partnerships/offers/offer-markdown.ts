import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

/** Words with their looks, as the printed offer sets them. */
export interface Run {
  text: string;
  strong: boolean;
  em: boolean;
  href: string | null;
}

export type Piece =
  | { kind: 'heading'; runs: Run[] }
  | { kind: 'paragraph'; runs: Run[] }
  | { kind: 'quote'; pieces: Piece[] }
  | { kind: 'list'; ordered: boolean; items: Piece[][] };

/** As little Markdown as a letter needs: headings, lists, quotes, emphasis and links. */
const markdown = new MarkdownIt('zero', { html: false }).enable([
  'heading',
  'list',
  'blockquote',
  'emphasis',
  'link',
  'escape',
  'entity',
  'newline',
  'balance_pairs',
]);

const allowed: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'strong', 'em', 'ul', 'ol', 'li', 'a', 'h3', 'blockquote', 'br'],
  allowedAttributes: { a: ['href'], ol: ['start'] },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  // A section has its heading: those within it are one level down, whatever was typed.
  transformTags: { h1: 'h3', h2: 'h3', h4: 'h3', h5: 'h3', h6: 'h3' },
};

/** A section's words as HTML, cleaned. */
export function sectionHtml(text: string): string {
  return sanitizeHtml(markdown.render(text), allowed).trim();
}

/** A section's words as pieces that the typesetter understands. */
export function sectionPieces(text: string): Piece[] {
  const tokens = markdown.parse(text, {});
  let at = 0;
  const until = (close: string): Piece[] => {
    const pieces: Piece[] = [];
    while (at < tokens.length && tokens[at]?.type !== close) {
      const token = tokens[at];
      at += 1;
      if (token === undefined) break;
      if (token.type === 'heading_open') pieces.push({ kind: 'heading', runs: inline() });
      else if (token.type === 'paragraph_open') pieces.push({ kind: 'paragraph', runs: inline() });
      else if (token.type === 'blockquote_open') pieces.push({ kind: 'quote', pieces: until('blockquote_close') });
      else if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open')
        pieces.push({ kind: 'list', ordered: token.type === 'ordered_list_open', items: items() });
    }
    at += 1;
    return pieces;
  };
  const inline = (): Run[] => {
    const runs = runsOf(tokens[at]?.children ?? []);
    at += 2;
    return runs;
  };
  const items = (): Piece[][] => {
    const found: Piece[][] = [];
    while (tokens[at]?.type === 'list_item_open') {
      at += 1;
      found.push(until('list_item_close'));
    }
    at += 1;
    return found;
  };
  return until('nothing closes the whole');
}

function runsOf(
  tokens: readonly { type: string; content: string; attrGet(name: string): string | number | null }[],
): Run[] {
  const runs: Run[] = [];
  const look = { strong: false, em: false, href: null as string | null };
  for (const token of tokens) {
    if (token.type === 'strong_open' || token.type === 'strong_close') look.strong = token.type === 'strong_open';
    else if (token.type === 'em_open' || token.type === 'em_close') look.em = token.type === 'em_open';
    else if (token.type === 'link_open') look.href = safe(token.attrGet('href'));
    else if (token.type === 'link_close') look.href = null;
    else if (token.type === 'softbreak' || token.type === 'hardbreak') runs.push({ ...look, text: ' ' });
    else if (token.content !== '') runs.push({ ...look, text: token.content });
  }
  return runs;
}

const safe = (href: string | number | null) =>
  typeof href === 'string' && /^(https?|mailto|tel):/i.test(href) ? href : null;
