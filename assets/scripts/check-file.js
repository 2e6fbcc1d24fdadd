// Checks the file of a certificate where it is: the browser reckons its SHA-256 and asks for that, so that nothing is
// uploaded. Without this script, or where the browser may not reckon (an address without HTTPS), the form sends the file.

for (const form of document.querySelectorAll('[data-file-check]')) {
  if (!globalThis.crypto?.subtle) break;
  const field = form.querySelector('input[type="file"]');
  const mostBytes = Number(form.dataset.mostBytes);

  async function check(file) {
    const bytes = await file.arrayBuffer();
    const isPdf = new TextDecoder('latin1').decode(bytes.slice(0, 1024)).includes('%PDF-');
    // What is wrong with the file is said in one place, which is the server.
    if (!isPdf) return false;
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const hex = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    location.assign(`${form.dataset.fileCheck}/${hex}`);
    return true;
  }

  form.addEventListener('submit', async (event) => {
    const [file] = field.files;
    if (!file || file.size === 0 || file.size > mostBytes) return;
    event.preventDefault();
    const isChecked = await check(file).catch(() => false);
    if (!isChecked) form.submit();
  });

  // The whole form takes a file that is dropped on it.
  form.addEventListener('dragover', (event) => event.preventDefault());
  form.addEventListener('drop', (event) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}
