// Between Markdown, which is what is kept, and the document that the editor shows.
import MarkdownIt from 'markdown-it';
import {
  defaultMarkdownParser,
  defaultMarkdownSerializer,
  MarkdownParser,
  MarkdownSerializer,
} from 'prosemirror-markdown';
import { citationText, isPicture, schema } from './schema.js';

const CITATION = /^\[@([^\]\s]+)(?:\s+([^\]]+))?\]/;

const tokenizer = new MarkdownIt({ html: false, linkify: false, typographer: false });
tokenizer.inline.ruler.before('link', 'citation', (state, silent) => {
  const found = state.src.charAt(state.pos) === '[' ? CITATION.exec(state.src.slice(state.pos)) : null;
  if (!found) return false;
  if (!silent) state.push('citation', '', 0).meta = { id: found[1], provision: found[2] ?? null };
  state.pos += found[0].length;
  return true;
});

const { code_block: _indented, fence: _fenced, ...tokens } = defaultMarkdownParser.tokens;
const parser = new MarkdownParser(schema, tokenizer, {
  ...tokens,
  image: { node: 'picture', getAttrs: pictureOf },
  citation: { node: 'citation', getAttrs: ({ meta }) => meta, noCloseToken: true },
  table: { block: 'table' },
  thead: { ignore: true },
  tbody: { ignore: true },
  tr: { block: 'table_row' },
  th: { block: 'table_header' },
  td: { block: 'table_cell' },
});

const { blockquote, heading, horizontal_rule, ordered_list, list_item, paragraph, text } =
  defaultMarkdownSerializer.nodes;
const serializer = new MarkdownSerializer(
  {
    blockquote,
    heading,
    horizontal_rule,
    ordered_list,
    list_item,
    paragraph,
    text,
    bullet_list: (state, node) => state.renderList(node, '  ', () => '- '),
    citation: (state, node) => state.write(citationText(node.attrs)),
    picture: (state, node) => state.write(pictureText(node.attrs)),
    hard_break(state, node, parent, index) {
      if (isCell(parent)) state.write(' ');
      else defaultMarkdownSerializer.nodes.hard_break(state, node, parent, index);
    },
    table: writeTable,
  },
  defaultMarkdownSerializer.marks,
);

/** What stands behind the address of a picture that says nothing. */
const DECORATIVE = 'decorative';

/** Throws for what no picture of the course is: such words are not for the editor. */
function pictureOf(token) {
  const [src, title] = [token.attrGet('src'), token.attrGet('title') ?? ''];
  if (!isPicture(src) || !['', DECORATIVE].includes(title)) throw new Error('No picture of the course');
  return { src, alt: token.children.map(({ content }) => content).join(''), decorative: title === DECORATIVE };
}

function pictureText({ src, alt, decorative }) {
  const words = alt.replaceAll(/[\\[\]*_`<&!]/g, '\\$&').replaceAll(/\s+/g, ' ');
  return `![${words}](${src}${decorative ? ` "${DECORATIVE}"` : ''})`;
}

const isCell = ({ type }) => type.name === 'table_cell' || type.name === 'table_header';

/** A table of Markdown has one row of headings, above the others. */
function writeTable(state, table) {
  state.options.escapeExtraCharacters = /\|/g;
  table.forEach((row, _offset, index) => {
    state.write('|');
    row.forEach((cell) => {
      state.write(' ');
      state.renderInline(cell, false);
      state.write(' |');
    });
    state.ensureNewLine();
    if (index > 0) return;
    state.write('|');
    row.forEach(() => state.write(' --- |'));
    state.ensureNewLine();
  });
  state.options.escapeExtraCharacters = undefined;
  state.closeBlock(table);
}

/** The document that the Markdown makes; null where it holds something that the editor could not give back. */
export function documentOf(markdown) {
  try {
    const document = parser.parse(markdown);
    document.check();
    return parser.parse(markdownOf(document)).eq(document) ? document : null;
  } catch {
    return null;
  }
}

/** The Markdown of a document. */
export function markdownOf(document) {
  return serializer.serialize(document).trim();
}
