import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DocumentsService } from '../../../src/policies/documents.service.js';
import { TextReading } from '../../../src/policies/documents/text/text-reading.js';
import { aCampaign } from '../../factories/requests.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import type { TestBrowser } from '../../support/test-browser.js';
import { html, pdf } from './files.js';

let app: TestApp;
let trainer: TestBrowser;
let password: string;
let requestId: string;

const FORM = '/documents/new?organisation=ZZ1';
const reply = {
  title: 'Fictional policy on advance decisions',
  subject: 'advance_decision',
  standing: 'foi_reply',
  'repliedOn-day': '2',
  'repliedOn-month': '11',
  'repliedOn-year': '2026',
  'documentDate-month': '3',
  'documentDate-year': '2026',
  mayPublish: 'unknown',
};

beforeAll(async () => {
  app = await startTestApp({ sample: true });
  trainer = app.browser();
  password = /<code>([^<]+)<\/code>/.exec((await trainer.get('/sign-in')).text)?.[1] ?? '';
  await trainer.signIn('trainer@beforehand.example', password);
  const { requestTo } = await aCampaign(app, 'Advance decisions 2026', { ZZ1: {} });
  requestId = requestTo['ZZ1'] ?? '';
});
afterAll(() => app.close());

async function add(name: string, bytes: Buffer, fields: Record<string, string> = {}): Promise<string> {
  const answer = await trainer.upload(FORM, 'file', { name, bytes }, FORM, { ...reply, ...fields });
  expect([answer.status, answer.text]).toEqual([303, expect.anything()]);
  return (answer.headers['location'] ?? '').split('/').at(-1) ?? '';
}

async function readText(id: string): Promise<void> {
  const document = await app.get<DocumentsService>(DocumentsService).one(id);
  await app.get<TextReading>(TextReading).read(document?.file?.id ?? '');
}

const policy = (rule: string) =>
  pdf([
    `Fictional Trust policy\n\nA written advance decision is kept in the notes.\n\n${rule}`,
    'Tell the ambulance service.',
  ]);

describe('documents', () => {
  it('are not for visitors and learners', async () => {
    const id = await add('hidden.pdf', policy('Nobody else sees this.'));
    const learner = app.browser();
    await learner.signIn('learner@beforehand.example', password);
    for (const path of ['/documents', FORM, `/documents/${id}`, `/documents/${id}/file`, `/documents/${id}/text/1`]) {
      expect((await app.browser().get(path)).status).toBe(303);
      await learner.get(path).expect(403);
    }
  });

  it('begin with the organisation whose they are', async () => {
    const found = await trainer.get('/documents/new?text=riverbank').expect(200);
    expect(found.text).toContain('/documents/new?organisation&#x3D;ZZ1');
    expect((await trainer.get('/documents/new?text=qqqqqq').expect(200)).text).toContain('No organisation found');
    expect((await trainer.get('/documents/new?text=').expect(200)).text).toContain('Enter a name, a town or a code');
  });

  it('come in with a file and what is said of them, and are found by their words', async () => {
    const id = await add('policy.pdf', policy('A copy is acceptable to every ward.'), {
      reference: 'POL-7',
      requestId,
    });
    const waiting = await trainer.get(`/documents/${id}`).expect(200);
    expect(waiting.text).toContain('Reading the text');
    expect(waiting.text).toContain('See how far it is');
    await readText(id);
    const page = await trainer.get(`/documents/${id}`).expect(200);
    for (const words of [
      'Freedom of Information reply, of 2 November 2026',
      'POL-7',
      'Advance decisions 2026',
      '2 pages of text',
    ])
      expect(page.text).toContain(words);
    expect((await trainer.get(`/documents/${id}/text/1`).expect(200)).text).toContain('acceptable to every ward');
    await trainer.get(`/documents/${id}/text/3`).expect(404);
    const found = await trainer.get('/documents?q=accepting+copies').expect(200);
    expect(found.text).toContain('<mark>');
    expect(found.text).toContain(`/documents/${id}/text/1`);
    expect((await trainer.get('/documents?q=POL-7&standing=foi_reply&copy=read').expect(200)).text).toContain(id);
    expect((await trainer.get('/documents?q=POL-7&copy=missing').expect(200)).text).toContain('No document found');
    expect((await trainer.get('/documents?q=100%25_').expect(200)).text).toContain('No document found');
  });

  it('ask for what is missing, each at its field, and keep the file meanwhile', async () => {
    const file = { name: 'kept.pdf', bytes: policy('This file is sent once.') };
    const wrong = { ...reply, title: ' ', 'repliedOn-year': '2031', 'documentDate-month': '13' };
    const refused = await trainer.upload(FORM, 'file', file, FORM, wrong);
    expect(refused.status).toBe(422);
    for (const message of ['Enter the title', 'a day that is not in the future', 'Enter a date that exists'])
      expect(refused.text).toContain(message);
    expect(refused.text).toContain('kept.pdf</strong> is kept');
    const kept = /name="kept" value="([^"]+)"/.exec(refused.text)?.[1]?.replaceAll('&#x3D;', '=') ?? '';
    const done = await trainer.upload(FORM, 'file', null, FORM, { ...reply, kept });
    expect(done.status).toBe(303);
    const id = (done.headers['location'] ?? '').split('/').at(-1) ?? '';
    expect((await trainer.get(`/documents/${id}/file`).expect(200)).body).toEqual(file.bytes);
    const forged = await trainer.upload(FORM, 'file', null, FORM, { ...reply, kept: `${kept}x` });
    expect(forged.text).toContain('Choose the file of the document');
  });

  it('say what is wrong with a file', async () => {
    const send = (name: string, bytes: Buffer) => trainer.upload(FORM, 'file', { name, bytes }, FORM, reply);
    const tooLarge = await send('large.pdf', Buffer.alloc(25 * 1_048_576 + 1, '%PDF-'));
    expect([tooLarge.status, tooLarge.text]).toEqual([422, expect.stringContaining('larger than 25 MB')]);
    expect(tooLarge.text).toContain('Fictional policy on advance decisions');
    expect((await send('empty.pdf', Buffer.alloc(0))).text).toContain('The file is empty');
    expect((await send('cut.docx', Buffer.from('PK\u0003\u0004 cut off'))).text).toContain('cut off or damaged');
    const other = await send('policy.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'));
    expect(other.text).toContain('older Office file, or one that is locked with a password');
  });

  it('with the wrong ending get the right one, and say so', async () => {
    const id = await add('page.pdf', html('<p>It is a page.</p>'), { title: 'Wrong ending' });
    const page = await trainer.get(`/documents/${id}`).expect(200);
    expect(page.text).toContain('It is a web page (HTML), although its name ends otherwise');
    expect(page.text).toContain('page.html');
  });

  it('are served to be kept and never to be run', async () => {
    const id = await add('attack.html', html('<script>document.body.innerHTML = "run"</script><p>It is a page.</p>'));
    const file = await trainer.get(`/documents/${id}/file`).buffer(true).expect(200);
    expect(file.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename=attack.html',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    await readText(id);
    expect((await trainer.get(`/documents/${id}/text/1`)).text).not.toContain('innerHTML');
  });

  it('that are held already are shown, and nothing changes', async () => {
    const id = await add('same.pdf', policy('The same file twice.'));
    const again = await trainer.upload(
      FORM,
      'file',
      { name: 'other.pdf', bytes: policy('The same file twice.') },
      FORM,
      {
        ...reply,
        title: 'Another title',
      },
    );
    expect(again.headers['location']).toBe(`/documents/${id}`);
    expect((await trainer.get(`/documents/${id}`)).text).toContain('We hold this very file already');
  });

  it('tell what changed from one version to the next', async () => {
    const first = await add('v1.pdf', policy('A copy is accepted by the ward.'), { version: '1' });
    const second = await add('v2.pdf', policy('A copy is accepted by every ward at night.'), {
      version: '2',
      replaces: first,
    });
    expect((await trainer.get(`/documents/${second}/changes`)).status).toBe(404);
    await readText(first);
    await readText(second);
    const page = await trainer.get(`/documents/${second}`).expect(200);
    expect(page.text).toContain('What changed');
    const changes = await trainer.get(`/documents/${second}/changes`).expect(200);
    expect(changes.text).toContain('Paragraphs: 1 reworded');
    expect(changes.text).toMatch(/<del>.*the.*<\/del><ins>.*every/);
    expect(changes.text).toContain('2 paragraphs are the same');
    // The form for the next version offers the last one alone.
    const form = await trainer.get(`${FORM}&replaces=${second}`).expect(200);
    expect(form.text).toContain(`<option value="${second}" selected>`);
    expect(form.text).not.toContain(`<option value="${first}"`);
  });

  it('are corrected as a new reading under a new address, to which the old one leads', async () => {
    const id = await add('correct.pdf', policy('To be corrected.'), { title: 'Mistyped' });
    const action = `/documents/${id}/corrections`;
    expect((await trainer.get(`${action}/new`).expect(200)).text).toContain('value="Mistyped"');
    const published = { ...reply, title: 'Corrected', standing: 'published', url: 'ftp://x', 'seenOn-day': '3' };
    const refused = await trainer.submit(action, published, `${action}/new`);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('begins with https:// or http://');
    const seen = { 'seenOn-month': '11', 'seenOn-year': '2026', url: 'https://trust.example/policy' };
    const done = await trainer.submit(action, { ...published, ...seen }, `${action}/new`);
    expect(done.status).toBe(303);
    expect((await trainer.get(`/documents/${id}`).expect(303)).headers['location']).toBe(done.headers['location']);
    const page = await trainer.get(done.headers['location'] ?? '').expect(200);
    expect(page.text).toContain('Published by the Trust, of March 2026, as seen on 3 November 2026');
  });

  it('are withdrawn with a reason, and say so at their address', async () => {
    const id = await add('mistake.pdf', policy('Sent by mistake.'), { title: 'Sent by mistake' });
    const action = `/documents/${id}/withdrawals`;
    expect((await trainer.submit(action, { reason: ' ' }, `${action}/new`)).status).toBe(422);
    expect((await trainer.submit(action, { reason: 'Another Trust’s.' }, `${action}/new`)).status).toBe(303);
    const gone = await trainer.get(`/documents/${id}`);
    expect([gone.status, gone.text]).toEqual([410, expect.stringContaining('Another Trust’s.')]);
    expect((await trainer.get('/documents?q=mistake')).text).toContain('No document found');
    const audit = await app.db.query('select action from audit_entry where subject_id = $1 order by at, id', [id]);
    expect(audit).toEqual([{ action: 'documents.added' }, { action: 'documents.withdrawn' }]);
  });

  it('that are known without a copy get one, and keep what facts rest on', async () => {
    const list = await trainer.get('/documents?organisation=ZZ1&copy=missing').expect(200);
    const id = /href="\/documents\/([0-9a-f-]{36})"/.exec(list.text)?.[1] ?? '';
    expect((await trainer.get(`/documents/${id}`).expect(200)).text).toContain('hold no copy of it');
    expect((await trainer.get(`/documents/${id}/withdrawals/new`)).text).toContain('Facts were read in it');
    await trainer.get(`/documents/${id}/file`).expect(404);
    const file = { name: 'copy.pdf', bytes: policy('The copy that was missing.') };
    const done = await trainer.upload(`/documents/${id}/copies`, 'file', file, `/documents/${id}/copies/new`);
    expect(done.status).toBe(303);
    const page = await trainer.get(done.headers['location'] ?? '').expect(200);
    expect(page.text).toContain('copy.pdf');
  });

  it('have no made-up address', async () => {
    await trainer.get('/documents/nothing').expect(404);
    await trainer.get('/documents/01934b5e-0000-7000-8000-000000000000').expect(404);
  });
});
