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
