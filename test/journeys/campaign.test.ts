import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('an administrator, from the questions to the last reminder', () => {
  let app: TestApp;
  let browser: Browser;
  const seen: string[] = [];
  const problems: string[] = [];
  let beside: Page | undefined;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-02T10:00:00Z' });
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const follow = (page: Page, name: string | RegExp) =>
    page.getByRole('main').getByRole('link', { name }).first().click();

  /** What is wrong with the page, on a phone and on a desk. Axe needs scripts: it looks from beside. */
  async function look(page: Page): Promise<void> {
    const path = new URL(page.url()).pathname.replaceAll(/[0-9a-f-]{36}/g, 'ID');
    seen.push(path);
    beside ??= await (await browser.newContext({ storageState: await page.context().storageState() })).newPage();
    problems.push(...(await problemsAt(beside, page.url(), 60_000)));
  }

  async function fillDay(page: Page, legend: string, [date, month, year]: [string, string, string]): Promise<void> {
    const group = page.getByRole('group', { name: legend });
    await group.getByLabel('Day').fill(date);
    await group.getByLabel('Month').fill(month);
    await group.getByLabel('Year').fill(year);
  }

  it('on a phone, without scripts', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 800 }, javaScriptEnabled: false });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const name = 'Advance decisions, asked in autumn';

    await page.goto(`${app.url}/sign-in`);
    const password = (await page.locator('code').first().textContent()) ?? '';
    await page.getByLabel('Email address').fill('admin@beforehand.example');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await press(page, 'Sign in');
    await page.getByRole('navigation', { name: 'Staff' }).getByRole('link', { name: 'Requests' }).click();
    await look(page);

    await follow(page, 'Start a campaign');
    await look(page);
    await page.getByLabel('Name of the campaign').fill(name);
    await press(page, 'Start the campaign');
    await look(page);

    // All open Trusts and boards, seen first.
    await follow(page, 'Choose whom to ask');
    await page.getByLabel('Nation').selectOption('england');
    await press(page, 'Show bodies');
    await look(page);
    await press(page, 'Add to the campaign');
    await page.getByRole('heading', { name }).waitFor();
    await follow(page, 'Add bodies');
    await page.getByLabel('Which').selectOption('fictional');
    await press(page, 'Show bodies');
    await press(page, 'Add to the campaign');
    await look(page);
    await follow(page, /Letters/);
    await look(page);
    const [letters] = await Promise.all([page.waitForEvent('download'), follow(page, 'Download all (text)')]);
    expect(letters.suggestedFilename()).toBe('advance-decisions-asked-in-autumn-letters.txt');

    await follow(page, 'Mark letters as sent');
    await look(page);
    await fillDay(page, 'When were they sent?', ['1', '10', '2026']);
    await page.getByRole('radio', { name: /^All/ }).check();
    await press(page, 'Mark as sent');
    await look(page);
    await follow(page, /^[\d,]+ Overdue: list$/);
    await look(page);

    await page.getByLabel('Name, town or code of the body').fill('riverbank');
    await page.getByLabel('Name, town or code of the body').press('Enter');
    await follow(page, /Riverbank/);
    await look(page);
    await follow(page, 'They asked us to clarify');
    await look(page);
    await fillDay(page, 'When?', ['30', '10', '2026']);
    await page.getByLabel('What was said').fill('Ms Jane Example asked which policy we mean.');
    await press(page, 'Record it');
    expect(await page.textContent('main')).toContain('looks like personal data');
    await page.getByLabel('What was said').fill('The FOI officer asked which policy we mean.');
    await press(page, 'Record it');
    await follow(page, 'They refused');
    await fillDay(page, 'When?', ['2', '11', '2026']);
    await page.getByLabel(/Exemption relied on/).selectOption('foia_21');
    await press(page, 'Record it');
    await look(page);
    expect(await page.textContent('main')).toContain('Section 21 (reasonably accessible by other means)');
    await follow(page, /^Correct/);
    await look(page);

    await page.goto(page.url().replace(/\/bodies\/.*/, ''));
    expect(await page.textContent('main')).toContain('Who refused, and why');
    await look(page);
    await follow(page, 'Chase list');
    await look(page);
    expect(await page.textContent('main')).toContain('2 working days late');
    await page.getByText('Reminder', { exact: true }).first().click();
    const reminder = await page
      .getByLabel(/^Reminder to/)
      .first()
      .inputValue();
    expect(reminder).toContain('An answer was due by 29 October 2026');
    await context.close();
  }, 300_000);

  it('meets pages that are valid, accessible and fit', () => {
    expect(problems).toEqual([]);
    expect(new Set(seen).size).toBeGreaterThan(10);
  });
});
