// A draft is kept a moment after one stops typing, and what may tell who somebody is is said at once. Everything works
// without this file, with the buttons.

const PAUSE_MS = 1500;
const form = document.querySelector('form[data-autosave]');
const status = document.querySelector('[data-saved]');
const warned = document.querySelector('[data-warnings]');

if (form && status && warned) {
  let timer;
  let underWay;
  const typed = () => new URLSearchParams(new FormData(form)).toString();
  let kept = typed();

  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };

  /** The same words as the page has when it is made with them. */
  function warn(warnings) {
    if (warnings.length === 0) {
      warned.replaceChildren();
      return;
    }
    const box = document.createElement('section');
    box.className = 'bh-notification bh-notification--warm';
    box.setAttribute('aria-label', 'This may tell who somebody is');
    const title = document.createElement('p');
    title.className = 'bh-notification__title';
    title.textContent = 'This may tell who somebody is';
    const list = document.createElement('ul');
    for (const { where, found } of warnings) {
      const item = document.createElement('li');
      item.textContent = `${where} ${found}`;
      list.append(item);
    }
    box.append(title, list);
    warned.replaceChildren(box);
  }

  async function keep(keepalive = false) {
    clearTimeout(timer);
    const words = typed();
    if (words === kept) return;
    underWay?.abort();
    underWay = new AbortController();
    const body = new URLSearchParams(words);
    body.set('as', 'draft');
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        headers: { Accept: 'application/json' },
        body,
        redirect: 'error',
        keepalive,
        signal: keepalive ? undefined : underWay.signal,
      });
      const said = await answer.json();
      if (!answer.ok) {
        say(said.problem ?? 'Not kept yet. Press “Keep the draft”.');
        return;
      }
      kept = words;
      warn(said.warnings);
      const more = said.warnings.length > 0 ? ' Look at the warning above the form.' : '';
      say(`Draft kept at ${said.savedAt}.${more}`);
    } catch (error) {
      if (error.name !== 'AbortError') say('Not kept yet: there is no connection. Your words are still here.');
    }
  }

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE_MS);
  });
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    underWay?.abort();
    kept = typed();
  });
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keep(true);
  });
}
