import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/database/new-id.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';
import { importFacts } from '../trusts/area-of-trusts.js';

const QUOTE = 'A legible photocopy shall be treated as the original.';

describe('good practice', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  let password: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    password = /<code>([^<]+)<\/code>/.exec((await app.browser().get('/sign-in')).text)?.[1] ?? '';
    trainer = await signedIn('trainer@beforehand.example');
    const line = { organisation: 'ZZ2', standing: 'confirmed', document_date: '2026-10', confirmed_on: '2026-10-30' };
    await importFacts(app, [
      { ...line, question: 'copy_accepted', quote: QUOTE, paraphrase: 'A copy will do, if it can be read.' },
      { ...line, question: 'monitoring', value: 'yes', second_reading: '', second_reading_on: '' },
      { ...line, question: 'dispute_escalation', state: 'absent', value: '', source_title: 'Another made-up policy' },
    ]);
  });
  afterAll(() => app.close());

  async function signedIn(email: string): Promise<TestBrowser> {
    const browser = app.browser();
    await browser.signIn(email, password);
    return browser;
  }
  const factOn = async (key: string, where = `f.quote = '${QUOTE}'`) => {
    const [fact] = await app.db.query<{ id: string }>(
      `select f.id from policy_fact f join policy_question q on q.id = f.question_id join policy_document d on d.id = f.document_id
       where q.key = $1 and f.superseded_at is null and ${where}`,
      [key],
    );
    return fact?.id ?? '';
  };
  const share = (fact: string, why = 'It spares patients a journey for a piece of paper.', browser = trainer) =>
    browser.submit('/good-practice', { fact, why }, `/good-practice/new?fact=${fact}`);
  const list = async (browser = app.browser()) => (await browser.get('/good-practice').expect(200)).text;

  /** The document is read anew, with what its owner says. */
  async function permit(fields: Record<string, string>): Promise<void> {
    const [document] = await app.db
      .query<{ id: string }>(
        `update policy_document set superseded_at = now() where id in (select document_id from policy_fact where quote = $1) returning id`,
        [QUOTE],
      )
      .then((rows) => rows.flat());
    await app.db.query(
      `insert into policy_document select (jsonb_populate_record(d, $2)).* from policy_document d where d.id = $1`,
      [document?.id, JSON.stringify({ ...fields, id: newId(), superseded_at: null })],
    );
  }

  it('is marked by trainers and administrators, with why', async () => {
    const fact = await factOn('copy_accepted');
    expect(await list()).toContain('Nothing is shared yet');
    expect((await app.browser().get(`/good-practice/new?fact=${fact}`)).status).toBe(303);
    await (await signedIn('learner@beforehand.example')).get(`/good-practice/new?fact=${fact}`).expect(403);
    expect((await share(fact, '')).text).toContain('Say in a sentence');
    expect((await share(fact)).status).toBe(303);
    expect((await share(fact)).text).toContain('Somebody shares it already');
    const html = await list();
    expect(html).toContain('It spares patients a journey');
    expect(html).toContain('Confirmed by the Trust on 30 October 2026');
    expect(html).toContain('<a href="/trusts/ZZ2">');
    expect((await trainer.get('/trusts/ZZ2')).text).toContain(`/good-practice/new?fact&#x3D;${fact}`);
  });

  it('publishes words of a document only where its owner lets us', async () => {
    expect(await list()).not.toContain(QUOTE);
    expect(await list()).toContain('A copy will do, if it can be read.');
    await permit({
      may_publish: 'yes',
      copyright_owner: 'Moorland (fictional)',
      licence: 'Open Government Licence 3.0',
    });
    const html = await list();
    expect(html).toContain(QUOTE);
    expect(html).toContain('© Moorland (fictional). Licence: Open Government Licence 3.0.');
  });

  it('is nothing that nobody verified, or that says nothing', async () => {
    const unverified = await share(await factOn('monitoring', `d.title = 'Made-up policy for a test'`));
    expect(unverified.text).toContain('No second person has compared it');
    const silent = await share(await factOn('dispute_escalation', `d.title = 'Another made-up policy'`));
    expect(silent.text).toContain('does not say anything on it');
    for (const id of ['none', '01934b5e-0000-7000-8000-000000000000'])
      await trainer.get(`/good-practice/new?fact=${id}`).expect(404);
  });

  it('is shown to staff alone once its fact no longer stands, and is withdrawn with a reason', async () => {
    const fact = await factOn('copy_accepted');
    await app.db.query(`update policy_fact set superseded_at = now(), withdrawn_for = 'A test.' where id = $1`, [fact]);
    expect(await list()).toContain('Nothing is shared yet');
    const staff = await list(trainer);
    expect(staff).toContain('No longer stands');
    const path = /href="(\/good-practice\/[0-9a-f-]+\/withdrawals\/new)"/.exec(staff)?.[1] ?? '';
    const action = path.replace('/new', '');
    expect((await trainer.submit(action, { reason: '' }, path)).text).toContain('Say why');
    expect((await trainer.submit(action, { reason: 'The policy was replaced.' }, path)).status).toBe(303);
    expect((await trainer.get(path)).status).toBe(404);
    expect(await list(trainer)).toContain('Nothing is shared yet');
    const audit = await app.db.query<{ action: string }>(
      `select action from audit_entry where subject_kind = 'policy_good_practice' order by id`,
    );
    expect(audit.map(({ action: done }) => done)).toEqual(['good_practice.shared', 'good_practice.withdrawn']);
  });
});
