// The editor for words: a toolbar and formatted text in place of Markdown. What is kept is Markdown all the same, and
// without this file, or with “Edit as text”, the field is what it is without scripts.
import { baseKeymap, chainCommands, toggleMark } from 'prosemirror-commands';
import { closeHistory, history, redo, undo } from 'prosemirror-history';
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import { EditorState, Selection } from 'prosemirror-state';
import { goToNextCell, isInTable, tableEditing } from 'prosemirror-tables';
import { EditorView } from 'prosemirror-view';
import { Slice } from 'prosemirror-model';
import { addressAt, buttons, cite, linkTo, showPicture } from './words/commands.js';
import { documentOf, markdownOf } from './words/markdown.js';
import { cleaned } from './words/pasting.js';
import { isAddress, schema } from './words/schema.js';

const { nodes, marks } = schema;
/** In lessons pictures may stand among the words. */
const takesPictures = document.querySelector('[data-takes-pictures]') !== null;

/** Fields of fewer lines get the small toolbar. */
const FEW_LINES = 5;
const CANNOT =
  'These words hold something that is edited as text only, such as code or a picture. What you type is kept as it is.';

const rules = inputRules({
  rules: [
    textblockTypeInputRule(/^(##{1,2}) $/, nodes.heading, ([, marks_]) => ({ level: marks_.length })),
    wrappingInputRule(/^[-*] $/, nodes.bullet_list, () => ({ tight: true })),
    wrappingInputRule(/^(\d+)\. $/, nodes.ordered_list, ([, order]) => ({ order: Number(order), tight: true })),
    wrappingInputRule(/^> $/, nodes.blockquote),
    new InputRule(/\[@([^\]\s]+)(?:\s+([^\]]+))?\]$/, (state, [, id, provision], start, end) =>
      state.tr.replaceWith(start, end, nodes.citation.create({ id, provision: provision ?? null })),
    ),
  ],
});

const lineBreak = (state, dispatch) => {
  if (isInTable(state)) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
};
const keys = keymap({
  'Mod-b': toggleMark(marks.strong),
  'Mod-i': toggleMark(marks.em),
  'Mod-z': undo,
  'Mod-y': redo,
  'Shift-Mod-z': redo,
  'Shift-Enter': lineBreak,
  Enter: chainCommands((state) => isInTable(state), splitListItem(nodes.list_item)),
  'Mod-]': sinkListItem(nodes.list_item),
  'Mod-[': liftListItem(nodes.list_item),
  // Tab leaves the field, as everywhere on the page; in a table it goes through the cells first.
  Tab: goToNextCell(1),
  'Shift-Tab': goToNextCell(-1),
});

for (const field of document.querySelectorAll('textarea[data-words]')) edit(field);

function edit(field) {
  const label = document.querySelector(`label[for="${field.id}"]`);
  const { id } = field;
  const box = element('div', { class: 'bh-words' });
  const bar = element('div', {
    class: 'bh-words__bar',
    role: 'toolbar',
    'aria-label': `Formatting of “${label.textContent.trim()}”`,
  });
  const place = element('div');
  const asText = element('button', { type: 'button', class: 'bh-words__as-text', 'aria-pressed': 'false' });
  asText.textContent = 'Edit as text';
  const note = element('p', { class: 'bh-meta', role: 'status' });
  box.append(bar, place);
  field.before(box);
  field.after(asText, note);
  label.id ||= `${id}-label`;
  label.addEventListener('click', (event) => {
    if (field.hidden) {
      event.preventDefault();
      view.focus();
    }
  });

  const isSmall = field.rows < FEW_LINES;
  const shown = buttons
    .filter(({ small }) => small === true || !isSmall)
    .filter(({ dialog }) => dialog !== 'picture' || takesPictures)
    .map((button) => ({ ...button, element: buttonFor(button) }));
  bar.append(...shown.map((button) => button.element));
  let written = field.value;

  const view = new EditorView(place, {
    state: stateOf(documentOf(field.value) ?? schema.topNodeType.createAndFill()),
    attributes: {
      class: `bh-words__text${isSmall ? ' bh-words__text--small' : ''}`,
      id,
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-labelledby': label.id,
      ...(field.hasAttribute('aria-describedby') && { 'aria-describedby': field.getAttribute('aria-describedby') }),
      ...(field.getAttribute('aria-invalid') === 'true' && { 'aria-invalid': 'true' }),
    },
    transformPastedHTML: cleaned,
    clipboardTextParser(text, _context, plain) {
      const pasted = plain ? null : documentOf(text);
      return pasted ? Slice.maxOpen(pasted.content) : null;
    },
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged) {
        written = markdownOf(view.state.doc);
        field.value = written;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      showState();
    },
  });
  field.id = `${id}-as-text`;
  // Whoever began to type before this file was here goes on in the editor.
  const isBegun = document.activeElement === field;
  if (isBegun && field.selectionEnd > 0)
    view.updateState(view.state.apply(view.state.tr.setSelection(Selection.atEnd(view.state.doc))));
  const describe = (isText) => {
    field.hidden = !isText;
    box.hidden = isText;
    if (isText) field.setAttribute('aria-labelledby', label.id);
    else field.removeAttribute('aria-labelledby');
    asText.setAttribute('aria-pressed', String(isText));
  };
  describe(false);
  showState();
  if (documentOf(field.value) === null) cannot();
  else if (isBegun) view.focus();

  asText.addEventListener('click', () => {
    if (field.hidden) {
      describe(true);
      field.focus();
    } else if (take()) {
      describe(false);
      note.textContent = '';
      view.focus();
    } else cannot();
  });
  // Words that came from elsewhere: put back by studio.js after a crash.
  field.addEventListener('change', () => {
    if (field.hidden && field.value !== written && !take()) cannot();
  });

  /** Shows the words of the field; answers whether the editor can. */
  function take() {
    const found = documentOf(field.value);
    if (!found) return false;
    written = field.value;
    view.updateState(stateOf(found));
    showState();
    return true;
  }

  function cannot() {
    describe(true);
    note.textContent = CANNOT;
  }

  function buttonFor({ text, run, dialog }) {
    const button = element('button', { type: 'button', class: 'bh-words__button', tabindex: '-1' });
    button.textContent = text;
    button.addEventListener('click', () => {
      if (button.getAttribute('aria-disabled') === 'true') return;
      if (dialog === 'link') askForLink();
      else if (dialog === 'cite') askForSource();
      else if (dialog === 'picture') askForPicture();
      else {
        // What a button does is undone by itself, not with what was typed just before.
        run(view.state, (change) => view.dispatch(closeHistory(change)), view);
        view.focus();
      }
    });
    return button;
  }

  function showState() {
    const { state } = view;
    const within = isInTable(state);
    for (const { element: button, run, is, inTable } of shown) {
      button.hidden = inTable === true && !within;
      if (is) button.setAttribute('aria-pressed', String(is(state)));
      if (run) button.setAttribute('aria-disabled', String(!run(state)));
    }
    const present = shown.map((button) => button.element).filter(({ hidden }) => !hidden);
    if (!present.some(({ tabIndex }) => tabIndex === 0)) present[0].tabIndex = 0;
    for (const button of shown) if (button.element.hidden) button.element.tabIndex = -1;
  }

  // One stop of the Tab key; arrows go from button to button.
  bar.addEventListener('keydown', (event) => {
    const present = [...bar.children].filter(({ hidden }) => !hidden);
    const at = present.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: present.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    present.at(to % present.length).focus();
  });
  bar.addEventListener('focusin', ({ target }) => {
    for (const button of bar.children) button.tabIndex = button === target ? 0 : -1;
  });

  function askForLink() {
    const address = element('input', {
      class: 'nhsuk-input',
      id: 'words-address',
      type: 'url',
      value: addressAt(view.state),
    });
    ask('Where does the link lead?', [labelled('Address, such as https://www.legislation.gov.uk', address)], () => {
      const href = address.value.trim();
      if (href !== '' && !isAddress(href)) return 'Give an address that begins with https://, mailto: or tel:';
      linkTo(href)(view.state, view.dispatch);
      return null;
    });
  }

  function askForSource() {
    const known = [...document.querySelectorAll('[data-source]')];
    if (known.length === 0) {
      ask(
        'Nothing to cite yet',
        [paragraph('Add sources to the course first: “Sources from the register” on the page of the draft.')],
        () => null,
      );
      return;
    }
    const source = element('select', { class: 'nhsuk-select', id: 'words-source' });
    source.append(...known.map((one) => new Option(one.textContent, one.dataset.source)));
    const provision = element('input', { class: 'nhsuk-input', id: 'words-provision', autocomplete: 'off' });
    ask(
      'Cite a source',
      [labelled('Source', source), labelled('Where in it, such as s25(2) (optional)', provision)],
      () => {
        const where = provision.value.trim();
        if (where.includes(']')) return 'Say where in the source without square brackets';
        cite(source.value, where)(view.state, view.dispatch);
        return null;
      },
    );
  }

  function askForPicture() {
    const known = [...document.querySelectorAll('[data-shows]')].map(({ textContent }) => textContent);
    if (known.length === 0) {
      ask(
        'No picture yet',
        [paragraph('Add pictures to the draft first: “Pictures, video and documents” on its page.')],
        () => null,
      );
      return;
    }
    const source = element('select', { class: 'nhsuk-select', id: 'words-picture' });
    source.append(...known.map((src) => new Option(src.replace('media/', ''), src)));
    const alt = element('input', { class: 'nhsuk-input', id: 'words-alternative', autocomplete: 'off' });
    const decorative = element('input', { class: 'nhsuk-checkboxes__input', id: 'words-decorative', type: 'checkbox' });
    ask(
      'Show a picture',
      [
        labelled('Picture', source),
        labelled('Alternative text: what it shows, for those who do not see it', alt),
        ticked('It is decorative: it says nothing that the words do not', decorative),
      ],
      () => {
        const words = alt.value.trim();
        if (words === '' && !decorative.checked) return 'Say what the picture shows, or that it is decorative';
        if (words !== '' && decorative.checked) return 'A decorative picture has no alternative text';
        showPicture(source.value, words, decorative.checked)(view.state, view.dispatch);
        return null;
      },
    );
  }

  /** Asks in a dialog; `done` answers what is wrong, or null. The words have the focus again afterwards. */
  function ask(title, contents, done) {
    const dialog = element('dialog', { class: 'bh-words__dialog', 'aria-labelledby': 'words-asked' });
    const heading = element('h2', { id: 'words-asked' });
    heading.textContent = title;
    const form = element('form', { method: 'dialog', novalidate: '' });
    const problem = element('p', { class: 'nhsuk-error-message', role: 'alert' });
    const ok = element('button', { type: 'submit', class: 'nhsuk-button' });
    ok.textContent = 'Done';
    const no = element('button', { type: 'button', class: 'nhsuk-button nhsuk-button--secondary' });
    no.textContent = 'Cancel';
    no.addEventListener('click', () => dialog.close());
    const actions = element('div', { class: 'bh-actions' });
    actions.append(ok, no);
    form.append(heading, ...contents, problem, actions);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      problem.textContent = done() ?? '';
      if (problem.textContent === '') dialog.close();
    });
    dialog.append(form);
    dialog.addEventListener('close', () => {
      dialog.remove();
      view.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  }
}

function stateOf(doc) {
  return EditorState.create({ doc, plugins: [rules, keys, keymap(baseKeymap), history(), tableEditing()] });
}

function element(name, attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function labelled(text, field) {
  const group = element('div', { class: 'nhsuk-form-group' });
  const label = element('label', { class: 'nhsuk-label', for: field.id });
  label.textContent = text;
  group.append(label, field);
  return group;
}

function ticked(text, box) {
  const group = element('div', { class: 'nhsuk-checkboxes nhsuk-form-group' });
  const item = element('div', { class: 'nhsuk-checkboxes__item' });
  const label = element('label', { class: 'nhsuk-label nhsuk-checkboxes__label', for: box.id });
  label.textContent = text;
  item.append(box, label);
  group.append(item);
  return group;
}

function paragraph(text) {
  const made = element('p');
  made.textContent = text;
  return made;
}
