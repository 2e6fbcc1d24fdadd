import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EnrolmentCompleted } from '../../src/learning/learning.events.js';
import { Events } from '../../src/platform/events.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse } from './small-course.js';

describe('what a browser kept while the network was away', () => {
  let app: TestApp;
  let completed = 0;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    await publishSmallCourse(app);
    app.get<Events>(Events).on(EnrolmentCompleted, () => {
      completed += 1;
      return Promise.resolve();
    });
  });
  afterAll(() => app.close());

  const enrolled = async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    return learner;
  };

  /** As the script of the outbox sends it. */
  const deliver = (learner: TestLearner, action: string, fields: Record<string, string>) =>
    learner.browser.deliver(action, fields, '/account');

  const answers = (attempt: string) =>
    app.db.query<{ question_id: string; option_id: string; answered_at: Date }>(
      'select question_id, option_id, answered_at from attempt_answer where attempt_id = $1',
      [attempt.split('/').at(-1)],
    );

  it('is an answer that counts from when it was given, however late and often it arrives', async () => {
    app.clock.set('2026-11-23T10:00:00Z');
    const learner = await enrolled();
    const attempt = await learner.startCheck();
    const [a = '', b = ''] = (await learner.asked(attempt))[0]?.options.map(({ id }) => id) ?? [];
    const action = `${attempt}/questions/1/answers`;
    app.clock.set('2026-11-23T10:10:00Z');
    const first = await deliver(learner, action, { answer: a, keptFor: '300000' });
    expect([first.status, first.body]).toEqual([200, { next: `${attempt}/questions/2` }]);
    expect(await answers(attempt)).toMatchObject([{ option_id: a, answered_at: new Date('2026-11-23T10:05:00Z') }]);
    // Meanwhile, on another device; then the first one sends again what it had no answer to.
    app.clock.set('2026-11-23T10:15:00Z');
    await learner.answer(attempt, 1, b);
    app.clock.set('2026-11-23T10:20:00Z');
    const again = await deliver(learner, action, { answer: a, keptFor: '900000' });
    expect([again.status, again.body]).toEqual([200, { next: `${attempt}/questions/2` }]);
    expect(await answers(attempt)).toMatchObject([{ option_id: b, answered_at: new Date('2026-11-23T10:15:00Z') }]);
    // A browser cannot answer before the attempt began.
    const last = await deliver(learner, `${attempt}/questions/2/answers`, {
      answer: (await learner.asked(attempt))[1]?.options[0]?.id ?? '',
      keptFor: '99999999',
    });
    expect(last.status).toBe(200);
    expect((await answers(attempt))[1]?.answered_at).toEqual(new Date('2026-11-23T10:00:00Z'));
    app.clock.set('2026-11-23T10:00:00Z');
  });

  it('is told when an answer cannot be taken, and the learner on their next page when it came too late', async () => {
    const learner = await enrolled();
    const attempt = await learner.startCheck();
    const none = await deliver(learner, `${attempt}/questions/1/answers`, { keptFor: '0' });
    expect([none.status, none.body]).toEqual([422, { problem: 'Choose an answer, or leave the question for later' }]);
    const stranger = await enrolled();
    const other = await deliver(stranger, `${attempt}/questions/1/answers`, { answer: 'a' });
    expect([other.status, (other.body as { message: string }).message]).toEqual([
      404,
      'You have made no such attempt at a knowledge check.',
    ]);
    await learner.answerAll(attempt, 3);
    await learner.submit(attempt);
    const before = await answers(attempt);
    const option = (await learner.asked(attempt))[4]?.options.find(({ correct }) => correct)?.id ?? '';
    const late = await deliver(learner, `${attempt}/questions/5/answers`, { answer: option, keptFor: '60000' });
    expect([late.status, late.body]).toEqual([200, { next: attempt }]);
    expect(await answers(attempt)).toEqual(before);
    expect(await learner.page(attempt)).toContain('You have submitted this attempt already');
  });

  it('is a lesson that was read, once, and with the last one the course, once', async () => {
    app.clock.set('2026-11-23T10:00:00Z');
    completed = 0;
    const learner = await enrolled();
    await learner.readAll(['recording', 'doubt']);
    await learner.tryCheck(5);
    const shown = learner.shownIn(await learner.lesson('papers'));
    app.clock.set('2026-11-23T12:00:00Z');
    const action = `${learner.course}/lessons/papers/completions`;
    const sent = await Promise.all(
      ['3600000', '3600100'].map((keptFor) => deliver(learner, action, { shown, keptFor })),
    );
    const next = `/certificates?enrolment=${learner.enrolmentId}`;
    expect(sent.map(({ status, body }) => [status, body as object])).toEqual([
      [200, { next }],
      [200, { next }],
    ]);
    expect(completed).toBe(1);
    const rows = await app.db.query<{ at: Date }>(
      `select c.completed_at as at from lesson_completion c join course_lesson l on l.id = c.lesson_id
        where c.enrolment_id = $1 and l.slug = 'papers'`,
      [learner.enrolmentId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.at.toISOString().slice(0, 16)).toMatch(/2026-11-23T(11:00|10:59)/);
    // The course was completed when we learned of it.
    const [enrolment] = await app.db.query('select completed_at from enrolment where id = $1', [learner.enrolmentId]);
    expect(enrolment).toEqual({ completed_at: new Date('2026-11-23T12:00:00Z') });
    const refused = await deliver(learner, action, { shown: 'made up' });
    expect(refused.status).toBe(422);
    app.clock.set('2026-11-23T10:00:00Z');
  });

  it('is asked for on the pages of its owner alone', async () => {
    const learner = await enrolled();
    expect(await learner.page('/learning')).toContain(`data-outbox="${learner.enrolmentId}"`);
    const attempt = await learner.startCheck();
    for (const path of [learner.course, `${learner.course}/lessons/papers`, attempt, `${attempt}/questions/1`])
      expect(await learner.page(path)).toContain(`data-outbox="${learner.enrolmentId}"`);
    const signedOut = app.browser();
    const answer = await signedOut.deliver(`${attempt}/questions/1/answers`, { answer: 'a' }, '/sign-in');
    expect(answer.status).toBe(403);
  });
});
