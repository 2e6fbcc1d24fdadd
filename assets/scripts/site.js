// Makes what works without it a little nicer. Nothing may depend on this file.

const summary = document.querySelector('[data-error-summary]');
if (summary) {
  document.title = `Error: ${document.title}`;
  summary.focus();
}

// A second press of a button while its form is under way sends nothing.
for (const form of document.querySelectorAll('form')) {
  let sentAt = 0;
  form.addEventListener('submit', (event) => {
    const now = Date.now();
    if (now - sentAt < 1500) event.preventDefault();
    else sentAt = now;
  });
}

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
