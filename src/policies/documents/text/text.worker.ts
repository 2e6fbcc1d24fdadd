// Runs in a thread of its own, so that a hard document holds up nobody and can be stopped. It imports no neighbour:
// so it runs as it stands, built or not.
import { parentPort, workerData } from 'node:worker_threads';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';
import type { FileKind } from '../../documents.types.js';
import type { FromWorker, PlacedText } from './text-worker.types.js';

const MOST_PAGES = 2_000;
const ENDING_BYTES = 4_096;

interface ToRead {
  bytes: Uint8Array;
  kind: FileKind;
}

const { bytes, kind } = workerData as ToRead;
const say = (message: FromWorker) => parentPort?.postMessage(message);

try {
  await readAs(kind);
} catch (error) {
  say({ is: 'failed', detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
}

function readAs(of: FileKind): Promise<void> {
  switch (of) {
    case 'pdf':
      return readPdf();
    case 'docx':
      return readDocx();
    case 'html':
      return sayHtml(decoded(true));
    case 'mhtml':
      return readSavedPage();
    case 'text':
      say({ is: 'text', text: decoded(false) });
      return Promise.resolve();
  }
}

async function readPdf(): Promise<void> {
  const isCutOff = !Buffer.from(bytes.subarray(-ENDING_BYTES)).includes('%%EOF');
  const { getDocument, PasswordException } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: bytes,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    verbosity: 0,
  });
  const pdf = await task.promise.catch((error: unknown) => {
    if (error instanceof PasswordException) return null;
    throw error;
  });
  if (pdf === null) {
    say({ is: 'encrypted' });
    return;
  }
  const pages = Math.min(pdf.numPages, MOST_PAGES);
  say({ is: 'begun', pages, beyond: pdf.numPages - pages, isCutOff });
  for (let number = 1; number <= pages; number += 1) {
    try {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      say({ is: 'page', number, items: items.filter((item): item is TextItem => 'str' in item).map(placed) });
      page.cleanup();
    } catch {
      say({ is: 'page', number, items: null });
    }
  }
  await task.destroy();
}

function placed(item: TextItem): PlacedText {
  const transform = item.transform as number[];
  return {
    text: item.str,
    endsLine: item.hasEOL,
    y: transform[5] ?? 0,
    size: Math.hypot(transform[2] ?? 0, transform[3] ?? 0),
  };
}

/** The archive's entries are inflated once into nothing: what claims to be smaller than it is never gets to a parser. */
async function readDocx(): Promise<void> {
  const { fromBufferPromise } = await import('yauzl');
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, validateEntrySizes: true });
  for await (const entry of zip.eachEntry()) {
    for await (const _ of await zip.openReadStreamPromise(entry));
  }
  const { default: mammoth } = await import('mammoth');
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })), externalFileAccess: false },
  );
  await sayHtml(value);
}

async function readSavedPage(): Promise<void> {
  const { default: PostalMime } = await import('postal-mime');
  const page = await PostalMime.parse(bytes);
  if (page.html === undefined) say({ is: 'failed', detail: 'the saved page holds no HTML' });
  else await sayHtml(page.html);
}

async function sayHtml(html: string): Promise<void> {
  const { convert } = await import('html-to-text');
  const block = (selector: string) => ({
    selector,
    format: 'block',
    options: { leadingLineBreaks: 2, trailingLineBreaks: 2 },
  });
  const text = convert(html, {
    wordwrap: false,
    limits: { maxDepth: 500 },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
      { selector: 'nav', format: 'skip' },
      { selector: 'ul', options: { itemPrefix: '• ' } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
      block('blockquote'),
      block('tr'),
      ...['td', 'th'].map((selector) => ({ selector, format: 'inlineSurround', options: { suffix: ' ' } })),
    ],
  });
  say({ is: 'text', text });
}

/** The bytes as text in the encoding that they declare, else UTF-8, else what old Windows programs wrote. */
function decoded(mayDeclare: boolean): string {
  const declared = mayDeclare
    ? /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(Buffer.from(bytes.subarray(0, 4_096)).toString('latin1'))?.[1]
    : undefined;
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  for (const encoding of [marked, 'utf-8', declared]) {
    if (encoding === undefined) continue;
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // It is not in this one, or there is no such encoding.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}
