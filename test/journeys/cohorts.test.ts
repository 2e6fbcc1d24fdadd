import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { newNumber } from '../../src/platform/new-number.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt, problemsOnScreen } from '../support/page-problems.js';
import { signedInPage } from '../support/signed-in-page.js';
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

const signedIn = (email: string) => signedInPage({ app, browser }, email);

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
  for (const path of [contact.url(), `${contact.url()}?text=nobody`, `${contact.url()}/esr?vpd=none`])
    expect(await problemsAt(contact, path)).toEqual([]);
  const none = await signedIn('trainer@beforehand.example');
  expect(await problemsAt(none, `${app.url}/cohorts`)).toEqual([]);
  expect(await problemsAt(contact, `${app.url}/who-sees-what`)).toEqual([]);
}, 180_000);

it('makes a code, with which somebody joins who has read first who will see what', async () => {
  const page = await signedIn('admin@beforehand.example');
  await page.goto(`${app.url}${COHORTS}`);
  await page.getByRole('link', { name: 'Nurses at Riverbank' }).click();
  await page.getByRole('link', { name: 'Codes and links' }).click();
  expect(await problemsAt(page, page.url())).toEqual([]);
  await page.getByRole('button', { name: 'Make a code' }).click();
  expect(await problemsOnScreen(page, 'the code form with its errors')).toEqual([]);
  const group = page.getByRole('group', { name: 'Last day' });
  for (const [part, value] of [
    ['Day', '24'],
    ['Month', '12'],
    ['Year', '2026'],
  ] as const)
    await group.getByLabel(part).fill(value);
  await page.getByLabel('For how many people').fill('5');
  await page.getByLabel('Mail domains').fill('beforehand.example');
  await page.getByRole('button', { name: 'Make a code' }).click();
  const notice = (await page.getByText('Copy it now').textContent()) ?? '';
  const code = /The code is (\S+),/.exec(notice)?.[1] ?? '';
  expect(await problemsAt(page, page.url())).toEqual([]);

  const visitor = await (await browser.newContext()).newPage();
  for (const path of ['/join', `/join/${code}`, `/join/${newNumber()}`])
    expect(await problemsAt(visitor, app.url + path)).toEqual([]);
  await visitor.goto(`${app.url}/join`);
  await visitor.getByLabel('The code').fill('7K3M');
  await visitor.getByRole('button', { name: 'Go on' }).click();
  expect(await problemsOnScreen(visitor, 'the code with its error')).toEqual([]);
  await visitor.getByLabel('The code').fill(code.toLowerCase().replaceAll('-', ' '));
  await visitor.getByRole('button', { name: 'Go on' }).click();
  await visitor.getByRole('link', { name: 'Sign in to join' }).click();
  await visitor.getByLabel('Email address').fill('trainer@beforehand.example');
  await visitor.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
  await visitor.getByRole('button', { name: 'Sign in' }).click();
  await visitor.getByText('Attempts that you did not pass').waitFor();
  expect(await problemsAt(visitor, visitor.url())).toEqual([]);
  await visitor.getByRole('button', { name: 'Join and take the course' }).click();
  await visitor.getByText('You are enrolled.').waitFor();
  expect(await problemsAt(visitor, visitor.url())).toEqual([]);
  await visitor.goto(`${app.url}/who-sees-what`);
  expect(await problemsAt(visitor, visitor.url())).toEqual([]);
  await visitor.getByRole('button', { name: 'Leave the cohort' }).click();
  await visitor.getByText('sees you in this cohort no more').waitFor();
}, 180_000);
