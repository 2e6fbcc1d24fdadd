import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { FICTIONAL_ICB, fictionalArea } from '../partnerships/fictional-area.js';
import { startBrowser } from '../support/browser.js';
import { problemsInMarkup, problemsOnScreen } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('a Trust has its reply, and its area gets a training offer', () => {
  let app: TestApp;
  let browser: Browser;
  let password: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, jobs: true, now: '2026-11-24T10:00:00Z' });
    await fictionalArea(app);
    browser = await startBrowser();
    password = /<code>([^<]+)<\/code>/.exec((await app.browser().get('/sign-in')).text)?.[1] ?? '';
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

  /** What is wrong with the page as it stands: its HTML, its access, its width. */
  async function faults(page: Page): Promise<string[]> {
    const markup = await problemsInMarkup(await page.content(), page.url(), {
      'doctype-style': 'off',
      'attr-quotes': 'off',
      'void-style': 'off',
      'attribute-boolean-style': 'off',
      'no-trailing-whitespace': 'off',
      'attribute-empty-style': 'off',
    });
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      markup.push(...(await problemsOnScreen(page, `${page.url()} at ${String(width)}`)));
    }
    return markup;
  }

  async function signedIn(width: number): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${app.url}/sign-in`);
    await page.getByLabel('Email address').fill('admin@beforehand.example');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await press(page, 'Sign in');
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    return { context, page };
  }

  it('told on a phone', async () => {
    const [width, code, name] = [320, 'ZZ2', 'Moorland'] as const;
    const { context, page } = await signedIn(width);
    const found: string[] = [];
    const look = async () => found.push(...(await faults(page)));

    await page.goto(`${app.url}/partnerships`);
    await page.getByLabel('Find any Trust or health board').fill(name);
    await page.getByLabel('Find any Trust or health board').press('Enter');
    await page
      .getByRole('link', { name: new RegExp(name) })
      .first()
      .click();
    expect(page.url()).toContain(`/partnerships/${code}`);
    await look();
    await page.getByRole('link', { name: 'Add a contact' }).click();
    await page.getByLabel('Role or team').fill('Safeguarding team');
    await page.getByLabel('Team mailbox').fill(`safeguarding-${code.toLowerCase()}@trust.example`);
    await look();
    await press(page, 'Add the contact');
    await press(page, 'Draft a request');
    await look();
    await press(page, 'Send to the contact');
    await page.getByText('Waiting for a reply').first().waitFor();
    await look();

    const [mail] = await app.db.query<{ text: string }>(
      'select text from mail_message order by queued_at desc, id desc limit 1',
    );
    const link = /https?:\/\/\S+\/reply\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    const contact = await (
      await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: false })
    ).newPage();
    contact.setDefaultTimeout(15_000);
    await contact.goto(link);
    await press(contact, 'Send our answer');
    expect(await contact.textContent('main')).toContain('Choose one of the three answers');
    for (const radio of await contact.getByRole('radio', { name: 'We agree' }).all()) await radio.check();
    await contact.getByRole('radio', { name: 'A newer policy exists' }).first().check();
    await contact.getByLabel('What should we know about point 1?').fill('Version 4 says more; it is on our intranet.');
    await contact.getByRole('checkbox', { name: 'Who checks validity' }).check();
    await press(contact, 'Send our answer');
    expect(await contact.textContent('main')).toContain('1 fact is now shown as confirmed by your Trust');
    await contact.context().close();
    await page.goto(link);
    await look();
    await page.goto(`${app.url}/partnerships/${code}`);
    expect(await page.textContent('main')).toContain('Version 4 says more');
    await page.goto(`${app.url}/trusts/${code}`);
    expect(await page.textContent('main')).toContain('Confirmed by the Trust on 24 November 2026');

    await page.goto(`${app.url}/offers/new`);
    await look();
    await page.getByLabel('Integrated care board').selectOption(`icb ${FICTIONAL_ICB.code}`);
    await page.getByRole('button', { name: 'Draft the offer for the integrated care board' }).click();
    await press(page, 'Make a link to share');
    const shared = /https?:\/\/\S+\/offer\/[\w-]{43}/.exec((await page.textContent('body')) ?? '')?.[0] ?? '';
    await look();
    await page.goto(shared);
    expect(await page.textContent('h1')).toContain('Fellside and Coast');
    await look();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download it as a PDF' }).click(),
    ]);
    expect((await readFile(await download.path())).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    await page.goto(`${app.url}/offers`);
    await look();
    await page.goto(`${app.url}/partnerships/${code}/legal-reviews/new`);
    await look();
    await page.goto(`${app.url}/partnerships/${code}/contexts/new`);
    await look();
    await context.close();
    expect(found).toEqual([]);
  });
});
