import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../support/browser.js';
import { problemsAt, problemsOnScreen } from '../support/page-problems.js';
import { signedInPage } from '../support/signed-in-page.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

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

it('is planned and held by a trainer, booked and attended by a nurse, and leads to hours with others', async () => {
  const trainer = await signedIn('trainer@beforehand.example');
  expect(await problemsAt(trainer, `${app.url}/live-sessions/led`)).toEqual([]);
  await trainer.getByRole('link', { name: 'Plan a session' }).click();
  expect(await problemsAt(trainer, trainer.url())).toEqual([]);
  await trainer.getByRole('button', { name: 'Plan the session' }).click();
  expect(await problemsOnScreen(trainer, 'the form with its errors')).toEqual([]);
  await trainer.getByLabel('Course').selectOption({ index: 1 });
  await trainer.getByLabel('Title of the session').fill('Cases together');
  for (const [part, value] of [
    ['Day', '3'],
    ['Month', '12'],
    ['Year', '2026'],
  ] as const)
    await trainer.getByRole('group', { name: 'Day' }).getByLabel(part, { exact: true }).fill(value);
  await trainer.getByLabel('Begins at').fill('10:00');
  await trainer.getByLabel('Ends at').fill('12:00');
  await trainer.getByLabel('Online', { exact: true }).check();
  await trainer.getByLabel('How to join').fill('https://meet.example/room-7\nThe code is 4711.');
  await trainer.getByLabel('How do people take part?').fill('Cases are discussed in threes.');
  await trainer.getByLabel('Number of places').fill('12');
  await trainer.getByRole('button', { name: 'Plan the session' }).click();
  await trainer.getByText('The session is planned').waitFor();
  const session = trainer.url();
  for (const path of [session, `${session}/changes/new`, `${session}/attendance`, `${app.url}/live-sessions/led`])
    expect(await problemsAt(trainer, path)).toEqual([]);

  const nurse = await signedIn('learner@beforehand.example');
  await nurse.goto(`${app.url}/courses/advance-decisions`);
  await nurse.getByRole('link', { name: '1 live session is planned' }).click();
  expect(await problemsAt(nurse, nurse.url())).toEqual([]);
  await nurse.getByRole('link', { name: 'Cases together' }).click();
  expect(await problemsAt(nurse, nurse.url())).toEqual([]);
  await nurse.getByRole('button', { name: 'Book a place' }).press('Enter');
  await nurse.getByText('The code is 4711.').waitFor();
  for (const path of [session, `${app.url}/live-sessions`, `${app.url}/learning`])
    expect(await problemsAt(nurse, path)).toEqual([]);

  app.clock.set('2026-12-03T12:05:00Z');
  await trainer.goto(`${session}/attendance`);
  await trainer.getByLabel('Attendance of Robin Hale (sample)').selectOption('Left early');
  await trainer.getByRole('button', { name: 'Keep all of it' }).click();
  await trainer.getByRole('link', { name: /say how long they took part/ }).waitFor();
  expect(await problemsOnScreen(trainer, 'the attendance with its error')).toEqual([]);
  await trainer.getByLabel('Hours of Robin Hale (sample)').fill('1.5');
  await trainer.getByLabel('Yes').check();
  await trainer.getByRole('button', { name: 'Keep all of it' }).click();
  await trainer.getByText('Noted for 1 person. Noted whether people took part.').waitFor();
  expect(await problemsAt(trainer, `${session}/attendance`)).toEqual([]);
  expect(await problemsAt(trainer, `${session}/certificates`)).toEqual([]);
  await trainer.getByRole('button', { name: 'Issue 1 certificate' }).click();
  for (let tries = 0; tries < 60; tries += 1) {
    if ((await trainer.getByText('1 of 1 issued').count()) > 0) break;
    await trainer.waitForTimeout(200);
    await trainer.goto(`${session}/certificates`);
  }
  expect(await problemsAt(trainer, `${session}/certificates`)).toEqual([]);
  expect(await problemsAt(trainer, `${session}/attendance`)).toEqual([]);

  expect(await problemsAt(nurse, session)).toEqual([]);
  await nurse.getByText('1.5 hours of CPD, of which 1.5 participatory').waitFor();
  expect(await problemsAt(nurse, `${app.url}/live-sessions`)).toEqual([]);
  await nurse.goto(`${app.url}/portfolio`);
  await nurse.getByText('1.5').first().waitFor();
}, 240_000);
