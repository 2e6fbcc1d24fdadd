import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse } from './small-course.js';

const CONFIDENT = { tell_apart: '2', weigh: '1', find: '3' };

describe('what learners say of themselves before and after a course', () => {
  let app: TestApp;
  let learner: TestLearner;

  beforeAll(async () => {
    app = await startTestApp({ now: '2026-09-01T10:00:00Z', sample: true });
    await publishSmallCourse(app);
    learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
  });
  afterAll(() => app.close());

  const survey = (moment: string, one = learner) => `${one.course}/surveys/${moment}`;
  const send = (moment: string, fields: Record<string, string>, one = learner) =>
    one.browser.submit(survey(moment, one), fields, survey(moment, one));
  const rows = () =>
    app.db.query<Record<string, unknown>>(
      'select moment, declined, tell_apart, weigh, find, act, changed, words, quotable from survey_answer where enrolment_id = $1 order by answered_at',
      [learner.enrolmentId],
    );

  it('is offered before the course, one question at least, and kept once', async () => {
    expect(await learner.page(learner.course)).toContain('Before you start');
    const page = await learner.page(survey('before'));
    expect(page).toContain('Judge whether one is valid and applies');
    expect(page).toContain('I do not know');
    expect((await send('before', {})).text).toContain('Answer at least one question');
    const wrong = await send('before', { 'question-1': 'no such option', weigh: '4' });
    expect([wrong.status, wrong.text.includes('Choose one of the answers')]).toEqual([422, true]);
    expect(wrong.text).toMatch(/name="weigh" type="radio" value="4" checked/);
    expect((await send('before', { weigh: '9' })).status).toBe(422);
    const option = /name="question-1" type="radio" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const given = { ...CONFIDENT, 'question-1': option, 'question-2': 'not known' };
    const answers = await Promise.all([send('before', given), send('before', given)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await rows()).toEqual([
      {
        moment: 'before',
        declined: false,
        tell_apart: 2,
        weigh: 1,
        find: 3,
        act: null,
        changed: null,
        words: '',
        quotable: false,
      },
    ]);
    expect(await learner.page(learner.course)).not.toContain('Before you start');
    expect((await learner.browser.get(survey('before'))).status).toBe(303);
    const questions = await app.db.query('select answer, right_after from survey_question order by answer');
    expect(questions).toEqual([
      { answer: '', right_after: null },
      { answer: option, right_after: null },
    ]);
  });

  it('belongs to the learner alone, can be declined, and is not asked once the course is begun', async () => {
    const other = await TestLearner.at(app, 'ZZ1');
    await other.enrol();
    expect((await other.browser.get(survey('before'))).status).toBe(404);
    expect((await other.browser.get(`${other.course}/surveys/nothing`)).status).toBe(404);
    expect((await other.browser.get(survey('practice', other))).status).toBe(303);
    await other.browser.submit(`${survey('before', other)}/declined`, {}, other.course);
    expect(await other.page(other.course)).not.toContain('Before you start');
    const third = await TestLearner.at(app, null);
    await third.enrol();
    // Nobody knows which nation's questions to ask.
    expect(await third.page(survey('before', third))).not.toContain('What do you know already?');
    await third.workAt('ZZ1');
    await third.read('papers');
    expect(await third.page(third.course)).not.toContain('Before you start');
  });

  it('tells in the copy of one’s own data what was answered, and whether it was right only once the check has asked', async () => {
    const { text } = await learner.browser.get('/account/data.json').expect(200);
    const told = text.matchAll(/"answer":\s*(null|").*?"rightAfter":\s*(\w+),\s*"rightBefore":\s*(\w+)/gs);
    expect([...told].map(([, answer, after, before]) => [answer, after, before]).sort()).toEqual([
      ['"', 'null', 'null'],
      ['null', 'null', 'null'],
    ]);
  });

  it('compares the questions with how they were answered when the check first asked them', async () => {
    await learner.readAll();
    await learner.tryCheck(0);
    const after = () =>
      app.db.query('select right_after from survey_question where enrolment_id = $1', [learner.enrolmentId]);
    expect(await after()).toEqual([{ right_after: false }, { right_after: false }]);
    await learner.tryCheck(5);
    expect(await after()).toEqual([{ right_after: false }, { right_after: false }]);
  });

  it('is asked again on completion, and weeks later what changed', async () => {
    expect(await learner.page(learner.course)).toContain('Now that you are through');
    expect((await send('after', { ...CONFIDENT, tell_apart: '5', act: '4' })).status).toBe(303);
    expect(await learner.page(learner.course)).not.toContain('Now that you are through');
    app.clock.set('2026-10-26T10:00:00Z');
    expect(await learner.page(learner.course)).not.toContain('What changed in your practice?');
    app.clock.set('2026-10-27T10:00:00Z');
    expect(await learner.page(learner.course)).toContain('What changed in your practice?');
    const long = await send('practice', { words: `Kept ${'x'.repeat(2000)}`, quotable: 'yes' });
    expect(long.text).toContain('under 2,000 characters');
    expect(long.text).toMatch(/id="quotable"[^>]* checked/);
    expect((await send('practice', {})).status).toBe(422);
    await send('practice', { changed: 'yes', words: 'I ask for the paper', quotable: 'yes', act: '5' });
    expect((await rows()).slice(1)).toMatchObject([
      { moment: 'after', tell_apart: 5, act: 4 },
      { moment: 'practice', changed: 'yes', words: 'I ask for the paper', quotable: true, act: 5 },
    ]);
    const audit = await app.db.query(
      `select details ->> 'moment' as moment from audit_entry where action = 'surveys.answered' and subject_id = $1 order by at`,
      [learner.enrolmentId],
    );
    expect(audit).toEqual([{ moment: 'before' }, { moment: 'after' }, { moment: 'practice' }]);
  });

  it('stands in the copy of one’s own data, and goes with the account', async () => {
    const copy = (await learner.browser.get('/account/data.json').expect(200)).text;
    expect(copy).toContain('I ask for the paper');
    expect(copy).toContain('rightBefore');
    await learner.browser.submit(
      '/account/erasures',
      { understood: 'yes', password: SAMPLE_PASSWORD },
      '/account/erasure',
    );
    expect(await rows()).toEqual([]);
    expect(await app.db.query('select answer from survey_question')).toEqual([]);
  });
});
