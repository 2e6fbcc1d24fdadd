import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse } from './small-course.js';

interface Completion {
  slug: string;
  shownOn: string;
  workplace: string | null;
  revision: number | null;
  profession: string;
  shown: { blockKey: string; variant: string; factIds: string[] }[];
}

describe('reading lessons', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    await publishSmallCourse(app);
  });

  afterAll(() => app.close());

  const completions = (learner: TestLearner) =>
    app.db.query<Completion>(
      `select l.slug, c.shown_on as "shownOn", coalesce(o.code, w.name) as workplace, r.number as revision, c.profession, c.shown
         from lesson_completion c join course_lesson l on l.id = c.lesson_id
         left join workplace w on w.id = c.workplace_id left join organisation o on o.id = w.organisation_id
         left join policy_profile_revision r on r.id = c.profile_revision_id
        where c.enrolment_id = $1 order by c.completed_at, l.slug`,
      [learner.enrolmentId],
    );

  it('begins with joining the course, once, however often the button is pressed', async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    const visitor = await app.browser().get('/courses/small').expect(200);
    expect(visitor.text).toContain('Sign in to take it');
    expect(visitor.text).toContain('Awaiting clinical and legal review');
    const answers = await Promise.all([
      learner.browser.submit('/courses/small/enrolments', {}, '/courses/small'),
      learner.browser.submit('/courses/small/enrolments', {}, '/courses/small'),
    ]);
    const places = answers.map((answer) => answer.headers['location']);
    expect(places[0]).toMatch(/^\/learning\/[0-9a-f-]{36}$/);
    expect(places[1]).toBe(places[0]);
    const [audited] = await app.db.query(
      `select count(*)::int as rows from audit_entry where action = 'enrolments.made' and subject_id = $1`,
      [places[0]?.split('/').at(-1)],
    );
    expect(audited).toEqual({ rows: 1 });
    expect((await learner.page('/courses')).includes('You are taking this')).toBe(true);
    expect((await learner.browser.submit('/courses/none/enrolments', {}, '/courses/small')).status).toBe(404);
  });

  it('meets one’s own Trust in the lesson, and keeps what it said on the day that it said it', async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    const page = await learner.lesson('papers');
    expect(page).toContain('Riverbank Hospitals');
    expect(page).toContain('Here a copy is enough.');
    expect(page).not.toContain('Here the original is asked for.');
    expect(page).toContain('Why am I seeing this?');
    expect(page).toContain('The Act asks for no original.');
    expect(page).not.toContain('The common law governs.');
    expect(page).toContain('Lesson 1 of 3, 5 minutes');
    // The page stands open over midnight.
    app.clock.set('2026-11-24T10:00:00Z');
    const answer = await learner.read('papers', page);
    app.clock.set('2026-11-23T10:00:00Z');
    expect([answer.status, answer.headers['location']]).toEqual([303, `${learner.course}/lessons/recording`]);
    const [kept, ...others] = await completions(learner);
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ slug: 'papers', shownOn: '2026-11-23', workplace: 'ZZ1', profession: 'nurse' });
    expect(kept?.revision).toBeGreaterThan(0);
    expect(kept?.shown).toEqual([{ blockKey: 'copies', variant: 'copy-enough', factIds: [expect.any(String)] }]);
    expect(await learner.page('/learning')).toContain('1 of 3 lessons read');
    expect(await learner.page('/learning')).toContain('Go on with “Recording”');
  });

  it('counts a lesson once, from two tabs or a button pressed twice, and keeps the first', async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    const page = await learner.lesson('papers');
    const answers = await Promise.all([learner.read('papers', page), learner.read('papers', page)]);
    expect(answers.map((answer) => answer.status)).toEqual([303, 303]);
    await learner.workAt('ZZ2');
    await learner.read('papers', page);
    expect((await completions(learner)).map((row) => row.workplace)).toEqual(['ZZ1']);
    expect(await learner.lesson('papers')).toContain('on 23 November 2026');
    await expect(
      app.db.query(`update lesson_completion set shown = '[]' where enrolment_id = $1`, [learner.enrolmentId]),
    ).rejects.toThrow('is kept as it was written');
  });

  it('takes the new workplace from the next lesson on, and an open page as it was shown', async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    const open = await learner.lesson('papers');
    await learner.workAt('ZZ2');
    await learner.read('papers', open);
    expect(await learner.lesson('recording')).not.toContain('Riverbank Hospitals');
    await learner.read('recording');
    expect((await completions(learner)).map((row) => [row.slug, row.workplace])).toEqual([
      ['papers', 'ZZ1'],
      ['recording', 'ZZ2'],
    ]);
  });

  it('refuses a field that it did not make for this lesson and this learner', async () => {
    const [one, other] = [await TestLearner.at(app, 'ZZ1'), await TestLearner.at(app, 'ZZ1')];
    await one.enrol();
    await other.enrol();
    const page = await one.lesson('papers');
    for (const refused of [
      await one.read('doubt', page),
      await other.read('papers', page),
      await one.read('papers', page.replace(/(name="shown" value=".{20})./, '$1x')),
      await one.read('papers', '<p>'),
    ]) {
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('This lesson has changed since you opened it');
    }
    expect([...(await completions(one)), ...(await completions(other))]).toEqual([]);
  });

  it('warns before a case that may distress, and can be read without it', async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    const page = await learner.lesson('papers');
    expect(page).toContain('A man dies in this lesson.');
    expect(page).toContain('He sent a photograph');
    expect(page).toContain('href="#after-photograph"');
    const without = await learner.page(`${learner.course}/lessons/papers?cases=without`);
    expect(without).not.toContain('He sent a photograph');
    expect(without).toContain('Here a copy is enough.');
    await learner.read('papers', without);
    expect((await completions(learner)).map((row) => row.shown.map((block) => block.variant))).toEqual([
      ['copy-enough'],
    ]);
  });

  it('teaches who has no Trust of the directory their nation’s law, and says what is not known', async () => {
    const elsewhere = {
      kind: 'hospice',
      name: 'St Example’s',
      nation: 'scotland',
      regionCode: null,
      icbCode: null,
    } as const;
    const learner = await TestLearner.at(app, elsewhere);
    await learner.enrol();
    const papers = await learner.lesson('papers');
    expect(papers).toContain('The common law governs.');
    expect(papers).not.toContain('The Act asks for no original.');
    expect(papers).toContain('Ask where you work whether a copy is enough.');
    expect(await learner.lesson('recording')).toContain('Nobody knows where it is kept.');
    await learner.readAll();
    expect(await completions(learner)).toMatchObject([
      { workplace: 'St Example’s', revision: null },
      { workplace: 'St Example’s', revision: null },
      { workplace: 'St Example’s', revision: null },
    ]);
  });

  it('asks who never said where they work, since there is no law to teach without a nation', async () => {
    const learner = await TestLearner.at(app, null);
    await learner.enrol();
    expect(await learner.page('/learning')).toContain('You have not said where you work');
    expect(await learner.page(learner.course)).toContain('You have not said where you work');
    expect(await learner.lesson('papers')).toContain('Say where you work');
    const check = await learner.browser.submit(`${learner.course}/attempts`, {}, '/account');
    expect(check.text).toContain('Say where you work');
    await learner.workAt('ZZ1');
    expect(await learner.lesson('papers')).toContain('Here a copy is enough.');
  });

  it('reads one row besides the session and the person', async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    await learner.lesson('papers');
    const asked = await app.statementsOf(() => learner.lesson('papers'));
    expect(asked.filter((sql) => !sql.includes('from session s'))).toHaveLength(1);
  });

  it('is one’s own affair: other people’s enrolments are not there', async () => {
    const [owner, other] = [await TestLearner.at(app, 'ZZ1'), await TestLearner.at(app, 'ZZ1')];
    await owner.enrol();
    const attempt = await owner.startCheck();
    for (const path of [
      owner.course,
      `${owner.course}/lessons/papers`,
      attempt,
      `${attempt}/questions/1`,
      '/learning/not-an-id',
      '/learning/not-an-id/lessons/papers',
    ])
      expect((await other.browser.get(path)).status).toBe(404);
    for (const action of [
      `${owner.course}/attempts`,
      `${owner.course}/version-changes`,
      `${owner.course}/lessons/papers/completions`,
      `${attempt}/questions/1/answers`,
      `${attempt}/submissions`,
    ])
      expect((await other.browser.submit(action, { answer: 'a' }, '/account')).status).toBe(404);
    expect((await owner.browser.get(`${owner.course}/lessons/none`)).status).toBe(404);
    expect((await app.browser().get(owner.course)).status).toBe(303);
  });
});
