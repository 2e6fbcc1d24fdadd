// Writing in the studio: words are kept while one types, on this device at once and on the server a moment later, and
// others who have the same page open are named. Everything works without this file, with the buttons.

const form = document.querySelector('[data-studio]');
const place = document.querySelector('[data-presence]');
const status = document.querySelector('[data-status]');
const say = (words) => {
  if (status.textContent !== words) status.textContent = words;
};

const token = document.querySelector('[name=_csrf]')?.value;

function post(address, body, keepalive = false) {
  return fetch(address, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body,
    redirect: 'error',
    keepalive,
  });
}

// Who else is here.
const AGAIN_MS = 30_000;
async function present() {
  try {
    const answer = await post(place.dataset.presence, new URLSearchParams({ _csrf: token }));
    if (!answer.ok) return;
    const { others } = await answer.json();
    if (others.length > 0)
      say(
        `${others.join(' and ')} ${others.length > 1 ? 'have' : 'has'} this open as well. If you change the same words, you will both see them and choose.`,
      );
  } catch {
    // The next one may get through.
  }
}
if (place && token) {
  void present();
  setInterval(present, AGAIN_MS);
}

// Words on this device: put there with every key, taken away once the server says that it has them.
const SENT = 'studio-sent';
const sentForm = sessionStorage.getItem(SENT);
sessionStorage.removeItem(SENT);
if (sentForm && document.querySelector('[data-notice]')) localStorage.removeItem(sentForm);
if (form) {
  const kind = form.elements.namedItem('kind')?.value ?? '';
  const KEY = `studio ${new URL(form.action).pathname} ${kind}`;
  const PAUSE_MS = 1500;
  const LATER_MS = 10_000;
  const keeps = 'keeps' in form.dataset;
  const hidden = new Set(['_csrf', 'base', 'piece', 'kind', 'behind']);
  const typed = () =>
    JSON.stringify(
      [...new FormData(form)].filter(([name]) => !hidden.has(name)).map(([name, value]) => [name, value.trim()]),
    );
  const began = typed();
  let timer;
  let isChanged = false;
  let isUnderWay = false;
  let isLeaving = false;

  const kept = localStorage.getItem(KEY);
  if (kept !== null && isLost(kept) && !document.querySelector('[data-error-summary]')) offer(kept);

  /** Whether anything was typed here that the form does not hold: it may show other fields than when it was typed. */
  function isLost(words) {
    const held = JSON.parse(began);
    const names = new Set(held.map(([name]) => name));
    const said = new Set(held.map((pair) => JSON.stringify(pair)));
    return JSON.parse(words).some((pair) => (names.has(pair[0]) ? !said.has(JSON.stringify(pair)) : pair[1] !== ''));
  }

  /** Words that were typed here and never reached the server: after a crash, or a session that had ended. */
  function offer(words) {
    const box = document.createElement('div');
    box.className = 'bh-studio__note';
    const said = document.createElement('p');
    said.textContent = 'You typed other words here that were not saved.';
    const take = document.createElement('button');
    take.type = 'button';
    take.className = 'bh-studio__verb';
    take.textContent = 'Put them into the form';
    take.addEventListener('click', () => {
      fill(JSON.parse(words));
      box.remove();
      changed();
    });
    const drop = document.createElement('button');
    drop.type = 'button';
    drop.className = 'bh-studio__verb';
    drop.textContent = 'Forget them';
    drop.addEventListener('click', () => {
      localStorage.removeItem(KEY);
      box.remove();
    });
    box.append(said, take, ' ', drop);
    form.before(box);
  }

  function fill(pairs) {
    for (const field of form.elements) {
      if (!field.name || hidden.has(field.name)) continue;
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = values.includes(field.value);
      else if (field.tagName !== 'BUTTON') field.value = values[0] ?? '';
      field.dispatchEvent(new Event('change'));
    }
  }

  function changed(pause = PAUSE_MS) {
    isChanged = true;
    try {
      localStorage.setItem(KEY, typed());
    } catch {
      // A full device keeps nothing more; the server does.
    }
    clearTimeout(timer);
    if (keeps) timer = setTimeout(keep, pause);
  }

  async function keep() {
    if (isLeaving || !isChanged) return;
    if (isUnderWay) {
      changed();
      return;
    }
    isUnderWay = true;
    isChanged = false;
    const sent = typed();
    try {
      const answer = await post(form.action, new URLSearchParams(new FormData(form)));
      const said = await answer.json();
      if (answer.ok) {
        form.elements.namedItem('base').value = said.number;
        const piece = form.elements.namedItem('piece');
        if (piece && said.block !== null) piece.value = said.block;
        if (typed() === sent) localStorage.removeItem(KEY);
        const at = new Date(said.keptAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
        say(`Kept at ${at}. Press the button when you are done.`);
      } else say(`Kept on this device only. ${said.message}`);
    } catch {
      say('Kept on this device only: the server cannot be reached. It is tried again.');
      changed(LATER_MS);
    } finally {
      isUnderWay = false;
    }
  }

  form.addEventListener('input', () => changed());
  form.addEventListener('submit', () => {
    isLeaving = true;
    clearTimeout(timer);
    sessionStorage.setItem(SENT, KEY);
  });
}

// Whom a variant reaches, as its form stands.
const reach = document.querySelector('[data-reach]');
if (reach) {
  let timer;
  const show = async () => {
    const body = new URLSearchParams(new FormData(form));
    body.set('verb', 'check');
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        headers: { Accept: 'text/html' },
        body,
        redirect: 'error',
      });
      const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-reach]');
      if (found) reach.replaceChildren(...found.childNodes);
    } catch {
      // The button says it as well.
    }
  };
  form.addEventListener('change', () => {
    clearTimeout(timer);
    timer = setTimeout(show, 400);
  });
}
