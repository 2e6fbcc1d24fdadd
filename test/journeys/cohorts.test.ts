import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt, problemsOnScreen } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const COHORTS = '/enrolments/advance-decisions/cohorts';
let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  app = await startTestApp({ sample: true, jobs: true, now: '2026-11-25T10:00:00Z' });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function signedIn(email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${app.url}/sign-in`);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  return page;
}

it('enrols a cohort by a rule, and lets its contact see how far it is and no more', async () => {
  const page = await signedIn('admin@beforehand.example');
  expect(await problemsAt(page, app.url + COHORTS)).toEqual([]);
  await page.getByRole('link', { name: 'New cohort' }).click();
  await page.getByRole('button', { name: 'Make the cohort' }).click();
  expect(await problemsOnScreen(page, 'the form with its errors')).toEqual([]);
  await page.getByLabel('Name of the cohort').fill('Nurses at Riverbank');
  await page.getByLabel('By rule').check();
  await page.getByLabel('Code of the Trust').fill('ZZ1');
  await page.getByLabel('Nurse', { exact: true }).check();
  await page.getByLabel('Due, in days').fill('60');
  await page.getByLabel('Why are they enrolled?').fill('Every nurse at Riverbank takes this course.');
  await page.getByRole('button', { name: 'Make the cohort' }).click();
  await page.getByText('It fits 1 person today').waitFor();
  const cohort = new URL(page.url()).pathname;
  expect(await problemsAt(page, app.url + cohort)).toEqual([]);
  await page.getByRole('button', { name: 'Enrol them, and those who come later' }).click();
  for (let tries = 0; tries < 60; tries += 1) {
    if ((await page.getByText('1, of whom 1 are enrolled').count()) > 0) break;
    await page.waitForTimeout(200);
    await page.goto(app.url + cohort);
  }
  await page.getByLabel('Email address of another contact').fill('learner@beforehand.example');
  await page.getByRole('button', { name: 'Name the contact' }).click();
  await page.getByText('Robin Hale (sample) sees this cohort from now on').waitFor();
  for (const path of [COHORTS, `${COHORTS}/new`, cohort, `${cohort}?text=nobody`])
    expect(await problemsAt(page, app.url + path)).toEqual([]);

  const contact = await signedIn('learner@beforehand.example');
  expect(await problemsAt(contact, `${app.url}/learning`)).toEqual([]);
  await contact.getByRole('link', { name: 'Cohorts of your Trust' }).click();
  expect(await problemsAt(contact, contact.url())).toEqual([]);
  await contact.getByRole('link', { name: 'Nurses at Riverbank' }).click();
  await contact.getByRole('cell', { name: '24 January 2027' }).waitFor();
  for (const path of [contact.url(), `${contact.url()}?text=nobody`])
    expect(await problemsAt(contact, path)).toEqual([]);
  const none = await signedIn('trainer@beforehand.example');
  expect(await problemsAt(none, `${app.url}/cohorts`)).toEqual([]);
  expect(await problemsAt(contact, `${app.url}/who-sees-what`)).toEqual([]);
}, 180_000);
