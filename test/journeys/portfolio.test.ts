import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../support/browser.js';
import { problemsAt, problemsOnScreen } from '../support/page-problems.js';
import { Completions } from '../certificates/completions.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  app = await startTestApp({ sample: true, jobs: true, now: '2026-11-25T10:00:00Z' });
  const completions = await Completions.in(app);
  await completions.review();
  await completions.complete(await completions.idOf('learner'));
  browser = await startBrowser();
  page = await browser.newPage();
  await page.goto(`${app.url}/sign-in`);
  const password = (await page.locator('code').first().textContent()) ?? '';
  await page.getByLabel('Email address').fill('learner@beforehand.example');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function fillDay(legend: string, day: [string, string, string]): Promise<void> {
  const group = page.getByRole('group', { name: legend });
  for (const [index, part] of ['Day', 'Month', 'Year'].entries()) await group.getByLabel(part).fill(day[index] ?? '');
}

it('holds what was completed here, and what a nurse adds, with its evidence', async () => {
  await page.getByRole('link', { name: 'Portfolio' }).first().click();
  await page.getByText('Filed by its certificate').waitFor();
  await page.getByRole('link', { name: 'Add what you learned elsewhere' }).click();
  await page.getByRole('button', { name: 'Add to your portfolio' }).click();
  expect(await problemsOnScreen(page, 'the form with its errors')).toEqual([]);
  await page.getByLabel('What was it?').fill('Talking about dying');
  await page.getByLabel('How did you learn?').selectOption({ label: 'Course, workshop or webinar with others' });
  await fillDay('When did it end?', ['2', '11', '2026']);
  await page.getByLabel('How many hours did you learn?').fill('6');
  await page.getByLabel('How many of them were participatory?').fill('5');
  await page.getByLabel('Prioritise people').check();
  await page.getByRole('button', { name: 'Add to your portfolio' }).click();
  await page.getByText('It is in your portfolio.').waitFor();
  const one = new URL(page.url()).pathname;
  await page.getByLabel('Add a file').setInputFiles({
    name: 'programme.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
  });
  await page.getByRole('button', { name: 'Add the file' }).click();
  await page.getByRole('link', { name: 'programme.pdf' }).waitFor();
  for (const path of ['/portfolio', '/portfolio?text=nothing', '/portfolio/activities/new', one, `${one}/edit`])
    expect(await problemsAt(page, app.url + path)).toEqual([]);
  await page.goto(app.url + one);
  await page.getByRole('button', { name: 'Take it out of the portfolio' }).click();
  await page.getByText('“Talking about dying” was taken out.').waitFor();
  expect(await problemsOnScreen(page, 'the list with its undo')).toEqual([]);
  expect(await problemsAt(page, `${app.url}/portfolio/removed`)).toEqual([]);
  await page.goBack();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('“Talking about dying” is back.').waitFor();
}, 180_000);

it('keeps a reflective account while a nurse writes, from a lesson’s prompt on, and warns of who may be known', async () => {
  await page.goto(`${app.url}/learning`);
  await page.getByRole('link', { name: 'Advance decisions in practice' }).first().click();
  await page
    .getByRole('link', { name: /What an advance decision is|1/ })
    .first()
    .click();
  const lesson = new URL(page.url()).pathname;
  expect(lesson).toContain('/lessons/');
  expect(await problemsAt(page, app.url + lesson)).toEqual([]);
  await page.goto(app.url + lesson);
  await page.getByRole('button', { name: 'Write about it in your portfolio' }).first().click();
  await page.waitForURL(/portfolio.reflections.*edit/);
  const edit = new URL(page.url()).pathname;
  await page.getByLabel('What did you learn from it?').fill('Mrs Example said no, and her words were clear.');
  await page.getByText('Draft kept at').waitFor();
  await page.getByText('a name (Mrs Example)').waitFor();
  expect(await problemsOnScreen(page, 'the draft with its warning')).toEqual([]);
  await page.reload();
  expect(await page.getByLabel('What did you learn from it?').inputValue()).toContain('her words were clear');
  await page.getByRole('button', { name: 'Save as complete' }).click();
  await page.getByRole('alert').waitFor();
  expect(await problemsOnScreen(page, 'the form with what is lacking')).toEqual([]);
  await page.getByLabel('What did you learn from it?').fill('A patient said no, and her words were clear.');
  await page.getByLabel('How did you change or improve your practice').fill('I ask who holds the document.');
  await page.getByLabel('How is this relevant to the Code?').fill('It is about listening.');
  await page.getByLabel('Prioritise people').check();
  await page.getByRole('button', { name: 'Save as complete' }).click();
  await page.getByText('The account is complete.').waitFor();
  for (const path of ['/portfolio/reflections', '/portfolio/reflections?text=nothing', edit.replace('/edit', ''), edit])
    expect(await problemsAt(page, app.url + path)).toEqual([]);
}, 180_000);

it('says what a register asks, what is missing and by when', async () => {
  await page.goto(`${app.url}/portfolio`);
  await page.getByRole('link', { name: 'For your register' }).click();
  await page.getByRole('link', { name: 'For NMC revalidation' }).click();
  await fillDay('When is your revalidation due?', ['1', '4', '2027']);
  await page.getByRole('button', { name: 'Keep the date' }).click();
  await page.getByText('by 1 April 2027 (4 months left)').waitFor();
  const paths = ['', '/nmc', '/gmc', '/gmc?scheme=rcp', '/hcpc'].map((path) => `/portfolio/registers${path}`);
  for (const path of paths) expect(await problemsAt(page, app.url + path)).toEqual([]);
  await page.getByRole('button', { name: 'Explain this time' }).click();
  await page.getByRole('alert').waitFor();
  expect(await problemsOnScreen(page, 'the time away with its error')).toEqual([]);
}, 180_000);

it('is taken along as files, for whom one chooses', async () => {
  await page.goto(`${app.url}/portfolio`);
  await page.getByRole('link', { name: 'Take it with you' }).click();
  for (const [button, file] of [
    ['PDF to read and print', 'portfolio-nmc-2026-11-25.pdf'],
    ['Entries as CSV', 'cpd-nmc-2026-11-25.csv'],
    ['Reflective accounts as CSV', 'reflective-accounts-nmc-2026-11-25.csv'],
    ['All evidence as ZIP', 'evidence-nmc-2026-11-25.zip'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(file);
    expect(await download.failure()).toBeNull();
    // A second press within a moment is taken for a double click.
    await page.waitForTimeout(1600);
  }
  expect(await problemsAt(page, `${app.url}/portfolio/export`)).toEqual([]);
}, 180_000);
