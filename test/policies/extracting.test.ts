import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { DocumentsService } from '../../src/policies/documents.service.js';
import { policyDetails } from '../factories/documents.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

const policy = `Fictional policy on advance decisions.

Where a person brings a photograph of the document, the original document must be seen before it is relied on.

The Mental Capacity Act lead answers questions at mca.team@example.org on every working day.
`;

describe('reading a document question by question', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  let admin: TestBrowser;
  let desk: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, jobs: true });
    trainer = app.browser();
    await trainer.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    admin = app.browser();
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    const [ids] = await app.db.query<{ trust: string; person: string }>(
      `select (select id from organisation where code = 'ZZ2') as trust, (select id from person where email = 'admin@beforehand.example') as person`,
    );
    const added = await app
      .get<DocumentsService>(DocumentsService)
      .add({ name: 'policy.txt', bytes: Buffer.from(policy) }, policyDetails(ids?.trust ?? ''), ids?.person ?? '');
    const [document] = await app.db.query<{ id: string }>(
      `select id from policy_document where file_id is not null and superseded_at is null`,
    );
    expect(added).toBeDefined();
    desk = `/documents/${document?.id ?? ''}/extraction`;
    for (let waited = 0; waited < 100; waited++) {
      const [file] = await app.db.query<{ state: string }>('select text_state as state from policy_file');
      if (file?.state !== 'waiting') break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
  afterAll(() => app.close());

  const page = async (query = '?question=copy_accepted') => (await trainer.get(desk + query).expect(200)).text;
  const hidden = (html: string) =>
    Object.fromEntries(
      [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
        .map(([, name = '', value = '']) => [name, value])
        .filter(([name]) => name !== '_csrf'),
    ) as Record<string, string>;

  it('is for those who extract alone', async () => {
    expect((await app.browser().get(desk)).status).toBe(303);
    const learner = app.browser();
    await learner.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
    await learner.get(desk).expect(403);
    await trainer.get('/documents/01934b5e-0000-7000-8000-000000000000/extraction').expect(404);
  });

  it('shows the question beside the text, with the likeliest passages as suggestions that nobody has taken', async () => {
    const html = await page();
    expect(html).toContain('Suggested passages');
    expect(html).toContain('the original document must be seen before it is relied on');
    expect(html).toMatch(/<textarea[^>]*name="quote"[^>]*>\s*<\/textarea>/);
  });

  it('keeps a draft as one goes, takes a passage as the quote, and finds both again', async () => {
    const first = await page();
    const use = /name="then" value="(use:[^"]+)"/.exec(first)?.[1] ?? '';
    const kept = await trainer.submit(`${desk}/drafts`, { ...hidden(first), state: 'stated', then: use }, desk);
    expect(kept.status).toBe(303);
    const again = await page();
    expect(again).toMatch(/<textarea[^>]*name="quote"[^>]*>[^<]*(photograph|original)/);
    expect((await trainer.get('/facts?queue=mine').expect(200)).text).toContain('Copy or original');
  });

  it('records an answer that a second person has to verify, shown as unverified until then', async () => {
    const form = await page();
    const answer = {
      ...hidden(form),
      state: 'stated',
      value: 'original_required',
      quote: 'the original document must be seen before it is relied on',
      locator: 'page 1',
      paraphrase: 'It wants to see the original.',
    };
    const saved = await trainer.submit(`${desk}/answers`, answer, desk);
    expect(saved.status).toBe(303);
    const [fact] = await app.db.query<{ id: string; extracted: boolean; verified: boolean }>(
      `select f.id, f.extracted_by_id is not null as extracted, exists (select from policy_verification v where v.fact_id = f.id) as verified
       from policy_fact f join policy_question q on q.id = f.question_id join policy_document d on d.id = f.document_id
       where q.key = 'copy_accepted' and d.file_id is not null and f.superseded_at is null`,
    );
    expect(fact).toMatchObject({ extracted: true, verified: false });
    const own = await trainer.submit(`/facts/${fact?.id ?? ''}/verifications`, { seen: 'yes' }, '/account');
    expect(own.status).toBe(422);
    const second = await admin.submit(`/facts/${fact?.id ?? ''}/verifications`, { seen: 'yes' }, '/account');
    expect(second.status).toBe(303);
  });

  it('warns of what looks like personal data before it is saved, and keeps what was typed', async () => {
    const form = await page('?question=mca_lead');
    const answer = {
      ...hidden(form),
      state: 'stated',
      value: 'Dr Jane Example',
      quote: '',
      locator: '',
      paraphrase: '',
    };
    const warned = await trainer.submit(`${desk}/answers`, answer, desk);
    expect(warned.status).toBe(422);
    expect(warned.text).toContain('Dr Jane Example');
  });

  it('shows the second of two people what the first saved, beside what they typed', async () => {
    const form = await page('?question=monitoring');
    const typed = (words: string) => ({
      ...hidden(form),
      state: 'absent',
      value: '',
      quote: '',
      locator: '',
      paraphrase: words,
    });
    expect((await trainer.submit(`${desk}/answers`, typed('It says nothing of audit.'), desk)).status).toBe(303);
    const late = await admin.submit(`${desk}/answers`, typed('I see nothing on audit.'), desk);
    expect(late.status).toBe(422);
    expect(late.text).toContain('It says nothing of audit.');
    expect(late.text).toContain('I see nothing on audit.');
  });
});
