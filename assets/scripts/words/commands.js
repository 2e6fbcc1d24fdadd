// What the buttons of the editor do. Each is a command of ProseMirror: it answers whether it can, and does it when given `dispatch`.
import { setBlockType, toggleMark, wrapIn, lift } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import { TextSelection } from 'prosemirror-state';
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable } from 'prosemirror-tables';
import { schema } from './schema.js';

const { nodes, marks } = schema;

/** Whether the selection stands within a node of the type. */
export function isWithin(state, type, attrs = {}) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (node.type === type) return Object.entries(attrs).every(([name, value]) => node.attrs[name] === value);
  }
  return false;
}

/** Whether what is selected, or would be typed, bears the mark. */
export function isMarked(state, type) {
  const { from, $from, to, empty } = state.selection;
  return empty
    ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
    : state.doc.rangeHasMark(from, to, type);
}

const heading = (level) => (state, dispatch) =>
  isWithin(state, nodes.heading, { level })
    ? setBlockType(nodes.paragraph)(state, dispatch)
    : setBlockType(nodes.heading, { level })(state, dispatch);

const list = (type) => (state, dispatch) =>
  isWithin(state, type)
    ? liftListItem(nodes.list_item)(state, dispatch)
    : wrapInList(type, { tight: true })(state, dispatch);

const quote = (state, dispatch) =>
  isWithin(state, nodes.blockquote) ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch);

function insertTable(state, dispatch) {
  if (isInTable(state)) return false;
  const row = (cell) => nodes.table_row.create(null, [cell.createAndFill(), cell.createAndFill()]);
  const table = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
  if (dispatch) {
    const from = state.selection.from;
    const changes = state.tr.replaceSelectionWith(table);
    dispatch(changes.setSelection(TextSelection.near(changes.doc.resolve(from + 1))).scrollIntoView());
  }
  return true;
}

/** The buttons in their order. `small` ones stand above fields of few lines too; `inTable` ones only within a table. */
export const buttons = [
  { text: 'Heading', run: heading(2), is: (state) => isWithin(state, nodes.heading, { level: 2 }) },
  { text: 'Subheading', run: heading(3), is: (state) => isWithin(state, nodes.heading, { level: 3 }) },
  { text: 'Bold', run: toggleMark(marks.strong), is: (state) => isMarked(state, marks.strong), small: true },
  { text: 'Italic', run: toggleMark(marks.em), is: (state) => isMarked(state, marks.em), small: true },
  { text: 'Bullets', run: list(nodes.bullet_list), is: (state) => isWithin(state, nodes.bullet_list) },
  { text: 'Numbers', run: list(nodes.ordered_list), is: (state) => isWithin(state, nodes.ordered_list) },
  { text: 'Quote', run: quote, is: (state) => isWithin(state, nodes.blockquote) },
  { text: 'Link', dialog: 'link', is: (state) => isMarked(state, marks.link), small: true },
  { text: 'Cite', dialog: 'cite', small: true },
  { text: 'Picture', dialog: 'picture' },
  { text: 'Table', run: insertTable },
  { text: 'Add a row', run: addRowAfter, inTable: true },
  { text: 'Add a column', run: addColumnAfter, inTable: true },
  { text: 'Remove the row', run: deleteRow, inTable: true },
  { text: 'Remove the column', run: deleteColumn, inTable: true },
  { text: 'Remove the table', run: deleteTable, inTable: true },
  { text: 'Undo', run: undo, small: true },
  { text: 'Redo', run: redo, small: true },
];

/** Makes what is selected a link, or the address itself where nothing is; an empty address takes the link away. */
export function linkTo(href) {
  return (state, dispatch) => {
    const { empty, $from } = state.selection;
    const { from, to } = empty ? linkAround($from) : state.selection;
    const changes = state.tr.removeMark(from, to, marks.link);
    if (href !== '') {
      if (from === to) changes.insertText(href, from);
      changes.addMark(from, from === to ? from + href.length : to, marks.link.create({ href }));
    }
    dispatch(changes.removeStoredMark(marks.link).scrollIntoView());
    return true;
  };
}

/** The address of the link at the selection; empty where there is none. */
export function addressAt({ selection: { $from, from, to }, doc }) {
  let href = marks.link.isInSet($from.marks())?.attrs.href ?? '';
  doc.nodesBetween(from, to, (node) => {
    href ||= marks.link.isInSet(node.marks)?.attrs.href ?? '';
  });
  return href;
}

function linkAround($from) {
  const link = marks.link.isInSet($from.marks());
  const parent = $from.parent;
  let [from, to] = [$from.pos, $from.pos];
  if (!link) return { from, to };
  let at = $from.start();
  parent.forEach((node) => {
    const end = at + node.nodeSize;
    if (link.isInSet(node.marks) && at <= $from.pos && end >= $from.pos) {
      from = Math.min(from, at);
      to = Math.max(to, end);
    }
    at = end;
  });
  return { from, to };
}

/** Puts a citation where the selection stands, behind what is selected. */
export function cite(id, provision) {
  return (state, dispatch) => {
    const citation = nodes.citation.create({ id, provision: provision === '' ? null : provision });
    dispatch(state.tr.insert(state.selection.to, citation).scrollIntoView());
    return true;
  };
}

/** Puts a picture of the course where the selection stands. */
export function showPicture(src, alt, decorative) {
  return (state, dispatch) => {
    const picture = nodes.picture.create({ src, alt, decorative });
    dispatch(state.tr.insert(state.selection.to, picture).scrollIntoView());
    return true;
  };
}
