import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrganisationsService } from '../../../src/organisations/organisations.service.js';
import { newId } from '../../../src/platform/database/new-id.js';
import { DocumentsService } from '../../../src/policies/documents.service.js';
import { TextReading } from '../../../src/policies/documents/text/text-reading.js';
import { policyDetails } from '../../factories/documents.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { docx, html, mhtml, pdf } from './files.js';

let app: TestApp;
let documents: DocumentsService;
let riverbank: string;

beforeAll(async () => {
  app = await startTestApp({ sample: true });
  documents = app.get(DocumentsService);
  riverbank = (await app.get<OrganisationsService>(OrganisationsService).byAddress('ZZ1'))?.id ?? '';
});
afterAll(() => app.close());

async function add(name: string, bytes: Buffer): Promise<string> {
  return (await documents.add({ name, bytes }, policyDetails(riverbank), newId())).id;
}

async function read(name: string, bytes: Buffer) {
  const id = await add(name, bytes);
  const before = await documents.one(id);
  expect(before?.file?.textState).toBe('waiting');
  await app.get<TextReading>(TextReading).read(before?.file?.id ?? '');
  const after = await documents.one(id);
  return { state: after?.file?.textState, problem: after?.file?.textProblem, pages: await documents.pages(id) };
}

describe('the text of a document', () => {
  it('of a PDF is read page by page', async () => {
    const found = await read(
      'policy.pdf',
      pdf(['A written advance decision is kept\nin the notes.\n\nA copy is accepted.', 'Second page.']),
    );
    expect(found).toEqual({
      state: 'ready',
      problem: null,
      pages: [
        { number: 1, text: 'A written advance decision is kept in the notes.\n\nA copy is accepted.' },
        { number: 2, text: 'Second page.' },
      ],
    });
  });

  it('of a Word document, a web page, a saved one and plain text is read with its paragraphs', async () => {
    const words = ['Records are flagged.', 'A copy is accepted & kept.'];
    const wanted = [{ number: 1, text: words.join('\n\n') }];
    const inHtml = `<nav>Home</nav><p>Records are <b>flagged</b>.</p><script>alert(1)</script><p>A copy is accepted &amp; kept.</p>`;
    for (const [name, bytes] of [
      ['policy.docx', await docx(['Records are flagged.', 'A copy is accepted &amp; kept.'])],
      ['policy.html', html(inHtml)],
      ['policy.mhtml', mhtml(inHtml)],
      ['policy.txt', Buffer.from(words.join('\r\n\r\n\r\n'))],
    ] as const)
      expect(await read(name, bytes)).toEqual({ state: 'ready', problem: null, pages: wanted });
  });

  it('in an older encoding keeps its letters', async () => {
    const text = 'The Trust’s policy – “advance decisions” – café.';
    const windows: Record<string, number> = { '’': 0x92, '–': 0x96, '“': 0x93, '”': 0x94 };
    const old = Buffer.from(Array.from(text, (letter) => windows[letter] ?? letter.charCodeAt(0)));
    expect((await read('old.txt', old)).pages).toEqual([{ number: 1, text }]);
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect((await read('utf16.txt', utf16)).pages).toEqual([{ number: 1, text }]);
  });

  it('is found by its words', async () => {
    await read('found.txt', Buffer.from('Staff escalated the disagreements to the safeguarding lead.'));
    const found = await app.db.query(
      `select number from policy_file_page where search @@ websearch_to_tsquery('english', 'escalate disagreement')`,
    );
    expect(found).toEqual([{ number: 1 }]);
  });

  it('of a scan is none, and of a locked PDF cannot be read', async () => {
    expect(await read('scan.pdf', pdf(['', '']))).toEqual({ state: 'none', problem: null, pages: [] });
    expect(await read('locked.pdf', pdf(['Secret'], { locked: true }))).toMatchObject({
      state: 'encrypted',
      pages: [],
    });
  });

  it('of a damaged file says so, and says what is missing of one that can be read in part', async () => {
    const whole = pdf(
      Array.from({ length: 6 }, (_, at) => `Page ${String(at)} says that a copy is accepted by the ward.`),
    );
    const cut = await read('cut.pdf', whole.subarray(0, whole.length - 12));
    expect(cut).toMatchObject({ state: 'ready', problem: expect.stringContaining('The end of the file is missing') });
    const broken = await read('broken.pdf', Buffer.concat([whole.subarray(0, 20), Buffer.alloc(500, 'x')]));
    expect(broken).toEqual({
      state: 'failed',
      problem: 'It is damaged, cut off, or not made as such files are',
      pages: [],
    });
    const partly = await read('partly.pdf', pdf(['A copy is accepted by the ward at night.', '']));
    expect(partly.problem).toBe('Page 2 holds no text: a picture, a scan or nothing.');
  });

  it('of 300 pages is read while the process goes on answering', async () => {
    const page = Array.from(
      { length: 40 },
      (_, at) => `Line ${String(at)} of a long policy on advance decisions.`,
    ).join('\n');
    let ticks = 0;
    const tick = setInterval(() => (ticks += 1), 5);
    const found = await read(
      'long.pdf',
      pdf(Array.from({ length: 300 }, (_, at) => `Page ${String(at + 1)}\n${page}`)),
    );
    clearInterval(tick);
    expect(found.pages).toHaveLength(300);
    expect(found.pages[299]?.text).toContain('Page 300');
    // Read in this thread, it would have let no timer through.
    expect(ticks).toBeGreaterThan(20);
  });

  it('is read anew after a crash, and read once', async () => {
    const id = await add('again.pdf', pdf(['One page that says that a copy is accepted.', 'And another page.']));
    const fileId = (await documents.one(id))?.file?.id ?? '';
    await app.db.query(`insert into policy_file_page (file_id, number, text) values ($1, 1, 'Half')`, [fileId]);
    const reading = app.get<TextReading>(TextReading);
    await reading.read(fileId);
    await reading.read(fileId);
    expect((await documents.pages(id)).map(({ text }) => text)).toEqual([
      'One page that says that a copy is accepted.',
      'And another page.',
    ]);
  });
});

describe('a file that means harm', () => {
  it('a Word document that would grow beyond bounds is refused before anything is inflated', async () => {
    const bomb = await docx(['Harmless'], { 'word/media/zeros.bin': Buffer.alloc(40 * 1_048_576) });
    expect(bomb.length).toBeLessThan(1_000_000);
    await expect(add('bomb.docx', bomb)).rejects.toThrow('would grow beyond all measure');
  });

  it('one that lies about its size is stopped where the lie shows', async () => {
    const lying = await docx(['A copy is accepted.'], { 'word/other.xml': Buffer.alloc(900_000) });
    const size = Buffer.alloc(4);
    size.writeUInt32LE(900_000);
    const little = Buffer.alloc(4);
    little.writeUInt32LE(10);
    const at = lying.lastIndexOf(size);
    little.copy(lying, at);
    expect(await read('lying.docx', lying)).toMatchObject({ state: 'failed', pages: [] });
  });

  it('a PDF whose page inflates for ever is stopped, and says why', async () => {
    const zeros = deflateSync(Buffer.alloc(64 * 1_048_576, ' '), { level: 1 });
    const deflated = (data: Buffer) => deflateSync(data);
    const twice = deflated(deflated(zeros));
    const head = `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [${'4 0 R '.repeat(40)}] >>\nendobj\n4 0 obj\n<< /Filter [/FlateDecode /FlateDecode /FlateDecode] /Length ${String(twice.length)} >>\nstream\n`;
    const bomb = Buffer.concat([
      Buffer.from(head),
      twice,
      Buffer.from('\nendstream\nendobj\ntrailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n'),
    ]);
    expect(bomb.length).toBeLessThan(100_000);
    const { limits } = app.get<TextReading>(TextReading);
    limits.ms = 2_000;
    const found = await read('bomb.pdf', bomb);
    limits.ms = 120_000;
    expect(found).toEqual({ state: 'failed', problem: 'Reading it took too long', pages: [] });
  });

  it('one that takes more memory than there is to give is stopped as well', async () => {
    const { limits } = app.get<TextReading>(TextReading);
    limits.growthBytes = -1;
    const found = await read('hungry.pdf', pdf(Array.from({ length: 300 }, () => 'A copy is accepted.')));
    limits.growthBytes = 1_200 * 1_048_576;
    expect(found).toEqual({ state: 'failed', problem: 'Reading it needs more memory than there is', pages: [] });
  });
});
