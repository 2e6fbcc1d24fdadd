import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse } from './small-course.js';

describe('a newer version of a course', () => {
  let app: TestApp;
  let mover: TestLearner;
  let passer: TestLearner;
  let opener: TestLearner;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    await publishSmallCourse(app);
    [mover, passer, opener] = [
      await TestLearner.at(app, 'ZZ1'),
      await TestLearner.at(app, 'ZZ1'),
      await TestLearner.at(app, 'ZZ1'),
    ];
    for (const learner of [mover, passer, opener]) await learner.enrol();
    await mover.readAll(['papers', 'recording']);
    await mover.tryCheck(0);
    await passer.tryCheck(5);
    await opener.startCheck();
    expect(await mover.page(mover.course)).not.toContain('There is a newer version');
    await publishSmallCourse(app, 2);
  });

  afterAll(() => app.close());

  const change = (learner: TestLearner) => learner.browser.submit(`${learner.course}/version-changes`, {}, '/account');

  it('is offered with what it changes, and forced on nobody', async () => {
    const page = await mover.page(mover.course);
    expect(page).toContain('There is a newer version of this course');
    expect(page).toMatch(/Changed lessons, to be read again:<\/p>\s*<ul>\s*<li>Papers<\/li>\s*<\/ul>/);
    expect(page).toMatch(/New lessons:<\/p>\s*<ul>\s*<li>Family<\/li>\s*<\/ul>/);
    expect(page).toContain('2 of 3 lessons read');
    expect(await mover.lesson('papers')).toContain('Here a copy is enough.');
  });

  it('keeps what is the same as read, when one goes over to it', async () => {
    const stale = await mover.lesson('doubt');
    const answers = [await change(mover), await change(mover)];
    expect(answers.map((answer) => answer.headers['location'])).toEqual([mover.course, mover.course]);
    const page = await mover.page(mover.course);
    expect(page).toContain('1 of 4 lessons read');
    expect(page).not.toContain('There is a newer version');
    expect(page).toContain('You have 3 attempts left.');
    expect(await mover.lesson('papers')).toContain('Here a clear copy is enough.');
    // A page of the version before says something else than what is to be read now.
    expect((await mover.read('doubt', stale)).status).toBe(422);
    await mover.readAll(['papers', 'doubt', 'family']);
    expect(await mover.tryCheck(5)).toMatch(/^\/certificates/);
  });

  it('waits while a check is open, and leaves those alone who have passed', async () => {
    await change(opener);
    expect(await opener.page(opener.course)).toContain('Submit the knowledge check that you have begun');
    await change(passer);
    expect(await passer.page(passer.course)).toContain('0 of 3 lessons read');
    expect(await passer.readAll()).toMatch(/^\/certificates/);
  });
});
