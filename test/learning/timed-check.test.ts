import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { RetirementsService } from '../../src/courses/retirements.service.js';
import { AttemptsService } from '../../src/learning/knowledge-check/attempts.service.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { signedInPage } from '../support/signed-in-page.js';
import type { TestBrowser } from '../support/test-browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse } from './small-course.js';

const START = '2026-11-25T10:00:00Z';

describe('a knowledge check with a limit of time', () => {
  let app: TestApp;
  let admin: TestBrowser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, jobs: true, now: START });
    await publishSmallCourse(app, 1, undefined, ['time_limit_minutes: 30', 'pause_minutes: 60']);
    admin = app.browser();
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
  });
  afterAll(() => app.close());

  async function begun(start = START): Promise<{ learner: TestLearner; attempt: string }> {
    app.clock.set(start);
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    return { learner, attempt: await learner.startCheck() };
  }
  const right = async (learner: TestLearner, attempt: string, position: number) =>
    (await learner.asked(attempt))[position - 1]?.options.find(({ correct }) => correct)?.id ?? '';
  const rowOf = async (attempt: string) => {
    const [row] = await app.db.query<{
      submittedAt: Date | null;
      right: number | null;
      answers: number;
      dueAt: Date | null;
    }>(
      `select submitted_at as "submittedAt", core_right as right, due_at as "dueAt",
         (select count(*)::int from attempt_answer where attempt_id = id) as answers from attempt where id = $1`,
      [attempt.split('/').at(-1)],
    );
    return row;
  };
  const close = (attempt: string) => app.get<AttemptsService>(AttemptsService).close(attempt.split('/').at(-1) ?? '');
  const pageOf = (learner: TestLearner) => `/enrolments/small/${learner.enrolmentId}/adjustments`;
  const arrange = (learner: TestLearner, fields: Record<string, string>) =>
    admin.submit(
      pageOf(learner),
      { extraTime: 'none', moreAttempts: '', reason: 'As agreed with them', ...fields },
      pageOf(learner),
    );

  it('says so before and while it is taken', async () => {
    expect(await (await TestLearner.at(app, 'ZZ1')).page('/courses/small')).toContain('30 minutes for each');
    const { learner, attempt } = await begun();
    expect(await learner.page(`${attempt}/questions/1`)).toContain('You have until 10:30 (UK time): 30 minutes.');
    app.clock.set('2026-11-25T10:29:30Z');
    expect(await learner.page(attempt)).toContain('less than a minute');
    expect(await learner.page(learner.course)).toContain('Once you begin you have 30 minutes.');
  });

  it('takes what was answered in time, also where it arrives a little later, and nothing else', async () => {
    const { learner, attempt } = await begun();
    const put = async (position: number, fields: Record<string, string>) =>
      learner.browser.submit(
        `${attempt}/questions/${String(position)}/answers`,
        { answer: await right(learner, attempt, position), ...fields },
        '/account',
      );
    await put(1, {});
    app.clock.set('2026-11-25T10:31:59Z');
    await put(2, {});
    app.clock.set('2026-11-25T10:40:00Z');
    await put(3, {});
    expect(await learner.page(attempt)).toContain('Your time was up before this answer');
    // The network was away: the browser kept it since 10:25.
    await put(4, { keptFor: String(15 * 60_000) });
    expect((await rowOf(attempt))?.answers).toBe(3);
    expect((await learner.browser.get(`${attempt}/questions/3`)).headers['location']).toBe(attempt);
    const late = await learner.page(attempt);
    expect(late).toContain('Your time is up');
    expect(late).not.toContain('Go on answering');
    // Whoever comes back before anything else submits it as it stands.
    await learner.submit(attempt);
    expect(await rowOf(attempt)).toMatchObject({ right: 3, answers: 3 });
    expect(await learner.page(attempt)).toContain('You have not passed this time');
  });

  it('is submitted as it stands once the time is up, once, whether or not the learner comes back', async () => {
    const { learner, attempt } = await begun();
    for (const position of [1, 2, 3, 4])
      await learner.answer(attempt, position, await right(learner, attempt, position));
    app.clock.set('2026-11-25T10:31:00Z');
    await close(attempt);
    expect((await rowOf(attempt))?.submittedAt).toBeNull();
    app.clock.set('2026-11-25T10:32:00Z');
    await Promise.all([close(attempt), close(attempt), learner.submit(attempt)]);
    expect(await rowOf(attempt)).toMatchObject({ right: 4 });
    const passed = await app.db.query(`select from audit_entry where subject_id = $1 and action = 'attempts.passed'`, [
      attempt.split('/').at(-1),
    ]);
    expect(passed).toHaveLength(1);
    expect(await learner.page(attempt)).toContain('You have passed the knowledge check');
  });

  it('is closed by a job, planned in the commit that begins it', async () => {
    // So far ahead that the worker, which goes by the machine's clock, waits for it.
    const { learner, attempt } = await begun('2090-11-25T10:00:00Z');
    const id = attempt.split('/').at(-1) ?? '';
    const planned = () =>
      app.db.query<{ runAt: Date }>(`select run_at as "runAt" from graphile_worker.jobs where key = $1`, [
        `attempts.close ${id}`,
      ]);
    expect((await planned()).map(({ runAt }) => runAt)).toEqual([new Date('2090-11-25T10:32:10Z')]);
    app.clock.set('2090-11-25T10:32:00Z');
    await app.db.query(
      `select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs where key = $1), run_at := now())`,
      [`attempts.close ${id}`],
    );
    for (let tries = 0; tries < 200 && (await rowOf(attempt))?.submittedAt === null; tries += 1) await sleep(50);
    expect((await rowOf(attempt))?.submittedAt).toEqual(new Date('2090-11-25T10:32:00Z'));
    expect(await learner.page(attempt)).toContain('You have not passed this time');
  });

  it('gives one learner more time, attempts and no pause, also while they answer, and takes none back', async () => {
    const { learner, attempt } = await begun();
    expect((await arrange(learner, { reason: ' ' })).text).toContain('Say what was agreed');
    expect((await arrange(learner, { extraTime: 'lots', moreAttempts: '99' })).text).toContain(
      'Enter a number up to 20',
    );
    expect((await arrange(learner, { extraTime: 'half', moreAttempts: '2', noPause: 'yes' })).status).toBe(303);
    expect((await rowOf(attempt))?.dueAt).toEqual(new Date('2026-11-25T10:45:00Z'));
    await arrange(learner, { extraTime: 'quarter', moreAttempts: '2', noPause: 'yes', reason: 'Less after all' });
    expect((await rowOf(attempt))?.dueAt).toEqual(new Date('2026-11-25T10:45:00Z'));
    const page = await learner.page(learner.course);
    expect(page).toContain('A quarter more time');
    expect(page).toContain('2 more attempts');
    app.clock.set('2026-11-25T10:47:00Z');
    await close(attempt);
    expect(await learner.page(attempt)).toContain('You have 4 attempts left.');
    const second = await learner.startCheck();
    expect(second).not.toBe(attempt);
    expect((await rowOf(second))?.dueAt).toEqual(new Date('2026-11-25T11:25:00Z'));
    await arrange(learner, { extraTime: 'no_limit' });
    expect((await rowOf(second))?.dueAt).toBeNull();
    app.clock.set('2026-11-26T10:00:00Z');
    await close(second);
    expect((await rowOf(second))?.submittedAt).toBeNull();
    const before = await app.db.query('select from check_adjustment');
    await arrange(learner, { extraTime: 'no_limit' });
    expect(await app.db.query('select from check_adjustment')).toHaveLength(before.length);
    const told = await app.db.query<{ details: string }>(
      `select details::text from audit_entry where action = 'check_adjustments.given' and subject_id = $1`,
      [learner.enrolmentId],
    );
    expect(told).toHaveLength(3);
    expect(JSON.stringify(told)).not.toContain('time');
    expect((await learner.browser.get('/account/data.json')).text).toContain('Less after all');
  });

  it('counts for the day on which its time ended, when a retired course closes with that day', async () => {
    const inTime = await begun('2026-12-31T23:28:00Z');
    for (const position of [1, 2, 3, 4])
      await inTime.learner.answer(inTime.attempt, position, await right(inTime.learner, inTime.attempt, position));
    const late = await begun('2026-12-31T23:35:00Z');
    const retirements = app.get<RetirementsService>(RetirementsService);
    const [person = { id: '' }] = await app.db.query<{ id: string }>('select id from person limit 1');
    await retirements.retire('small', { finishBy: '2026-12-31', reason: 'A newer one' }, person.id);
    app.clock.set('2027-01-01T00:07:10Z');
    await close(inTime.attempt);
    expect(await rowOf(inTime.attempt)).toMatchObject({ submittedAt: app.clock.now(), right: 4 });
    await close(late.attempt);
    expect((await rowOf(late.attempt))?.submittedAt).toBeNull();
    await retirements.reopen('small', person.id);
    await close(late.attempt);
    expect((await rowOf(late.attempt))?.submittedAt).toEqual(app.clock.now());
  });

  it('is arranged by administrators alone, on accessible pages', async () => {
    const { learner, attempt } = await begun();
    await learner.browser.get(pageOf(learner)).expect(403);
    await admin.get(`/enrolments/small/no-id/adjustments`).expect(404);
    await arrange(learner, { extraTime: 'double' });
    const browser = await startBrowser();
    const problems: string[] = [];
    const look = async (email: string, places: string[]) => {
      const page = await signedInPage({ app, browser }, email);
      for (const place of places) problems.push(...(await problemsAt(page, app.url + place)));
      if (process.env['SHOTS'])
        await page.screenshot({ path: `${process.env['SHOTS']}/timed-${email.slice(0, 5)}.png`, fullPage: true });
    };
    await look('admin@beforehand.example', [`/enrolments/small/${learner.enrolmentId}`, pageOf(learner)]);
    await look(await learner.email(), [learner.course, `${attempt}/questions/1`, attempt]);
    app.clock.set('2026-11-25T11:00:30Z');
    await look(await learner.email(), [attempt]);
    await browser.close();
    expect(problems).toEqual([]);
  }, 240_000);
});
