import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { TestLearner } from '../learning/learner.js';
import { publishSmallCourse } from '../learning/small-course.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt, problemsOnScreen } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let browser: Browser;
let page: Page;
let learner: TestLearner;

beforeAll(async () => {
  app = await startTestApp({ sample: true, now: '2026-11-23T10:00:00Z' });
  await publishSmallCourse(app);
  learner = await TestLearner.at(app, 'ZZ1');
  await learner.enrol();
  await learner.readAll();
  await learner.tryCheck(5);
  browser = await startBrowser();
  page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  await page.goto(`${app.url}/sign-in`);
  await page.getByLabel('Email address').fill(await learner.email());
  await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

it('moves to another Trust, learns what differs there, and shows it to whoever checks the certificate', async () => {
  await page.goto(`${app.url}/account/workplaces/new?workplace=ZZ2`);
  await page.getByRole('button', { name: /work here|workplace|Save/i }).click();
  await page.goto(`${app.url}/account`);
  await page.getByRole('link', { name: 'what differs where you work now' }).click();
  expect(await problemsAt(page, page.url())).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.getByRole('link', { name: 'A small course' }).click();
  await page.getByText('Here the original is asked for.').waitFor();
  const differences = page.url();
  expect(await problemsAt(page, differences)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.getByRole('button', { name: 'I have read what differs' }).click();
  await page.getByRole('link', { name: 'Choose an answer to question 1' }).click();
  expect(await problemsOnScreen(page, 'the form with its errors')).toEqual([]);
  await page.getByLabel('The original').check();
  await page.getByRole('button', { name: 'I have read what differs' }).click();
  await page.getByRole('heading', { name: 'Addendum 1' }).waitFor();
  expect(await problemsAt(page, page.url())).toEqual([]);
  await page.getByText('1 of 1 answered rightly').waitFor();
  const number = differences.split('/').at(-1) ?? '';
  const after = [differences, ...[`/certificates/${number}`, `/verify/${number}`].map((path) => app.url + path)];
  for (const address of after) expect(await problemsAt(page, address)).toEqual([]);
  await page.getByText(/what has changed or differs was read \(/).waitFor();
}, 180_000);
