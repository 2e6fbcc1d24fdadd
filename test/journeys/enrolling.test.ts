import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../support/browser.js';
import { problemsAt, problemsOnScreen } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const COURSE = '/enrolments/advance-decisions';
let app: TestApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  app = await startTestApp({ sample: true, jobs: true, now: '2026-11-25T10:00:00Z' });
  browser = await startBrowser();
  page = await browser.newPage();
  await page.goto(`${app.url}/sign-in`);
  const password = (await page.locator('code').first().textContent()) ?? '';
  await page.getByLabel('Email address').fill('admin@beforehand.example');
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

it('enrols somebody, gives them longer, and withdraws them', async () => {
  await page.goto(`${app.url}${COURSE}`);
  await page.getByRole('link', { name: 'Enrol somebody' }).click();
  await page.getByRole('button', { name: 'Enrol' }).click();
  expect(await problemsOnScreen(page, 'the form with its errors')).toEqual([]);
  await page.getByLabel('Email address of their account').fill('learner@beforehand.example');
  await page.getByLabel('Why?').fill('The ward takes part in May');
  await fillDay('Due date', ['30', '11', '2026']);
  await page.getByRole('button', { name: 'Enrol' }).click();
  await page.getByText('Robin Hale (sample) is enrolled.').waitFor();
  await fillDay('New due date', ['24', '12', '2026']);
  await page.getByLabel('Why?').fill('Night shifts');
  await page.getByRole('button', { name: 'Move the due date' }).click();
  await page.getByText('Due date moved from 30 November 2026 to 24 December 2026').waitFor();
  const one = new URL(page.url()).pathname;
  const address = `${one}/withdrawals/new`;
  const paths = ['/enrolments', COURSE, `${COURSE}?text=nobody`, `${COURSE}/new`, one, address];
  for (const path of paths) expect(await problemsAt(page, app.url + path)).toEqual([]);
  await page.getByLabel('Why?').fill('Left the ward');
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByText('Robin Hale (sample) is withdrawn from the course.').waitFor();
}, 180_000);

it('enrols from a list, with what becomes of each row first', async () => {
  const lines = ['email,name,ods_code,profession', 'trainer@beforehand.example,,,'];
  for (let n = 0; n < 600; n += 1) lines.push(`staff${String(n)}@ward.example,${'Name '.repeat(40)},ZZ1,nurse`);
  lines.push('no address,,,');
  await page.goto(`${app.url}${COURSE}/imports`);
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  expect(await problemsOnScreen(page, 'the list form with its errors')).toEqual([]);
  await page
    .getByLabel('The list', { exact: true })
    .setInputFiles({ name: 'staff.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
  await page.getByLabel('Who gave you the list?').fill('Riverbank (fictional)');
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await page.getByRole('button', { name: 'Enrol 1 and invite 600' }).click();
  // The page follows what goes on in the background by itself.
  await page.getByText('601 of 601 rows done').waitFor();
  await page.getByRole('link', { name: 'See how far it is' }).waitFor({ state: 'detached' });
  for (const address of [page.url(), `${app.url}${COURSE}/imports`])
    expect(await problemsAt(page, address)).toEqual([]);
  const [mail] = await app.db.query<{ text: string }>(
    `select text from mail_message where to_address = 'staff1@ward.example'`,
  );
  const visitor = await browser.newPage();
  const link = /\/invitations\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  expect(await problemsAt(visitor, app.url + link)).toEqual([]);
  expect(await problemsAt(visitor, `${app.url}/invitations/none`)).toEqual([]);
}, 180_000);
