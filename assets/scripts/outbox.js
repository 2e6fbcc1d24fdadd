// Keeps what a learner did while the network was away, an answer or that a lesson was read, and sends it once the
// network is back: from the page that stands open, else from the next page of theirs that is opened. The server takes
// the same thing twice without harm, so that whatever has no answer yet is sent again. Without this file forms are sent
// as ever.

const PREFIX = 'beforehand-kept ';
const MOST_DAYS = 30;
const DAY_MS = 86_400_000;
const GIVE_UP_MS = 15_000;
const SLOW_MS = 1200;
const LONGEST_PAUSE_MS = 30_000;

const status = document.querySelector('[data-outbox]');
const form = document.querySelector('form[data-keep]');
// Only their owner is sent a page that names them.
const mine = status.dataset.outbox.split(' ').filter((id) => id !== '');

let pause = 1000;
let timer;
let underWay = null;
/** Where to go on after what was done on this page has arrived. */
let onwards = null;

function say(words, link) {
  status.replaceChildren(words);
  if (!link) return;
  const anchor = document.createElement('a');
  anchor.href = link.href;
  anchor.textContent = link.text;
  status.append(' ', anchor);
}

function keysKept() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/** Everything that waits here for the learner whose page this is, the oldest first. */
function waiting() {
  const found = [];
  for (const key of keysKept()) {
    const text = localStorage.getItem(key);
    const action = key.slice(PREFIX.length);
    const { fields, at } = parsed(text);
    if (!(Date.now() - at <= MOST_DAYS * DAY_MS)) localStorage.removeItem(key);
    else if (mine.some((id) => action.startsWith(`/learning/${id}/`))) found.push({ key, text, action, fields, at });
  }
  return found.sort((one, other) => one.at - other.at);
}

/** Nothing, and of no day, where somebody else wrote what cannot be read. */
function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/** Whether the browser keeps it: some keep nothing, by choice or for want of room. */
function keep(action, fields) {
  try {
    localStorage.setItem(PREFIX + action, JSON.stringify({ fields, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

/** Not what took its place while it was under way. */
function forget({ key, text }) {
  if (localStorage.getItem(key) === text) localStorage.removeItem(key);
}

const tokens = () => document.querySelectorAll('input[name="_csrf"]');

async function send({ action, fields, at }) {
  const body = new URLSearchParams(fields);
  body.set('_csrf', tokens()[0]?.value ?? '');
  body.set('keptFor', String(Math.max(0, Date.now() - at)));
  const answer = await fetch(action, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body,
    // Whoever goes elsewhere at once need not send it again.
    keepalive: true,
    redirect: 'error',
    signal: AbortSignal.timeout(GIVE_UP_MS),
  });
  // What stands between, such as the sign-in page of a guest network, answers with something else.
  return { code: answer.status, said: await answer.json() };
}

/** Somebody may have signed out and in again since the page was opened: its forms need a new token then. */
async function renewTokens() {
  const answer = await fetch(location.href, { signal: AbortSignal.timeout(GIVE_UP_MS) });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const token = answer.redirected || !page.querySelector('[data-outbox]') ? null : page.querySelector('[name="_csrf"]');
  for (const field of tokens()) field.value = token?.value ?? field.value;
  return token !== null;
}

/** Nobody is signed in, it took too long, or there was too much at once. */
const LATER = [401, 408, 429];

/** Sends one thing; answers what became of it. Throws where there is no network. */
async function deliver(item) {
  let { code, said } = await send(item);
  if (code === 403 && (await renewTokens())) ({ code, said } = await send(item));
  if (code === 200 && said.next) {
    forget(item);
    return { arrived: true, next: said.next };
  }
  if (code === 403) return { signedOut: true };
  // It would be refused again, and what was kept after it would wait behind it.
  if (code >= 400 && code < 500 && !LATER.includes(code)) {
    forget(item);
    return { refused: said.problem ?? said.message ?? 'the server refuses it' };
  }
  throw new Error('Not now');
}

async function deliverAll() {
  let arrived = 0;
  for (const item of waiting()) {
    const { next, refused, signedOut } = await deliver(item);
    if (signedOut) {
      say('You are not signed in any more. What is kept on this device is sent once you are.', {
        href: location.href,
        text: 'Sign in',
      });
      return;
    }
    if (refused !== undefined) {
      if (item.action === formAction()) {
        // The page itself says what is wrong, beside its field.
        form.submit();
        return;
      }
      say(`Something that was kept on this device could not be taken: ${refused}.`);
      continue;
    }
    arrived += 1;
    if (item.action === formAction()) onwards = next;
  }
  pause = 1000;
  if (onwards !== null) location.assign(onwards);
  else if (arrived > 0) location.reload();
}

const formAction = () => (form === null ? null : new URL(form.action).pathname);

/** Sends everything, and again later while there is no network. One at a time. */
function flush() {
  clearTimeout(timer);
  if (waiting().length === 0) return Promise.resolve();
  underWay ??= attempt().finally(() => {
    underWay = null;
  });
  return underWay;
}

async function attempt() {
  const slow = setTimeout(() => say('Sending…'), SLOW_MS);
  try {
    await deliverAll();
  } catch {
    sayWaiting();
    timer = setTimeout(flush, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  } finally {
    clearTimeout(slow);
  }
}

function sayWaiting() {
  const kept = waiting();
  const here = kept.find(({ action }) => action === formAction());
  const what = here ? form.dataset.keep : kept.length === 1 ? 'One thing' : `${kept.length} things`;
  const verb = here || kept.length === 1 ? ['is', 'is'] : ['are', 'are'];
  say(
    `There is no connection. ${what} ${verb[0]} kept on this device and ${verb[1]} sent as soon as the connection is back, even if you close this page and come back later.`,
  );
}

form?.addEventListener('submit', (event) => {
  if (event.defaultPrevented) return;
  const fields = [...new FormData(form, event.submitter)].filter(([name]) => name !== '_csrf');
  if (!keep(formAction(), fields)) return;
  event.preventDefault();
  pause = 1000;
  // What was under way may hold what stood here before.
  void Promise.resolve(underWay).then(flush);
});

// Submitting counts the answers that have arrived: those that wait go first.
const after = document.querySelector('form[data-after-outbox]');
after?.addEventListener('submit', (event) => {
  if (event.defaultPrevented || waiting().length === 0) return;
  event.preventDefault();
  void flush();
});

addEventListener('online', () => void flush());
addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void flush();
});
void flush();
