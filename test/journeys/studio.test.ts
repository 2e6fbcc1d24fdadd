import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { QuestionBankService } from '../../src/courses/question-bank.service.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Names alone, as a screen reader gives them, and keys alone. */
describe('a clinical trainer', () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  async function signedIn(as: string): Promise<[BrowserContext, Page]> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${app.url}/sign-in`);
    await page.getByLabel('Email address').fill(`${as}@beforehand.example`);
    await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).press('Enter');
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    return [context, page];
  }

  const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
  const link = (page: Page, name: string | RegExp): Locator => page.getByRole('link', { name });

  it('changes a course, tailors it, has it reviewed, and publishes it, with the keyboard alone', async () => {
    const [context, page] = await signedIn('trainer');
    await page.goto(`${app.url}/studio`);
    await button(page, 'Begin a draft of Advance decisions in practice').press('Enter');
    const draft = page.url();
    await link(page, 'Is it valid?').press('Enter');
    const lesson = page.url();

    await page.locator('a[href$="/blocks/law-validity"]').first().press('Enter');
    const wording = page.getByRole('textbox', { name: 'Wording 2' });
    await page.getByRole('toolbar', { name: 'Formatting of “Wording 2”' }).waitFor();
    await wording.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Ask a senior colleague.');
    await page.getByText(/^Kept at /).waitFor();
    await button(page, 'Save the block').press('Enter');
    await page.getByText('The block is saved.').waitFor();

    await page.locator('a[href$="/blocks/attorney-policy"]').first().press('Enter');
    const block = page.url();
    await link(page, 'Add a variant').press('Enter');
    await page.getByLabel('Name of the variant').fill('Wales');
    await page.getByLabel('A condition about').selectOption({ label: 'Nation where they work' });
    await button(page, 'Add the condition').press('Enter');
    await page.getByLabel('Wales', { exact: true }).press('Space');
    await page.getByText('For learners who work in Wales.').waitFor();
    await page
      .getByRole('textbox', { name: 'Words', exact: true })
      .fill('In Wales, ask for the future care plan as well.');
    await button(page, 'Save the variant').press('Enter');
    await page.getByText('The variant is saved.').waitFor();
    await button(page, /^Move up.*wales$/).press('Enter');
    await page.getByText('The order is changed').waitFor();

    await page.goto(`${lesson}/preview?at=ZZ1&beside=yes&at2=Cardiff`);
    await page.getByText('In Wales, ask for the future care plan as well.').first().waitFor();
    expect(await page.getByText('Differs', { exact: true }).count()).toBeGreaterThan(0);

    await page.goto(draft);
    await page.getByRole('link', { name: /^Questions: 03/ }).click();
    const questions = page.url();
    await app
      .get<QuestionBankService>(QuestionBankService)
      .importGift('::Recorded where::Where is a refusal <b>recorded</b>? {=In the record#Yes. ~In a drawer}', {
        tag: 'records',
        apply: true,
      });
    await link(page, 'Take one of the question bank').press('Enter');
    const bank = page.url();
    await link(page, 'Recorded where').press('Enter');
    const taken = page.url();
    const stem = page.getByRole('textbox', { name: 'The question', exact: true });
    expect(await stem.locator('strong').textContent()).toBe('recorded');
    await button(page, 'Add the question').press('Enter');
    await page.getByText('There is a problem').waitFor();
    await page
      .getByLabel(/outcome/i)
      .first()
      .selectOption({ index: 1 });
    await button(page, 'Add the question').press('Enter');
    await page.getByText('The question is added.').waitFor();
    await page
      .locator('#question-recorded-where')
      .getByRole('button', { name: /^Remove/ })
      .press('Enter');
    await page.getByText('A question was removed.').waitFor();

    const [second, reviewer] = await signedIn('admin');
    for (const kind of ['Clinical review', 'Legal review']) {
      await reviewer.goto(`${draft}/review`);
      await reviewer.getByRole('radio', { name: kind }).last().press('Space');
      await reviewer.getByRole('radio', { name: 'Approve' }).press('Space');
      await reviewer.getByLabel('Your role and credentials').fill('Consultant nurse (sample)');
      await button(reviewer, 'Record my review').press('Enter');
      await reviewer.getByText('Your review is recorded.').waitFor();
    }
    await second.close();

    const pages = [
      draft,
      lesson,
      block,
      `${block}/variants/wales`,
      `${lesson}/history`,
      `${draft}/review`,
      `${draft}/differences`,
      questions,
      bank,
      taken,
      `${questions}/questions/new`,
      `${draft}/outcomes`,
    ];
    const found: string[] = [];
    for (const address of pages) found.push(...(await problemsAt(page, address, 60_000)));
    found.push(...(await problemsAt(page, `${lesson}/preview?at=ZZ1&beside=yes&at2=Cardiff`, 90_000)));
    expect(found).toEqual([]);

    await page.goto(`${draft}/review`);
    await page.getByLabel(/^What changed/).fill('What to ask in Scotland and in Wales.');
    await button(page, 'Publish now').press('Enter');
    await page.getByText('Version 2 is published.').waitFor();
    await context.close();
  });
});
