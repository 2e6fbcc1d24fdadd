import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { PublishingService } from '../../src/courses/publishing.service.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';
import { TestLearner } from './learner.js';

const COURSE = 'advance-decisions';

describe('what learners say is wrong', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  let learner: TestLearner;
  let tailored: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    trainer = app.browser();
    await trainer.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol(COURSE);
    tailored = await formOf('find-record-flag', 'tailored');
  });
  afterAll(() => app.close());

  /** The address of the form for the first block of a kind in a lesson. */
  async function formOf(lesson: string, kind: string): Promise<string> {
    const [row] = await app.db.query<{ address: string }>(
      `select '/lessons/' || l.id || '/blocks/' || (b->>'key') || '/remarks/new' as address
       from course_lesson l cross join jsonb_array_elements(l.content->'blocks') as b
       where l.slug = $1 and b->>'kind' = $2 order by l.version_id desc limit 1`,
      [lesson, kind],
    );
    return row?.address ?? '';
  }
  const send = (fields: Record<string, string>, address = tailored, as = learner.browser) =>
    as.submit(address.replace(/\/new$/, ''), fields, address);
  const remarks = () =>
    app.db.query<{ id: string; state: string }>('select id, state from lesson_remark order by id desc');
  const answer = async (fields: Record<string, string>) => {
    const place = `/remarks/${(await remarks())[0]?.id ?? ''}`;
    const seen = /name="seen" value="([^"]*)"/.exec((await trainer.get(place)).text)?.[1] ?? '';
    return trainer.submit(`${place}/answers`, { seen, ...fields }, place);
  };

  it('can be said below every block of a lesson, which stays light and asks the database no more', async () => {
    const lesson = await learner.lesson('find-record-flag');
    const blocks = lesson.match(/<p class="bh-wrong"/g)?.length ?? 0;
    expect(blocks).toBeGreaterThan(5);
    expect(lesson).toContain(`href="${tailored}"`);
    // A heading at the end of a text stays with what it is the heading of.
    expect(lesson).toMatch(/<p class="bh-wrong".*<\/p>\s*<h2>What the law asks<\/h2>/);
    expect(new Set(lesson.match(/\(part \d+\)/g)).size).toBe(blocks);
    const sizes = await Promise.all(
      (await app.db.query<{ slug: string }>('select slug from course_lesson')).map(async ({ slug }) =>
        Buffer.byteLength(await learner.lesson(slug)),
      ),
    );
    expect(Math.max(...sizes)).toBeLessThan(40_000);
    const asked = await app.statementsOf(() => learner.lesson('find-record-flag'));
    expect(asked.filter((sql) => sql.includes('lesson_remark'))).toEqual([]);
  });

  it('is for those who read the block', async () => {
    const other = await TestLearner.at(app, 'ZZ1');
    await other.browser.get(tailored).expect(404);
    await app.browser().get(tailored).expect(303);
    await learner.browser.get(tailored.replace(/blocks\/[^/]+/, 'blocks/no-such-block')).expect(404);
    await learner.browser.get(tailored.replace(/lessons\/[^/]+/, 'lessons/no-id')).expect(404);
    expect((await learner.browser.post(tailored.replace(/\/new$/, ''), { kind: 'wrong' })).status).toBe(403);
    for (const place of ['/remarks', '/remarks/no-id']) await learner.browser.get(place).expect(403);
    await trainer.get('/remarks/no-id').expect(404);
  });

  it('leads those whose Trust’s policy is otherwise to the page of the Trust', async () => {
    expect(await learner.page(tailored)).toMatch(/href="\/trusts\/ZZ1\/reports\/new[^"]*"/);
    expect(await learner.page(await formOf('find-record-flag', 'case'))).not.toContain('/trusts/ZZ1/reports/new');
  });

  it('is kept with the block, the variant, the Trust and the version, and gives back what cannot be taken', async () => {
    const half = await send({ kind: '', words: 'Short' });
    expect(half.status).toBe(422);
    for (const said of ['Choose what is the matter', 'Write a little more', 'Short</textarea>'])
      expect(half.text).toContain(said);
    const about = await send({ kind: 'wrong', words: 'Dr Jane Example told me otherwise.' });
    expect(about.text).toContain('This looks like personal data: a name (Dr Jane Example)');
    const sent = await send({ kind: 'wrong', words: 'The form has <b>another</b> name here.', mail: 'yes' });
    expect([sent.status, sent.headers['location']]).toEqual([303, `${learner.course}/lessons/find-record-flag`]);
    const list = (await trainer.get('/remarks').expect(200)).text;
    for (const shown of ['Waiting (1)', 'Riverbank', 'version 1', 'Variant: ', '&lt;b&gt;another'])
      expect(list).toContain(shown);
    expect((await trainer.get('/remarks?code=RX6')).text).toContain('No remark here');
    expect((await trainer.get(`/remarks?code=zz1&course=${COURSE}`)).text).toContain('another');
    const audit = await app.db.query(`select subject_kind from audit_entry where action = 'remarks.sent'`);
    expect(audit).toEqual([{ subject_kind: 'lesson_remark' }]);
  });

  it('is shown as it was read, and not by whom', async () => {
    const place = `/remarks/${(await remarks())[0]?.id ?? ''}`;
    const [fresh] = await app.db.query<{ id: string }>('select profile_revision_id as id from lesson_remark');
    expect(fresh?.id).toBeTruthy();
    const shown = (await trainer.get(place)).text;
    expect(shown).toContain('Why am I seeing this?');
    expect(shown).not.toContain('Test Learner');
    expect(shown).not.toContain('ward.example');
  });

  it('is answered, and answered again once a version has the change, each time by mail and on a page', async () => {
    expect((await answer({ outcome: '', answer: '' })).status).toBe(422);
    expect((await answer({ outcome: 'fixed', answer: 'Done.' })).text).toContain(
      'Choose the version that has the change',
    );
    expect((await answer({ outcome: 'fixed', version: '1', answer: 'Done.' })).text).toContain('came after the one');
    expect((await answer({ outcome: 'agreed', answer: 'You are right. We change it.' })).status).toBe(303);
    const late = await answer({ outcome: 'kept', answer: 'No.', seen: '' });
    expect(late.text).toContain('answered it meanwhile');
    const publishing = app.get<PublishingService>(PublishingService);
    const [version] = await app.db.query<{ id: string }>('select id from course_version');
    const files = new Map(await publishing.filesOf(version?.id ?? ''));
    files.set('course.md', (files.get('course.md') ?? '').replace(/\n$/, '\n\nOne more line.\n'));
    await publishing.publishFiles('test', files);
    expect((await answer({ outcome: 'fixed', version: '2', answer: 'It has its name now.' })).status).toBe(303);
    expect((await remarks())[0]?.state).toBe('fixed');
    const mine = await learner.page('/learning/remarks');
    for (const shown of [
      'Version 2 of the course has the change.',
      'It has its name now.',
      'You are right. We change it.',
    ])
      expect(mine).toContain(shown);
    const mails = await app.db.query<{ text: string; to: string }>(
      `select text, to_address as to from mail_message where subject like 'What you told us about%'`,
    );
    expect(mails).toHaveLength(2);
    const audit = await app.db.query<{ details: { state: string } }>(
      `select details from audit_entry where action = 'remarks.answered' order by at, id`,
    );
    expect(audit.map(({ details }) => details.state)).toEqual(['agreed', 'fixed']);
  });

  it('is not read by other learners', async () => {
    const other = await TestLearner.at(app, 'ZZ2');
    expect(await other.page('/learning/remarks')).toContain('You have told us nothing yet');
    expect(await learner.page('/learning')).toContain('/learning/remarks');
  });

  it('is said so often and no more', async () => {
    const words = 'Once more, and once more.';
    let status = 303;
    for (let times = 0; times < 25 && status === 303; times += 1)
      status = (await send({ kind: 'other', words })).status;
    expect(status).toBe(429);
  });

  it('has pages that anyone can read, and a list of few statements', async () => {
    const asked = await app.statementsOf(() => trainer.get('/remarks?state=all').expect(200));
    expect(asked.length).toBeLessThan(6);
    const browser: Browser = await startBrowser();
    const as = async (email: string): Promise<BrowserContext> => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${app.url}/sign-in`);
      await page.getByLabel('Email address').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
      await page.close();
      return context;
    };
    const problems: string[] = [];
    const look = async (context: BrowserContext, places: string[]) => {
      const page = await context.newPage();
      for (const place of places) problems.push(...(await problemsAt(page, app.url + place)));
    };
    const own = [tailored, '/learning/remarks', `${learner.course}/lessons/find-record-flag`];
    await look(await as(await learner.email()), own);
    const first = (await remarks()).at(-1)?.id ?? '';
    await look(await as('trainer@beforehand.example'), ['/remarks', '/remarks?code=none', `/remarks/${first}`]);
    await browser.close();
    expect(problems).toEqual([]);
  });
});
