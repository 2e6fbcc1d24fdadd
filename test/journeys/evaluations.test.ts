import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Completions } from '../certificates/completions.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt, problemsOnScreen } from '../support/page-problems.js';
import { signedInPage } from '../support/signed-in-page.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const signedIn = (email: string) => signedInPage({ app, browser }, email);

it('asks a nurse who has completed a course what they think of it, and tells its authors once enough have answered', async () => {
  const completions = await Completions.in(app);
  const enrolment = await completions.complete(await completions.idOf('learner'));
  await app.db.query('update enrolment set completed_at = $2 where id = $1', [enrolment, app.clock.now()]);
  const nurse = await signedIn('learner@beforehand.example');
  await nurse.goto(`${app.url}/learning/${enrolment}`);
  await nurse.getByRole('link', { name: 'Tell us what you think of it' }).click();
  expect(await problemsAt(nurse, nurse.url())).toEqual([]);
  await nurse.getByRole('button', { name: 'Send it' }).click();
  await nurse.getByRole('link', { name: 'Answer at least one question' }).waitFor();
  expect(await problemsOnScreen(nurse, 'the evaluation with its error')).toEqual([]);
  await nurse.getByRole('group', { name: 'It was relevant to my work' }).getByLabel('Wholly').check();
  await nurse.getByLabel('What helped most?').fill('The cases.');
  await nurse.getByRole('button', { name: 'Send it' }).click();
  await nurse.getByRole('heading', { name: 'Thank you for telling us' }).waitFor();
  expect(await problemsOnScreen(nurse, 'the thanks')).toEqual([]);

  const trainer = await signedIn('trainer@beforehand.example');
  await trainer.goto(`${app.url}/statistics`);
  await trainer.getByRole('link', { name: 'What learners say' }).click();
  await trainer.getByText('Answered by fewer than 5').waitFor();
  expect(await problemsOnScreen(trainer, 'the report of few')).toEqual([]);
  await app.db.query(
    `insert into evaluation (id, course_id, month, relevant, practice, best, better)
     select gen_random_uuid(), id, '2026-12-01', 4, 'I will look for the paper first', '', '' from course, generate_series(1, 30)
      where slug = 'advance-decisions'`,
  );
  expect(await problemsAt(trainer, trainer.url())).toEqual([]);
  await trainer.getByText('I will look for the paper first').first().waitFor();
}, 240_000);
