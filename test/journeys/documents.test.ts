import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { docx, pdf } from '../policies/documents/files.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  app = await startTestApp({ sample: true, jobs: true });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function signIn(page: Page): Promise<void> {
  await page.goto(`${app.url}/sign-in`);
  const password = (await page.locator('code').first().textContent()) ?? '';
  await page.getByLabel('Email address').fill('trainer@beforehand.example');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

async function fill(
  page: Page,
  version: string,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  await page.getByLabel('Title').fill('Fictional policy on advance decisions');
  await page.getByLabel('Mainly about').selectOption({ label: 'Advance decisions' });
  await page
    .getByRole('group', { name: 'Date of the document' })
    .getByLabel('Year')
    .fill(version === '1' ? '2021' : '2026');
  await page.getByLabel('In reply to a Freedom of Information request').check();
  const reply = page.getByRole('group', { name: 'Day of the reply' });
  for (const [part, value] of [
    ['Day', '2'],
    ['Month', '11'],
    ['Year', '2026'],
  ] as const)
    await reply.getByLabel(part).fill(value);
  await page.getByLabel(/^Version/).fill(version);
  await page.getByLabel(/PDF, Word/).setInputFiles(file);
}

async function untilRead(page: Page): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    const link = page.getByRole('link', { name: 'See how far it is' });
    if ((await link.count()) === 0) return;
    await link.click();
    await page.waitForTimeout(500);
  }
  throw new Error('The text was never read');
}

const rules = ['It is kept in the notes.', 'A copy is accepted by the ward.', 'Tell the ambulance service.'];

it('two versions of a policy come in, are read, found and compared, without scripts', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await signIn(page);
  const seen: string[] = [];
  const look = () => seen.push(page.url());
  await page.getByRole('link', { name: 'Documents' }).click();
  look();
  await page.getByRole('link', { name: 'Add a document' }).click();
  await page.getByLabel('Trust or health board').fill('riverbank');
  await page.getByRole('button', { name: 'Search' }).click();
  look();
  await page.getByRole('link', { name: /Riverbank/ }).click();
  await page.getByRole('button', { name: 'Add the document' }).click();
  look();
  const first = pdf([`Fictional Trust policy\n\n${rules.join('\n\n')}`, 'The end.']);
  await fill(page, '1', { name: 'version one.pdf', mimeType: 'application/pdf', buffer: first });
  await page.getByRole('button', { name: 'Add the document' }).click();
  await untilRead(page);
  look();
  await page.getByRole('link', { name: 'Read the text' }).click();
  expect(await page.getByText('A copy is accepted by the ward.').count()).toBe(1);
  look();
  await page.getByRole('link', { name: 'The document', exact: true }).click();

  await page.getByRole('link', { name: 'Add a newer version' }).click();
  const word = await docx([
    'Fictional Trust policy',
    rules[0] ?? '',
    'A copy is accepted by every ward at night.',
    'The end.',
  ]);
  await fill(page, '2', { name: 'version two.docx', mimeType: 'application/octet-stream', buffer: word });
  await page.getByRole('button', { name: 'Add the document' }).click();
  await untilRead(page);
  look();
  const latest = page.url();
  await page.getByRole('link', { name: /What changed/ }).click();
  expect(await page.getByText('1 reworded, 1 removed').count()).toBe(1);
  look();
  await page.getByRole('link', { name: 'The document', exact: true }).click();
  const downloaded = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the file' }).click();
  expect((await downloaded).suggestedFilename()).toBe('version two.docx');
  await page.getByRole('link', { name: 'Correct these details' }).click();
  look();

  await page.goto(`${app.url}/documents?q=accepted+copy`);
  expect(await page.locator('mark').count()).toBe(2);
  look();
  await page.goto(latest);
  await page.getByRole('link', { name: 'Withdraw the document' }).click();
  look();
  const scripted = await browser.newContext();
  await scripted.addCookies(await context.cookies());
  const looking = await scripted.newPage();
  const problems: string[] = [];
  for (const address of new Set(seen)) problems.push(...(await problemsAt(looking, address)));
  expect(problems).toEqual([]);
  await scripted.close();

  await page.getByLabel('Why is it withdrawn?').fill('It was sent for another Trust.');
  await page.getByRole('button', { name: 'Withdraw the document' }).click();
  expect(new URL(page.url()).pathname).toBe('/documents');
  await context.close();
}, 480_000);
