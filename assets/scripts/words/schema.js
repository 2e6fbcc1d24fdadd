// What words may hold: the part of Markdown that the product shows (src/courses/format/markdown.ts), and citations.
import { Schema } from 'prosemirror-model';
import { schema as basic } from 'prosemirror-markdown';
import { tableNodes } from 'prosemirror-tables';

const { doc, paragraph, blockquote, horizontal_rule, heading, ordered_list, bullet_list, list_item, text, hard_break } =
  Object.fromEntries(
    [
      'doc',
      'paragraph',
      'blockquote',
      'horizontal_rule',
      'heading',
      'ordered_list',
      'bullet_list',
      'list_item',
      'text',
      'hard_break',
    ].map((name) => [name, basic.spec.nodes.get(name)]),
  );
const { em, strong, link, code } = Object.fromEntries(
  ['em', 'strong', 'link', 'code'].map((name) => [name, basic.spec.marks.get(name)]),
);

/** Where a link may lead; everything else is no link. */
export const isAddress = (href) => /^(https?:\/\/|mailto:|tel:)\S+$/i.test(href);

/** The address of a picture of the course, as it is written: no other one can be shown. */
export const isPicture = (src) => /^media\/[a-z0-9-]+\.(webp|png|jpg)$/.test(src);

const picture = {
  inline: true,
  group: 'inline',
  atom: true,
  attrs: { src: {}, alt: { default: '' }, decorative: { default: false } },
  leafText: ({ attrs }) => attrs.alt,
  parseDOM: [
    {
      tag: 'img[data-picture]',
      getAttrs: ({ dataset, alt }) =>
        isPicture(dataset.picture) && { src: dataset.picture, alt, decorative: dataset.decorative !== undefined },
    },
  ],
  toDOM: ({ attrs }) => [
    'img',
    {
      src: addressOf(attrs.src),
      alt: attrs.alt,
      'data-picture': attrs.src,
      ...(attrs.decorative && { 'data-decorative': '' }),
    },
  ],
};

/** Where the page shows the picture from. */
function addressOf(src) {
  return [...document.querySelectorAll('[data-shows]')].find((one) => one.textContent === src)?.dataset.shows ?? '';
}

const citation = {
  inline: true,
  group: 'inline',
  atom: true,
  attrs: { id: {}, provision: { default: null } },
  leafText: ({ attrs }) => citationText(attrs),
  parseDOM: [
    {
      tag: 'span[data-cite]',
      getAttrs: ({ dataset }) => ({ id: dataset.cite, provision: dataset.provision ?? null }),
    },
  ],
  toDOM: ({ attrs }) => [
    'span',
    {
      class: 'bh-words__cite',
      'data-cite': attrs.id,
      ...(attrs.provision !== null && { 'data-provision': attrs.provision }),
    },
    shownAs(attrs),
  ],
};

/** A citation as learners read it, where the page says what the source is called. */
function shownAs({ id, provision }) {
  const name = document.querySelector(`[data-source="${CSS.escape(id)}"]`)?.textContent ?? id;
  return `[${provision === null ? name : `${name}, ${provision}`}]`;
}

/** A citation as it is written. */
export function citationText({ id, provision }) {
  return `[@${id}${provision === null ? '' : ` ${provision}`}]`;
}

const { table, table_row, table_cell, table_header } = tableNodes({
  tableGroup: 'block',
  cellContent: 'inline*',
  cellAttributes: {},
});

export const schema = new Schema({
  nodes: {
    doc,
    paragraph,
    blockquote,
    horizontal_rule,
    // A page has one heading of its own, above these.
    heading: {
      ...heading,
      content: 'inline*',
      attrs: { level: { default: 2 } },
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
        tag: `h${String(level)}`,
        attrs: { level: Math.min(4, Math.max(2, level)) },
      })),
    },
    ordered_list: {
      ...ordered_list,
      parseDOM: [{ tag: 'ol', getAttrs: ({ start }) => ({ order: start, tight: true }) }],
    },
    bullet_list: { ...bullet_list, parseDOM: [{ tag: 'ul', attrs: { tight: true } }] },
    list_item,
    table,
    table_row,
    table_cell,
    table_header,
    citation,
    picture,
    hard_break,
    text,
  },
  marks: {
    em,
    strong,
    link: {
      ...link,
      parseDOM: [
        {
          tag: 'a[href]',
          getAttrs: (element) =>
            isAddress(element.getAttribute('href')) && {
              href: element.getAttribute('href'),
              title: element.getAttribute('title'),
            },
        },
      ],
    },
    code,
  },
});
