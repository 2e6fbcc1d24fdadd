import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { CorrectionsService } from '../../src/learning/corrections/corrections.service.js';
import { AttemptsCorrected, EnrolmentCompleted } from '../../src/learning/learning.events.js';
import { Events } from '../../src/platform/events.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse } from './small-course.js';

const PAGE = '/corrections/small/1';

describe('a question that turns out to be wrong after attempts', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  let told: AttemptsCorrected[];
  let completed: string[];
  let fails = false;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    await publishSmallCourse(app);
    trainer = app.browser();
    await trainer.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    const events = app.get<Events>(Events);
    events.on(AttemptsCorrected, (event) => {
      told.push(event);
      return Promise.resolve();
    });
    events.on(EnrolmentCompleted, ({ enrolment }) => {
      if (fails) return Promise.reject(new Error('no certificate today'));
      completed.push(enrolment.id);
      return Promise.resolve();
    });
  });
  beforeEach(() => {
    told = [];
    completed = [];
  });
  afterAll(() => app.close());

  /** Answers all rightly but these questions, which get the wrong option at this place in the course's file. */
  async function answered(learner: TestLearner, wrong: Record<string, number>): Promise<string> {
    const attempt = await learner.startCheck();
    for (const [index, { key, options }] of (await learner.asked(attempt)).entries()) {
      const place = wrong[key];
      const inOrder = [...options]
        .sort((one, other) => one.id.localeCompare(other.id))
        .filter(({ correct }) => !correct);
      const chosen = place === undefined ? options.find(({ correct }) => correct) : inOrder[place];
      await learner.answer(attempt, index + 1, chosen?.id ?? '');
    }
    return attempt;
  }
  const enrolled = async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    return learner;
  };
  const rowOf = async (attempt: string) =>
    (
      await app.db.query<{ right: number; passed: boolean }>(
        'select core_right as right, passed from attempt where id = $1',
        [attempt.split('/').at(-1)],
      )
    )[0];
  const wrongOptions = async (attempt: string, learner: TestLearner, key: string) =>
    ((await learner.asked(attempt)).find((question) => question.key === key)?.options ?? [])
      .filter(({ correct }) => !correct)
      .map(({ id }) => id)
      .sort();
  const decide = (key: string, decision: string, seen: number, reason = 'The Act says otherwise.') =>
    trainer.submit(`${PAGE}/${key}/decisions`, { decision, reason, seen: String(seen) }, `${PAGE}/${key}`);
  /** What the worker does. */
  async function work(): Promise<void> {
    const rows = await app.db.query<{ id: string }>('select id from question_correction order by decided_at, id');
    for (const { id } of rows) await app.get<CorrectionsService>(CorrectionsService).apply(id);
  }

  it('is previewed, marked again with another option right as well, and takes nothing from anybody', async () => {
    const [gaining, other, right] = [await enrolled(), await enrolled(), await enrolled()];
    await gaining.readAll();
    const first = await answered(gaining, { one: 0, two: 0 });
    const second = await answered(other, { one: 1, two: 0 });
    const third = await answered(right, { two: 0 });
    const open = await enrolled();
    await answered(open, { one: 0 });
    for (const [learner, attempt] of [
      [gaining, first],
      [other, second],
      [right, third],
    ] as const)
      await learner.submit(attempt);
    const [option = ''] = await wrongOptions(first, gaining, 'one');
    const preview = (await trainer.get(`${PAGE}/one?decision=remark:${option}`)).text.replaceAll(/<[^>]+>/g, '');
    expect(preview).toContain('3 learners were asked it, in 3 submitted attempts');
    expect(preview).toContain('1 gains a mark or part of one, in 1 attempt');
    expect(preview).toContain('1 passes who has not passed yet');
    expect(preview).toContain('1 of them completes the course');
    expect(await rowOf(first)).toEqual({ right: 3, passed: false });

    const nothing = await decide('one', `remark:${option}`, 0, '  ');
    expect([nothing.status, nothing.text.includes('Say why')]).toEqual([422, true]);
    const odd = await decide('one', 'take away', 0);
    expect([odd.status, odd.text.includes('Choose what is to be done')]).toEqual([422, true]);
    expect((await decide('one', `remark:${option}`, 0)).status).toBe(303);
    const twice = await decide('one', `remark:${option}`, 0);
    expect([twice.status, twice.text.includes('Something was decided about this question')]).toEqual([422, true]);

    await work();
    await work();
    expect(await rowOf(first)).toEqual({ right: 4, passed: true });
    expect(await rowOf(second)).toEqual({ right: 3, passed: false });
    expect(await rowOf(third)).toEqual({ right: 4, passed: true });
    expect(completed).toEqual([gaining.enrolmentId]);
    expect(told.flatMap(({ learners }) => learners)).toEqual([
      {
        personId: gaining.personId,
        enrolmentId: gaining.enrolmentId,
        attemptId: first.split('/').at(-1),
        nowPassed: true,
      },
    ]);
    expect(
      await app.db.query(`select person_id as "personId", subject from notification where kind = 'corrected'`),
    ).toEqual([{ personId: gaining.personId, subject: 'You have passed: a knowledge check was corrected' }]);
    const review = await gaining.page(first);
    expect(review).toContain('You have passed the knowledge check');
    expect(review).toContain('4 of 5 right, 80 %');
    expect(review).toContain('you were given the mark for it on 23 November 2026: The Act says otherwise.');
    expect(review).toContain('This is wrong.');
    expect(await other.page(second)).not.toContain('Corrected after you answered');
    expect((await trainer.get(`${PAGE}/one`)).text).toContain('1 attempt gained by it.');
    const [audited] = await app.db.query(
      `select count(*)::int as rows from audit_entry where action = 'questions.corrected'`,
    );
    expect(audited).toEqual({ rows: 1 });
  });

  it('counts for an attempt that is submitted after the decision, and which was begun before', async () => {
    const learner = await enrolled();
    const attempt = await answered(learner, { three: 0, four: 0 });
    expect((await decide('three', 'credit', 0)).status).toBe(303);
    await learner.submit(attempt);
    expect(await rowOf(attempt)).toEqual({ right: 4, passed: true });
    await work();
    expect(await rowOf(attempt)).toEqual({ right: 4, passed: true });
    expect(await learner.page(attempt)).toContain('you were given the mark for it');
  });

  it('may be left as it is, which is recorded and changes no mark', async () => {
    const learner = await enrolled();
    const attempt = await answered(learner, { five: 0, four: 0 });
    await learner.submit(attempt);
    expect((await decide('five', 'leave', 0)).status).toBe(303);
    await work();
    expect(await rowOf(attempt)).toEqual({ right: 3, passed: false });
    expect((await trainer.get(`${PAGE}/five`)).text).toContain('No marks changed.');
    expect(told).toEqual([]);
    // A later decision adds to it.
    expect((await decide('five', 'credit', 1)).status).toBe(303);
    await work();
    expect(await rowOf(attempt)).toEqual({ right: 4, passed: true });
  });

  it('is corrected together with the completion that follows, or not at all; the job goes on later', async () => {
    const learner = await enrolled();
    await learner.readAll();
    const attempt = await answered(learner, { two: 1, four: 1 });
    await learner.submit(attempt);
    await decide('two', 'credit', 0);
    fails = true;
    await expect(work()).rejects.toThrow('no certificate today');
    expect(await rowOf(attempt)).toEqual({ right: 3, passed: false });
    fails = false;
    await work();
    expect(await rowOf(attempt)).toEqual({ right: 4, passed: true });
    expect(completed).toContain(learner.enrolmentId);
  });

  it('gives nothing to whoever withdrew but the marks, and changes marks behind nobody’s back', async () => {
    const learner = await enrolled();
    await learner.readAll();
    const attempt = await answered(learner, { four: 0, one: 1 });
    await learner.submit(attempt);
    await app.db.query(`update enrolment set withdrawn_at = now() where id = $1`, [learner.enrolmentId]);
    await decide('four', 'credit', 0);
    await work();
    expect(await rowOf(attempt)).toEqual({ right: 4, passed: true });
    expect(completed).not.toContain(learner.enrolmentId);
    const id = attempt.split('/').at(-1);
    for (const change of ['core_right = 5', 'passed = false', 'number = 9'])
      await expect(app.db.query(`update attempt set ${change} where id = $1`, [id])).rejects.toThrow('is kept');
    await expect(app.db.query(`update question_correction set reason = 'x'`)).rejects.toThrow('is kept');
  });

  it('asks as few statements of many attempts as of one, and is no page of learners', async () => {
    const statements = await app.statementsOf(() => trainer.get(`${PAGE}/one?decision=credit`).expect(200));
    expect(statements.length).toBeLessThanOrEqual(6);
    const learner = await enrolled();
    expect((await learner.browser.get(`${PAGE}/one`)).status).toBe(403);
    await trainer.get(`${PAGE}/local-copy`).expect(404);
    await trainer.get(`${PAGE}/none`).expect(404);
  });

  it('is accessible, in preview and with its errors', async () => {
    const browser: Browser = await startBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`${app.url}/sign-in`);
      await page.getByLabel('Email address').fill('trainer@beforehand.example');
      await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
      for (const path of [`${PAGE}/one`, `${PAGE}/one?decision=credit`])
        expect(await problemsAt(page, app.url + path)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 900 });
      await page.getByLabel('Why').fill('Both are right.');
      await page.getByRole('button', { name: 'Record the decision' }).click();
      await page.getByText('Your decision is recorded.').waitFor();
    } finally {
      await browser.close();
    }
  });
});
