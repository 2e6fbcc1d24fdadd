import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../src/accounts/sample/sample-people.js';
import { startBrowser } from './support/browser.js';
import { problemsAt } from './support/page-problems.js';
import { startTestApp, type TestApp } from './support/test-app.js';
import type { TestBrowser } from './support/test-browser.js';

const WITHOUT_FACTS = `select id from policy_document d
  where superseded_at is null and not exists (select 1 from policy_fact where document_id = d.id) order by id limit 1`;

/** Pages that few people meet, and that stand open only after something was done. */
describe('pages that few people meet are valid, accessible, light, and fit a phone', () => {
  let app: TestApp;
  let browser: Browser;
  let trainer: TestBrowser;
  let admin: TestBrowser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    browser = await startBrowser();
    [trainer, admin] = [app.browser(), app.browser()];
    await trainer.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  async function check(paths: string[], email?: string, mostBytes?: number): Promise<string[]> {
    const context: BrowserContext = await browser.newContext();
    const page = await context.newPage();
    if (email !== undefined) {
      await page.goto(`${app.url}/sign-in`);
      await page.getByLabel('Email address').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
    }
    const found: string[] = [];
    for (const path of paths) found.push(...(await problemsAt(page, app.url + path, mostBytes)));
    await context.close();
    return found;
  }
  const oneId = async (sql: string, ...params: string[]) =>
    (await app.db.query<{ id: string }>(sql, params))[0]?.id ?? '';

  it('for those who write courses', async () => {
    const begun = await trainer.submit('/studio/drafts', { course: 'advance-decisions' }, '/studio');
    const draft = begun.headers['location'] ?? '';
    const lesson = /href="(\/studio\/files\/[^"]+)">Is it valid\?</.exec((await trainer.get(draft)).text)?.[1] ?? '';
    await trainer.submit(`${lesson}/comments`, { block: '', text: 'Is this still so?' });
    await trainer.submit(`${draft}/preview-links`, {});
    const pages = [`${lesson}/comments`, `${draft}/preview-links`, `${draft}/problems`, `${draft}/review`];
    expect(await check(pages, 'trainer@beforehand.example')).toEqual([]);
    await trainer.submit(`${lesson}/text`, { base: '1', text: 'No settings here.' });
    const broken = [`${draft}/problems`, `${lesson}/details`];
    expect(await check(broken, 'trainer@beforehand.example')).toEqual([]);
  });

  it('for those who work on documents', async () => {
    const [document, fact] = [
      await oneId(WITHOUT_FACTS),
      await oneId(
        `select f.id from policy_fact f join policy_verification v on v.fact_id = f.id
          where f.superseded_at is null and f.paraphrase is not null and f.state = 'stated' limit 1`,
      ),
    ];
    const why = 'It spares patients a journey for a piece of paper.';
    await trainer.submit('/good-practice', { fact, why }, `/good-practice/new?fact=${fact}`);
    const shared = await oneId('select id from policy_good_practice');
    const pages = [`/good-practice/${shared}/withdrawals/new`, `/documents/${document}/copies/new`];
    expect(await check(pages, 'trainer@beforehand.example')).toEqual([]);
  });

  it('for those who come to what was withdrawn meanwhile', async () => {
    const gone = await oneId(WITHOUT_FACTS);
    const withdrawals = `/documents/${gone}/withdrawals`;
    await trainer.submit(withdrawals, { reason: 'It was the wrong one.' }, `${withdrawals}/new`);
    expect(await check([`/documents/${gone}/extraction`], 'trainer@beforehand.example')).toEqual([]);
  });

  it('for those who decide the case of the home page', async () => {
    const answer = /name="answer"[^>]* value="([^"]+)"/.exec((await app.browser().get('/')).text)?.[1] ?? '';
    expect(await check([`/welcome/law?nation=wales&answer=${answer}`])).toEqual([]);
  });

  it('for a Trust that answers what would be said of it', async () => {
    const trust = '/partnerships/ZZ2';
    const contact = { role: 'Mental Capacity Act lead', email: 'mca.team@trust.example' };
    await admin.submit(`${trust}/contacts`, contact, `${trust}/contacts/new`);
    const reply = (await admin.submit(`${trust}/replies`, {}, trust)).headers['location'] ?? '';
    const { text } = await admin.get(reply);
    const points = [...text.matchAll(/name="points" type="checkbox" value="([^"]+)" checked/g)].map(
      ([, id]) => id ?? '',
    );
    const to = /<option value="([0-9a-f-]{36})"/.exec(text)?.[1] ?? '';
    const day = { 'answer_by-day': '15', 'answer_by-month': '12', 'answer_by-year': '2026' };
    await admin.submit(`${reply}/sending`, { contact: to, points, message: '', ...day }, reply);
    const [mail] = await app.db.query<{ text: string }>('select text from mail_message order by id desc limit 1');
    const link = /http\S+(\/reply\/\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect(link).not.toBe('');
    // Everything that is known of the Trust stands on it, to be confirmed.
    expect(await check([link, '/reply/nothing'], undefined, 60_000)).toEqual([]);
  });
});
