import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MailServer } from '../accounts/mail-server.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

const FORM = '/trusts/ZZ1/reports/new';
const WORDS = 'Version 4 of the policy has been on our intranet since October.';

describe('"something wrong or newer? Tell us"', () => {
  let app: TestApp;
  let mail: MailServer;
  let trainer: TestBrowser;
  let password: string;

  beforeAll(async () => {
    mail = await MailServer.start();
    app = await startTestApp({ sample: true, jobs: true, config: { smtpUrl: mail.url } });
    password = /<code>([^<]+)<\/code>/.exec((await app.browser().get('/sign-in')).text)?.[1] ?? '';
    trainer = await signedIn('trainer@beforehand.example');
  });
  afterAll(async () => {
    await app.close();
    await mail.stop();
  });

  async function signedIn(email: string): Promise<TestBrowser> {
    const browser = app.browser();
    await browser.signIn(email, password);
    return browser;
  }

  const tell = (fields: Record<string, string>, browser = app.browser()) =>
    browser.submit(
      '/trusts/ZZ1/reports',
      { kind: 'newer', question: '', words: WORDS, url: '', email: '', ...fields },
      FORM,
    );
  const sent = async (fields: Record<string, string> = {}) => {
    const answer = await tell(fields);
    expect(answer.status).toBe(303);
    const address = answer.headers['location'] ?? '';
    const [report] = await app.db.query<{ id: string; email: string | null; state: string }>(
      'select id, email, state from policy_report where reference = $1',
      [address.split('/').at(-1)],
    );
    return { address, path: `/reports/${report?.id ?? ''}`, ...report };
  };
  const settle = (path: string, fields: Record<string, string>, browser = trainer) =>
    browser.submit(`${path}/decisions`, { note: '', fact: '', seen: '', ...fields }, path);
  const stored = async (path: string) =>
    (
      await app.db.query<{ state: string; email: string | null; note: string | null }>(
        'select state, email, note from policy_report where id = $1',
        [path.split('/').at(-1)],
      )
    )[0];
  const forget = () => app.db.query(`delete from rate_limit where key like 'report-from%'`);

  it('leads from the Trust’s page to a form for everyone, which says what an address is used for', async () => {
    expect((await app.browser().get('/trusts/ZZ1')).text).toContain(FORM);
    const form = (await app.browser().get(FORM).expect(200)).text;
    expect(form).toContain('We delete it when your report is settled');
    expect(form).toContain('Nothing about patients, please');
  });

  it('asks for what is missing, and keeps what was typed', async () => {
    const refused = await tell({ kind: '', words: '', url: 'javascript:alert(1)', email: 'nobody' });
    expect(refused.status).toBe(422);
    for (const message of ['Choose what you want', 'Write what is wrong', 'Enter a whole address', 'or leave it empty'])
      expect(refused.text).toContain(message);
    const long = await tell({ words: 'x'.repeat(2001), email: 'a@example.org' });
    expect(long.text).toContain('under 2,000 characters');
    expect(long.text).toContain('value="a@example.org"');
  });

  it('warns of what looks like personal data before anything is kept, and takes it once somebody says that it is none', async () => {
    const words = 'Ask Dr Jane Example about the newer version.';
    const warned = await tell({ words });
    expect(warned.status).toBe(422);
    expect(warned.text).toContain('This looks like personal data: a name (Dr Jane Example)');
    expect(warned.text).toContain(words);
    expect(await app.db.query('select from policy_report')).toEqual([]);
    expect((await tell({ words, harmless: 'yes' })).status).toBe(303);
    await app.db.query('delete from policy_report');
  });

  it('answers with a reference that says what becomes of it, and never what was written', async () => {
    const { address } = await sent({ email: 'ward@example.org' });
    const page = (await app.browser().get(address).expect(200)).text;
    expect(page).toMatch(/Your reference is [2-9B-Y]{4}-[2-9B-Y]{4}-[2-9B-Y]{2}\./);
    expect(page).not.toContain(WORDS);
    expect(page).not.toContain('ward@example.org');
    await app.browser().get(address.replace('ZZ1', 'ZZ2')).expect(404);
    for (const guess of ['2222-2222-22', 'new2', '%F0%9F%98%80', "'"])
      await app.browser().get(`/trusts/ZZ1/reports/${guess}`).expect(404);
    expect((await app.browser().get(address)).text).toBe(page);
  });

  it('is bounded in how often one address may send', async () => {
    await forget();
    for (let count = 0; count < 10; count += 1) await sent();
    const refused = await tell({});
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
    await forget();
  });

  it('is read by those who work with documents, the oldest first, and by nobody else', async () => {
    expect((await app.browser().get('/reports')).status).toBe(303);
    await (await signedIn('learner@beforehand.example')).get('/reports').expect(403);
    const list = (await trainer.get('/reports').expect(200)).text;
    expect(list).toContain('11 reports wait');
    expect((await trainer.get('/reports?code=zz2')).text).toContain('No report here');
    expect((await trainer.get('/reports?state=closed')).text).toContain('No report here');
    for (const id of ['none', '01934b5e-0000-7000-8000-000000000000']) await trainer.get(`/reports/${id}`).expect(404);
  });

  it('becomes a document to add, whose form has the address already', async () => {
    const { path, address } = await sent({ url: 'https://example.org/policy.pdf', email: 'ward@example.org' });
    expect((await settle(path, { outcome: '' })).text).toContain('Choose what follows from it');
    expect((await settle(path, { outcome: 'document' })).status).toBe(303);
    const page = (await trainer.get(path)).text;
    const form =
      /href="(\/documents\/new[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=') ?? '';
    expect((await trainer.get(form).expect(200)).text).toContain('value="https://example.org/policy.pdf"');
    expect((await app.browser().get(address)).text).toContain('We are adding the document');
  });

  it('tells whoever left an address what came of it, and forgets the address in the same moment', async () => {
    const { path } = await sent({ email: 'once@example.org' });
    expect((await trainer.get(path)).text).toContain('mailto:once@example.org');
    await settle(path, { outcome: 'closed', note: 'Our copy is that version.' });
    expect(await stored(path)).toEqual({ state: 'closed', email: null, note: 'Our copy is that version.' });
    const { text } = await mail.next('once@example.org');
    expect(text).toContain('changed nothing');
    expect(text).not.toContain('Our copy is that version.');
    const kept = () => app.db.query(`select from mail_message where to_address = 'once@example.org'`);
    for (let tries = 0; tries < 100 && (await kept()).length > 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await kept()).toEqual([]);
  });

  it('leads to a fact of that Trust to look at, and to no other', async () => {
    const { path } = await sent({ question: 'copy_accepted' });
    const [own, others] = await app.db.query<{ id: string }>(
      `select f.id from policy_fact f join organisation o on o.id = f.organisation_id join policy_question q on q.id = f.question_id
       where q.key = 'copy_accepted' and o.code in ('ZZ1', 'ZZ2') and f.superseded_at is null order by o.code`,
    );
    expect((await settle(path, { outcome: 'fact' })).text).toContain('Choose the fact to look at');
    expect((await settle(path, { outcome: 'fact', fact: others?.id ?? '' })).status).toBe(404);
    expect((await settle(path, { outcome: 'fact', fact: own?.id ?? '' })).status).toBe(303);
    expect((await trainer.get(path)).text).toContain(`href="/facts/${own?.id ?? ''}"`);
  });

  it('says so when another settled it meanwhile, may be settled otherwise, and every decision is on record', async () => {
    const { path, id } = await sent();
    expect((await settle(path, { outcome: 'closed' })).text).toContain('Say why nothing follows from it');
    await settle(path, { outcome: 'closed', note: 'First.' });
    const late = await settle(path, { outcome: 'document' }, await signedIn('admin@beforehand.example'));
    expect(late.status).toBe(422);
    expect(late.text).toContain('settled it meanwhile');
    expect(await stored(path)).toMatchObject({ state: 'closed', note: 'First.' });
    const seen = /name="seen" value="([^"]+)"/.exec((await trainer.get(path)).text)?.[1] ?? '';
    expect((await settle(path, { outcome: 'document', seen })).status).toBe(303);
    const audit = await app.db.query('select action, details from audit_entry where subject_id = $1 order by id', [id]);
    expect(audit).toEqual([
      { action: 'reports.received', details: {} },
      { action: 'reports.settled', details: { state: 'closed', before: 'new' } },
      { action: 'reports.settled', details: { state: 'document', before: 'closed' } },
    ]);
  });
});
