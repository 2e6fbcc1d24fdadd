// What is pasted from Word and from web pages, made plain: the schema keeps what words may hold and drops the rest, once
// the lists of Word are lists again.

/** HTML for the editor out of HTML from anywhere. Nothing of it runs: it is parsed as a document of its own. */
export function cleaned(html) {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll(
    'script, style, meta, link, title, template, xml, svg, math, iframe, object',
  ))
    element.remove();
  for (const element of [...body.querySelectorAll('*')]) if (element.localName.includes(':')) unwrap(element);
  for (const first of [...body.querySelectorAll('p')])
    if (isWordItem(first) && !isWordItem(first.previousElementSibling)) gatherList(first);
  for (const block of [...body.querySelectorAll(':is(td, th) :is(p, div, li, ul, ol, h1, h2, h3, h4, h5, h6)')]) {
    block.after(' ');
    unwrap(block);
  }
  for (const row of body.querySelectorAll('tr:first-child')) asHeadings(row);
  // Words that stand in no paragraph would lose the spaces between their links.
  if (!body.querySelector('p, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, div'))
    body.innerHTML = `<p>${body.innerHTML}</p>`;
  return body.innerHTML.replaceAll('\u00a0', ' ').replaceAll('&nbsp;', ' ');
}

function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

// Word writes the items of a list as paragraphs, each with its level in a style and its bullet as text.
const LEVEL = /mso-list:[^;"]*level(\d+)/;
const isWordItem = (element) => element?.localName === 'p' && LEVEL.test(element.getAttribute('style') ?? '');
const levelOf = (element) => Number(LEVEL.exec(element.getAttribute('style'))[1]);

function gatherList(first) {
  const items = [first];
  while (isWordItem(items.at(-1).nextElementSibling)) items.push(items.at(-1).nextElementSibling);
  const open = [];
  for (const item of items) {
    const level = levelOf(item);
    while (open.length > 0 && open.at(-1).level > level) open.pop();
    if (open.length === 0 || open.at(-1).level < level) {
      const list = document.createElement(isNumbered(item) ? 'ol' : 'ul');
      const above = open.at(-1)?.list.lastElementChild;
      if (above) above.append(list);
      else first.before(list);
      open.push({ level, list });
    }
    const entry = document.createElement('li');
    const words = document.createElement('p');
    for (const bullet of [...item.querySelectorAll('span')])
      if (/mso-list:\s*ignore/i.test(bullet.getAttribute('style') ?? '')) bullet.remove();
    words.append(...item.childNodes);
    entry.append(words);
    open.at(-1).list.append(entry);
  }
  for (const item of items) item.remove();
}

function isNumbered(item) {
  return /^\s*\(?[\da-z]{1,4}[.)]/i.test(item.textContent);
}

/** The first row of a table holds its headings: Markdown knows no other table. */
function asHeadings(row) {
  for (const cell of [...row.querySelectorAll('td')]) {
    const heading = document.createElement('th');
    heading.append(...cell.childNodes);
    cell.replaceWith(heading);
  }
}
