// Reading a document: keys for the answer, the selection as the quote, drafts kept while one types. The page does all of
// it without this file as well, with its buttons.

const form = document.querySelector('[data-extraction]');
const status = form.querySelector('[data-status]');
const text = document.querySelector('[data-text]');
const field = (name) => form.elements.namedItem(name);
const say = (words) => {
  status.textContent = words;
};

// Drafts: a moment after the last change, and when the page is left.
const PAUSE_MS = 1200;
const AGAIN_MS = 10_000;
let timer;
let isChanged = false;
let isLeaving = false;
let isStopped = false;
let isUnderWay = false;

function changed(pause = PAUSE_MS) {
  isChanged = true;
  clearTimeout(timer);
  if (!isStopped) timer = setTimeout(keep, pause);
}

function send(keepalive) {
  return fetch(form.dataset.drafts, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: new URLSearchParams(new FormData(form)),
    redirect: 'error',
    keepalive,
  });
}

async function keep() {
  clearTimeout(timer);
  if (isLeaving || isStopped || !isChanged) return;
  if (isUnderWay) {
    changed();
    return;
  }
  isUnderWay = true;
  isChanged = false;
  try {
    const answer = await send(false);
    const said = await answer.json();
    if (answer.ok) {
      field('version').value = said.version;
      const at = new Date(said.keptAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
      say(`Draft kept at ${at}.`);
    } else {
      isStopped = true;
      say(`The draft is not kept. ${said.message}`);
    }
  } catch {
    say('The draft is not kept: the server cannot be reached. It is tried again.');
    changed(AGAIN_MS);
  } finally {
    isUnderWay = false;
  }
}

form.addEventListener('input', () => changed());
form.addEventListener('submit', () => {
  isLeaving = true;
  clearTimeout(timer);
});
addEventListener('pagehide', () => {
  if (isChanged && !isLeaving && !isStopped && !isUnderWay) void send(true).catch(() => {});
});
// Back from another page by the browser's own memory: the draft may be another one by now.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});

// The selection becomes the quote: at once while the field is empty or holds the last selection, else with a key.
let lastTaken = '';

function selected() {
  const selection = getSelection();
  if (!text || !selection || selection.isCollapsed || !text.contains(selection.anchorNode)) return '';
  return selection.toString().replaceAll(/\s+/g, ' ').trim();
}

function take(words) {
  const quote = field('quote');
  const isFree = quote.value === '' || quote.value === lastTaken;
  quote.value = isFree ? words : `${quote.value}\n[…]\n${words}`;
  lastTaken = quote.value;
  const { page } = text.dataset;
  const locator = field('locator');
  if (page && (locator.value === '' || /^page \d+$/.test(locator.value))) locator.value = `page ${page}`;
  else if (page && !new RegExp(`\\bpage ${page}\\b`).test(locator.value)) locator.value += `; page ${page}`;
  say('The selection is the quote.');
  changed();
}

text?.addEventListener('pointerup', () => {
  const words = selected();
  if (words.length < 3) return;
  const { value } = field('quote');
  if (value === '' || value === lastTaken) take(words);
  else say('Press q to add the selection to the quote.');
});

// Keys, while nobody types and the switch is on.
const states = { s: 'stated', p: 'partial', a: 'absent', u: 'unclear', h: 'not_held', r: 'refused', w: 'awaiting' };
const OFF = 'extraction-keys-off';
const slot = document.querySelector('[data-keys-switch]');
const label = document.createElement('label');
const keysOn = document.createElement('input');
keysOn.type = 'checkbox';
keysOn.checked = localStorage.getItem(OFF) === null;
keysOn.addEventListener('change', () => {
  if (keysOn.checked) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, 'yes');
});
label.append(keysOn, ' Single keys work on this device');
slot.append(label);

const isTyping = (target) =>
  target.matches('textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]');

document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && form.contains(event.target)) {
    event.preventDefault();
    form.querySelector('button:not([formaction])')?.click();
    return;
  }
  if (!keysOn.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const state = states[event.key];
  const way = ['j', 'k', 'n'].includes(event.key) && document.querySelector(`[data-way="${event.key}"]`);
  if (state) {
    const choice = form.querySelector(`[name=state][value=${state}]`);
    choice.checked = true;
    choice.focus();
    say(`${choice.labels[0].textContent}.`);
    changed();
  } else if (event.key === 'q' && selected() !== '') take(selected());
  else if (event.key === 'd') {
    isChanged = true;
    void keep();
  } else if (way) way.click();
  else return;
  event.preventDefault();
});
