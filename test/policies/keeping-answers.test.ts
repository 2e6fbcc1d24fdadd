import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { DocumentsService } from '../../src/policies/documents.service.js';
import type { DocumentDetails } from '../../src/policies/documents.types.js';
import { DocumentsWriter } from '../../src/policies/documents/documents-writer.js';
import { policyDetails } from '../factories/documents.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

describe('answers and drafts, when something else happens meanwhile', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  let admin: TestBrowser;
  const ids = { trust: '', admin: '' };

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    trainer = app.browser();
    admin = app.browser();
    await trainer.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    const [found] = await app.db.query<typeof ids>(
      `select (select id from organisation where code = 'ZZ2') as trust,
         (select id from person where email = 'admin@beforehand.example') as admin`,
    );
    Object.assign(ids, found);
  });
  afterAll(() => app.close());

  async function aDocument(words: string, said: Partial<DocumentDetails> = {}): Promise<string> {
    const file = { name: 'policy.txt', bytes: Buffer.from(words) };
    const { id } = await app
      .get<DocumentsService>(DocumentsService)
      .add(file, policyDetails(ids.trust, said), ids.admin);
    return id;
  }
  const place = (key: string) => ({ question: key, part: '1', page: '', base: '', version: '0' });
  const silent = { state: 'absent', paraphrase: 'Nothing is said of it.' };

  it('a document dated in the future gives no facts yet, and nothing typed is lost', async () => {
    const id = await aDocument('Dated ahead.', { standing: 'published', repliedOn: null, documentDate: '2027-03' });
    const desk = `/documents/${id}/extraction`;
    const refused = await trainer.submit(`${desk}/answers`, { ...place('monitoring'), ...silent }, desk);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('dated March 2027, which is still to come');
    expect(refused.text).toContain('Nothing is said of it.');
  });

  it('a question that is retired while somebody answers it takes no more answers, and keeps the typed one', async () => {
    const id = await aDocument('On retired questions.');
    const desk = `/documents/${id}/extraction`;
    await app.db.query(`update policy_question set retired = true where key = 'epr_system'`);
    const refused = await trainer.submit(`${desk}/answers`, { ...place('epr_system'), ...silent }, desk);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('This question is asked no more');
    expect(refused.text).toContain('Nothing is said of it.');
    expect((await trainer.submit(`${desk}/drafts`, { ...place('epr_system'), ...silent }, desk)).status).toBe(303);
    expect((await trainer.get(`${desk}?question=epr_system`).expect(200)).text).toContain('Nothing is said of it.');
  });

  it('a document that is withdrawn gives its drafts back', async () => {
    const id = await aDocument('Withdrawn soon.');
    const desk = `/documents/${id}/extraction`;
    expect((await trainer.submit(`${desk}/drafts`, { ...place('monitoring'), ...silent }, desk)).status).toBe(303);
    expect(await app.get<DocumentsWriter>(DocumentsWriter).withdraw(id, 'The wrong file.')).toEqual([]);
    const gone = await trainer.get(desk);
    expect(gone.status).toBe(410);
    expect(gone.text).toContain('Nothing is said of it.');
    expect((await trainer.get('/facts?queue=mine')).text).toContain('which was withdrawn');
    const late = await trainer.submit(
      `${desk}/answers`,
      { ...place('alert_mechanism'), state: 'absent', note: 'Late' },
      '/account',
    );
    expect(late.status).toBe(410);
    const discard = { question: 'monitoring', part: '1' };
    expect((await trainer.submit(`${desk}/discarded-drafts`, discard, desk)).status).toBe(303);
    expect((await trainer.get('/facts?queue=mine')).text).not.toContain('which was withdrawn');
  });

  it('two pages of one person do not overwrite each other’s draft unseen', async () => {
    const desk = `/documents/${await aDocument('Two pages.')}/extraction`;
    const draft = (version: string, paraphrase: string) => ({ ...place('monitoring'), version, paraphrase });
    expect((await trainer.submit(`${desk}/drafts`, draft('0', 'First page'), desk)).status).toBe(303);
    const second = await trainer.submit(`${desk}/drafts`, draft('0', 'Second page'), desk);
    expect(second.status).toBe(422);
    for (const words of ['First page', 'Second page']) expect(second.text).toContain(words);
    expect(second.text).toContain('name="version" value="1"');
    expect((await trainer.submit(`${desk}/drafts`, draft('1', 'Second page'), desk)).status).toBe(303);
    expect((await trainer.get(`${desk}?question=monitoring`)).text).toContain('Second page');
    // Nobody else's draft is in one's own form.
    const other = (await admin.get(`${desk}?question=monitoring`)).text;
    expect(other).toContain('keeps a draft of this answer');
    expect(other).not.toContain('Second page');
  });

  it('an answer that came back may be saved as it stands, and waits again for a second person', async () => {
    const desk = `/documents/${await aDocument('Sent back.')}/extraction`;
    const current = () =>
      app.db.query<{ id: string }>(
        `select f.id from policy_fact f join policy_document d on d.id = f.document_id join policy_question q on q.id = f.question_id
         where f.superseded_at is null and q.key = 'monitoring' and $1 like '%' || d.id || '%'`,
        [desk],
      );
    const answer = { ...place('monitoring'), ...silent };
    expect((await trainer.submit(`${desk}/answers`, answer, desk)).status).toBe(303);
    const [first] = await current();
    const fact = `/facts/${first?.id ?? ''}`;
    expect((await admin.submit(`${fact}/returns`, { returned: 'See the annex.' }, fact)).status).toBe(303);
    const page = (await trainer.get(`${desk}?question=monitoring`)).text;
    expect(page).toContain('Sent back: See the annex.');
    const again = { ...answer, base: first?.id ?? '' };
    expect((await trainer.submit(`${desk}/answers`, again, desk)).status).toBe(303);
    const [second] = await current();
    expect(second?.id).not.toBe(first?.id);
    expect((await trainer.get('/facts?queue=mine')).text).not.toContain('See the annex.');
    expect((await admin.submit(`/facts/${second?.id ?? ''}/verifications`, { seen: 'yes' }, '/account')).status).toBe(
      303,
    );
    const audit = await app.db.query<{ action: string }>(
      'select action from audit_entry where subject_id = any($1) order by at, action',
      [[first?.id, second?.id]],
    );
    expect(audit.map(({ action }) => action).sort()).toEqual([
      'facts.recorded',
      'facts.recorded',
      'facts.sent_back',
      'facts.verified',
    ]);
  });
});
