import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
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

/** So many people who completed the course that ships, with what they said before it, on completion and weeks later. */
async function answersOf(count: number, profession: string, { changed = 'yes', words = '' } = {}): Promise<void> {
  await app.db.query(
    `with person_new as (
       insert into person (id, email, name, profession, created_at, search_key)
       select gen_random_uuid(), gen_random_uuid() || '@ward.example', 'Somebody', $2, now(), '' from generate_series(1, $1)
       returning id),
     taken as (
       insert into enrolment (id, person_id, course_id, course_version_id, enrolled_at, completed_at)
       select gen_random_uuid(), p.id, v.course_id, v.id, '2026-08-01', '2026-09-01' from person_new p,
         (select v.id, v.course_id from course_version v join course c on c.id = v.course_id and c.slug = 'advance-decisions'
           order by v.number limit 1) v
       returning id, course_id, course_version_id),
     said as (
       insert into survey_answer (enrolment_id, moment, course_id, answered_at, declined, tell_apart, weigh, changed, words, quotable)
       select id, m.moment, course_id, '2026-11-01', false, m.degree, 4, case when m.moment = 'practice' then $3 end,
         case when m.moment = 'practice' then $4 else '' end, true
       from taken, (values ('before', 2), ('after', 4), ('practice', 3)) m(moment, degree) returning 1)
     insert into survey_question (enrolment_id, question_id, answer, right_before, right_after, compared_at)
     select t.id, q.id, '', false, true, '2026-09-01' from taken t
       join lateral (select id from course_question where version_id = t.course_version_id order by position limit 1) q on true`,
    [count, profession, changed, words],
  );
}

it('asks a nurse before a course, on completion and weeks later, and tells funders what it has changed', async () => {
  const nurse = await signedInPage({ app, browser }, 'learner@beforehand.example');
  await nurse.goto(`${app.url}/courses/advance-decisions`);
  const enrol = nurse.getByRole('button', { name: /start|enrol|take/i }).first();
  if (await enrol.isVisible()) await enrol.click();
  else await nurse.goto(`${app.url}/learning`);
  const [own] = await app.db.query<{ id: string }>(
    `select e.id from enrolment e join person p on p.id = e.person_id where p.email = 'learner@beforehand.example' and e.withdrawn_at is null`,
  );
  const enrolment = `${app.url}/learning/${own?.id ?? ''}`;
  for (const table of ['lesson_completion', 'attempt'])
    await app.db.query(`delete from ${table} where enrolment_id = $1`, [own?.id]);
  expect(await problemsAt(nurse, enrolment)).toEqual([]);
  await nurse.getByRole('link', { name: 'Answer', exact: true }).click();
  expect(await problemsAt(nurse, nurse.url())).toEqual([]);
  await nurse.getByRole('button', { name: 'Send it' }).click();
  await nurse.getByRole('link', { name: /Answer at least one question/ }).waitFor();
  expect(await problemsOnScreen(nurse, 'the survey with its error')).toEqual([]);
  await nurse.getByLabel('I do not know').first().check();
  await confident(nurse, 'Judge whether one is valid and applies', 'A little');
  await nurse.getByRole('button', { name: 'Send it' }).click();
  await nurse.getByText('Thank you. Your answers are kept').waitFor();

  const completedAt = (at: string) =>
    app.db.query('update enrolment set completed_at = $2 where id = $1', [own?.id, at]);
  await completedAt('2026-11-24T10:00:00Z');
  await nurse.goto(enrolment);
  await nurse.getByRole('region', { name: 'Now that you are through' }).waitFor();
  await nurse.getByRole('button', { name: 'I would rather not' }).click();
  await nurse.getByText('You are not asked again').waitFor();
  await completedAt('2026-09-20T10:00:00Z');
  expect(await problemsAt(nurse, `${enrolment}/surveys/practice`)).toEqual([]);
  await nurse.getByLabel('Not yet, but I mean to').check();
  await nurse.getByLabel('What changed in your practice').fill('I mean to ask for the paper first.');
  await nurse.getByRole('button', { name: 'Send it' }).click();
  await nurse.getByText('Thank you. Your answers are kept').waitFor();

  const trainer = await signedInPage({ app, browser }, 'trainer@beforehand.example');
  await trainer.goto(`${app.url}/statistics`);
  await trainer.getByRole('link', { name: 'What it has changed' }).click();
  await trainer.getByText('Nothing to tell yet').waitFor();
  expect(await problemsOnScreen(trainer, 'the report of few')).toEqual([]);
  await answersOf(30, 'nurse', { words: 'I look for the paper first' });
  await answersOf(12, 'doctor', { changed: 'no' });
  await answersOf(3, 'paramedic');
  expect(await problemsAt(trainer, trainer.url())).toEqual([]);
  await trainer.getByText('I look for the paper first').first().waitFor();

  const agent = app.browser();
  await agent.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
  const csv = (await agent.get('/statistics/advance-decisions/impact.csv').expect(200)).text;
  const all = 'Tell an advance decision (in Scotland an advance directive) from other papers about future care';
  expect(csv).toContain(`"Confidence, on completion",${all},change of the mean,45,2.0`);
  expect(csv).toContain('"Confidence, on completion, by profession",Nurse,share more confident,30,100 %');
  expect(csv).toContain('"Others, too few to tell apart","mean later, of 5"');
  expect(csv).not.toContain('Paramedic');
  expect(csv).toContain('share right before the course,45,0 %');
  expect(csv).toMatch(/"Practice, by profession",Nurse,"Yes, I have done something differently",30,100 %/);
  const report = async () => await agent.get('/statistics/advance-decisions/impact').expect(200);
  const few = (await app.statementsOf(report)).length;
  // Four more are not told of before the fifth.
  const told = async () => (await report()).text.match(/data-label="Change"[^>]*>[^<]*/g)?.join();
  const before = await told();
  await answersOf(4, 'nurse');
  expect(await told()).toBe(before);
  await answersOf(500, 'nurse', { changed: 'no', words: 'Nothing yet' });
  expect((await app.statementsOf(report)).length).toBe(few);
}, 240_000);

async function confident(page: Page, statement: string, degree: string): Promise<void> {
  await page.getByRole('group', { name: statement }).getByLabel(degree).check();
}
