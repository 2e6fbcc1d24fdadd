import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EnrolmentCompleted } from '../../src/learning/learning.events.js';
import { Events } from '../../src/platform/events.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse } from './small-course.js';

describe('the knowledge check', () => {
  let app: TestApp;
  let completed: EnrolmentCompleted['enrolment'][];
  let fails = false;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    await publishSmallCourse(app);
    app.get<Events>(Events).on(EnrolmentCompleted, ({ enrolment }) => {
      if (fails) return Promise.reject(new Error('no certificate today'));
      completed.push(enrolment);
      return Promise.resolve();
    });
  });

  beforeEach(() => {
    completed = [];
    fails = false;
  });

  afterAll(() => app.close());

  const enrolled = async (place = 'ZZ1') => {
    const learner = await TestLearner.at(app, place);
    await learner.enrol();
    return learner;
  };
  const isCompleted = async (learner: TestLearner) =>
    (
      await app.db.query<{ done: boolean }>('select completed_at is not null as done from enrolment where id = $1', [
        learner.enrolmentId,
      ])
    )[0]?.done;

  it('can be tried for the 202nd time, all versions of the course together', async () => {
    const learner = await enrolled();
    await app.db.query(
      `insert into attempt (id, enrolment_id, course_version_id, number, started_at, submitted_at, asked, core_right, core_of,
         local_right, local_of, passed)
       select gen_random_uuid(), e.id, (select id from course_version v where v.id <> e.course_version_id limit 1), n, now(), now(), '[]', 0, 5, 0, 0, false
       from enrolment e, generate_series(1, 201) n where e.id = $1`,
      [learner.enrolmentId],
    );
    expect(await learner.page(await learner.startCheck())).toContain('Check your answers');
    expect(await learner.page(learner.course)).toContain('Attempt 202');
  });

  it('asks one question a page, keeps each answer, and can be left and taken up again', async () => {
    const learner = await enrolled();
    const attempt = await learner.startCheck();
    expect(await learner.startCheck()).toBe(attempt);
    const asked = await learner.asked(attempt);
    expect(asked.map((question) => question.core)).toEqual([true, true, true, true, true, false]);
    const first = await learner.page(`${attempt}/questions/1`);
    expect(first).toContain('Question 1 of 6');
    expect(first).toContain('What is right about one?');
    const none = await learner.browser.submit(`${attempt}/questions/1/answers`, {}, '/account');
    expect([none.status, none.text.includes('Choose an answer')]).toEqual([422, true]);
    const foreign = await learner.answer(attempt, 1, 'no-such-option');
    expect(foreign.status).toBe(422);
    const [a, b] = asked[0]?.options ?? [];
    const saved = await learner.answer(attempt, 1, a?.id ?? '');
    expect(saved.headers['location']).toBe(`${attempt}/questions/2`);
    // The back button, and another answer.
    await learner.answer(attempt, 1, b?.id ?? '');
    expect(await learner.page(`${attempt}/questions/1`)).toMatch(new RegExp(`value="${b?.id ?? ''}" checked`));
    const overview = await learner.page(attempt);
    expect(overview).toContain('5 questions are unanswered');
    const early = await learner.submit(attempt);
    expect([early.status, early.text.includes('Answer every question before you submit')]).toEqual([422, true]);
    // Again, later, on another device.
    const again = await learner.browser.submit(`${learner.course}/attempts`, {}, '/account');
    expect(again.headers['location']).toBe(`${attempt}/questions/2`);
    expect((await learner.browser.get(`${attempt}/questions/99`)).status).toBe(404);
  });

  it('marks by the core questions alone, says why, and lets one try again', async () => {
    const learner = await enrolled();
    const attempt = await learner.startCheck();
    await learner.answerAll(attempt, 3);
    const answers = await Promise.all([learner.submit(attempt), learner.submit(attempt)]);
    expect(answers.map((answer) => answer.headers['location'])).toEqual([attempt, attempt]);
    const feedback = await learner.page(attempt);
    expect(feedback).toContain('You have not passed this time');
    expect(feedback).toContain('3 of 5 right, 60 %');
    expect(feedback).toContain('On your own Trust: 0 of 1 right');
    expect(feedback).toContain('The right answer');
    expect(feedback).toContain('This is right.');
    expect(feedback).toContain('You have 2 attempts left.');
    const [audited] = await app.db.query(
      `select count(*)::int as rows from audit_entry where subject_kind = 'attempt' and action = 'attempts.failed' and subject_id = $1`,
      [attempt.split('/').at(-1)],
    );
    expect(audited).toEqual({ rows: 1 });
    const second = await learner.startCheck();
    expect(second).not.toBe(attempt);
    expect(await learner.page(`${second}/questions/1`)).not.toContain('checked');
  });

  it('changes nothing once it is submitted: not by the back button, not from another tab, not behind its back', async () => {
    const learner = await enrolled();
    const attempt = await learner.startCheck();
    await learner.answerAll(attempt, 3);
    await learner.submit(attempt);
    const before = await learner.page(attempt);
    const wrong = (await learner.asked(attempt))[4];
    const late = await learner.answer(attempt, 5, wrong?.options.find((option) => option.correct)?.id ?? '');
    expect([late.status, late.headers['location']]).toEqual([303, attempt]);
    expect(await learner.page(attempt)).toContain('You have submitted this attempt already');
    const withoutToken = (html: string) => html.replaceAll(/name="_csrf" value="[^"]+"/g, '');
    expect(withoutToken(await learner.page(attempt))).toBe(withoutToken(before));
    const back = await learner.browser.get(`${attempt}/questions/5`);
    expect([back.status, back.headers['location']]).toEqual([303, attempt]);
    const id = attempt.split('/').at(-1);
    await expect(app.db.query('update attempt set core_right = 5 where id = $1', [id])).rejects.toThrow('is kept');
    await expect(app.db.query(`update attempt_answer set option_id = 'x' where attempt_id = $1`, [id])).rejects.toThrow(
      'the attempt was submitted',
    );
  });

  it('completes the course with a pass after the last lesson, once, and leads to the certificate', async () => {
    const learner = await enrolled();
    expect(await learner.readAll()).toBe(learner.course);
    await learner.tryCheck(2);
    expect(await isCompleted(learner)).toBe(false);
    const attempt = await learner.startCheck();
    await learner.answerAll(attempt, 4);
    const answers = await Promise.all([learner.submit(attempt), learner.submit(attempt)]);
    const certificate = `/certificates?enrolment=${learner.enrolmentId}`;
    expect(answers.map((answer) => answer.headers['location'])).toEqual([certificate, certificate]);
    expect(completed).toHaveLength(1);
    expect(completed[0]).toMatchObject({
      id: learner.enrolmentId,
      personId: learner.personId,
      enrolledOn: '2026-11-23',
      completedOn: '2026-11-23',
      score: { right: 4, of: 5, percent: 80 },
    });
    expect(completed[0]?.workplaceId).toEqual(expect.any(String));
    expect(await learner.page('/learning')).toContain('Your certificate');
    expect(await learner.page(learner.course)).toContain('You have completed this course');
    // Reading or pressing again completes nothing a second time.
    expect(await learner.startCheck()).toBe(attempt);
    expect(completed).toHaveLength(1);
  });

  it('completes the course with the last lesson when the check was passed before', async () => {
    const learner = await enrolled();
    await learner.readAll(['papers', 'recording']);
    const location = await learner.tryCheck(5);
    expect(location).toMatch(/\/attempts\//);
    const passed = await learner.page(location);
    expect(passed).toContain('Read the lessons that are left');
    expect(passed).toMatch(/href="\/learning\/[^"]+"[^>]*>\s*Go to the lessons/);
    expect(completed).toHaveLength(0);
    const page = await learner.lesson('doubt');
    const answers = await Promise.all([learner.read('doubt', page), learner.read('doubt', page)]);
    const certificate = `/certificates?enrolment=${learner.enrolmentId}`;
    expect(answers.map((answer) => answer.headers['location'])).toEqual([certificate, certificate]);
    expect(completed).toMatchObject([{ score: { right: 5, of: 5, percent: 100 } }]);
  });

  it('is passed and completed together with what listens, or not at all', async () => {
    const learner = await enrolled();
    await learner.readAll();
    const attempt = await learner.startCheck();
    await learner.answerAll(attempt, 5);
    fails = true;
    expect((await learner.submit(attempt)).status).toBe(500);
    expect(await isCompleted(learner)).toBe(false);
    expect(await learner.page(attempt)).toContain('Check your answers');
    fails = false;
    expect((await learner.submit(attempt)).headers['location']).toMatch(/^\/certificates/);
    expect(completed).toHaveLength(1);
  });

  it('allows as many attempts as the version says', async () => {
    const learner = await enrolled();
    for (const _ of [1, 2, 3]) await learner.tryCheck(0);
    const page = await learner.page(learner.course);
    expect(page).toContain('You have used all the attempts that this version of the course allows.');
    expect(page).not.toContain('Start another attempt');
    const fourth = await learner.browser.submit(`${learner.course}/attempts`, {}, '/account');
    expect(fourth.headers['location']).toBe(learner.course);
    const [made] = await app.db.query('select count(*)::int as rows from attempt where enrolment_id = $1', [
      learner.enrolmentId,
    ]);
    expect(made).toEqual({ rows: 3 });
  });

  it('keeps the civil date of London', async () => {
    const learner = await enrolled();
    await learner.readAll();
    app.clock.set('2027-03-31T23:30:00Z');
    await learner.tryCheck(5);
    app.clock.set('2026-11-23T10:00:00Z');
    expect(completed[0]?.completedOn).toBe('2027-04-01');
  });
});
