// Makes what works without it a little nicer. Nothing may depend on this file.

const summary = document.querySelector('[data-error-summary]');
if (summary) {
  document.title = `Error: ${document.title}`;
  summary.focus();
}

// A second press of a button while its form is under way sends nothing. Another button of the form is another wish.
for (const form of document.querySelectorAll('form[method="post"]')) {
  let sentAt = 0;
  let sentWith;
  form.addEventListener('submit', (event) => {
    const now = Date.now();
    if (event.submitter === sentWith && now - sentAt < 1500) event.preventDefault();
    else [sentAt, sentWith] = [now, event.submitter];
  });
}

// A file takes its time to arrive and to be read: a bar stands below its form until the answer comes.
for (const form of document.querySelectorAll('form[enctype="multipart/form-data"]')) {
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented || form.querySelector('[data-sending]')) return;
    if (![...form.querySelectorAll('input[type="file"]')].some((field) => field.files.length > 0)) return;
    const bar = document.createElement('progress');
    bar.className = 'bh-progress__bar';
    bar.ariaLabel = 'The file is sent and read';
    const said = document.createElement('p');
    said.className = 'bh-progress';
    said.dataset.sending = '';
    said.role = 'status';
    said.append('The file is sent and read … ', bar);
    form.append(said);
  });
}
// A page that the browser kept and shows again sends nothing any more.
addEventListener('pageshow', () => {
  for (const said of document.querySelectorAll('[data-sending]')) said.remove();
});

// What goes on in the background is asked for again; once it is done, the page is loaded anew, unless that would drop what was typed.
const EVERY_MS = 2000;
let isTyped = false;
addEventListener('input', () => (isTyped = true));
const watched = (page) => [...page.querySelectorAll('[data-watched]')];
async function look() {
  const answer = document.hidden ? null : await fetch(location.href).catch(() => null);
  if (answer?.ok) {
    const now = watched(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    const shown = watched(document);
    if (now.length < shown.length) {
      if (!isTyped) location.reload();
      return;
    }
    for (const [index, bar] of shown.entries()) bar.replaceWith(now[index]);
  }
  setTimeout(look, EVERY_MS);
}
if (watched(document).length > 0) setTimeout(look, EVERY_MS);

// The links of the error summary lead into the field and not only to it.
for (const link of document.querySelectorAll('.nhsuk-error-summary a[href^="#"]')) {
  link.addEventListener('click', (event) => {
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest('fieldset') ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}

// A page that is printed shows what is folded away.
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('main details:not([open])')) {
    details.open = true;
    details.dataset.opened = '';
  }
});
addEventListener('afterprint', () => {
  for (const details of document.querySelectorAll('details[data-opened]')) {
    details.open = false;
    delete details.dataset.opened;
  }
});
