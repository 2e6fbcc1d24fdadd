import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse } from './small-course.js';

describe('a knowledge check with a pause between attempts that explains each answer at once', () => {
  let app: TestApp;
  let learner: TestLearner;
  let attempt: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-23T10:00:00Z' });
    await publishSmallCourse(app, 1, undefined, ['pause_minutes: 60', 'feedback: at_once']);
    learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    attempt = await learner.startCheck();
  });
  afterAll(() => app.close());

  it('says so before somebody takes it', async () => {
    expect(await learner.page('/courses/small')).toContain('Pass mark 80 %, 3 attempts, 1 hour apart');
  });

  it('explains an answer when it is given, and lets it stay', async () => {
    const [wrong, right] = [false, true].map(
      (correct) => async () =>
        (await learner.asked(attempt))[0]?.options.find((option) => option.correct === correct)?.id ?? '',
    );
    const open = await learner.page(`${attempt}/questions/1`);
    expect(open).not.toContain('This is wrong.');
    const answer = await learner.answer(attempt, 1, (await wrong?.()) ?? '');
    expect(answer.headers['location']).toBe(`${attempt}/questions/1`);
    const told = await learner.page(`${attempt}/questions/1`);
    expect(told).toContain('Your answer to question 1 of 6');
    expect(told).toContain('The right answer');
    expect(told).toContain('Go on to question 2');
    expect(told).not.toContain('type="radio"');
    // The back button, and what was right after all.
    await learner.answer(attempt, 1, (await right?.()) ?? '');
    expect(await learner.page(`${attempt}/questions/1`)).toContain('Not right');
    expect(await learner.page(attempt)).toContain('See how it was');
  });

  it('is accessible where it explains', async () => {
    const browser: Browser = await startBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`${app.url}/sign-in`);
      await page.getByLabel('Email address').fill(await learner.email());
      await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
      for (const path of [`${attempt}/questions/1`, attempt])
        expect(await problemsAt(page, app.url + path)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 900 });
      await page.goto(`${app.url}${attempt}/questions/2`);
      await page.getByRole('radio').first().check();
      await page.getByRole('button', { name: 'Save and go on' }).click();
      await page.getByRole('heading', { name: 'Your answer to question 2' }).waitFor();
      await page.getByRole('link', { name: 'Go on to question 3' }).click();
      await page.getByRole('heading', { name: 'Question 3 of 6' }).waitFor();
    } finally {
      await browser.close();
    }
  });

  it('waits an hour after an attempt that was not passed, and not longer', async () => {
    for (const position of [2, 3, 4, 5, 6]) {
      const option = (await learner.asked(attempt))[position - 1]?.options.find(({ correct }) => !correct);
      await learner.answer(attempt, position, option?.id ?? '');
    }
    await learner.submit(attempt);
    const feedback = await learner.page(attempt);
    expect(feedback).toContain('You can try again from 11:00 on 23 November 2026.');
    expect(feedback).not.toContain('Try again</button>');
    app.clock.set('2026-11-23T10:59:59Z');
    const course = await learner.page(learner.course);
    expect(course).toContain('You can try again from 11:00 on 23 November 2026.');
    expect(course).not.toContain('Start another attempt');
    const early = await learner.browser.submit(`${learner.course}/attempts`, {}, '/account');
    expect(early.headers['location']).toBe(learner.course);
    expect(await learner.page(learner.course)).toContain('You can try again from 11:00');
    app.clock.set('2026-11-23T11:00:00Z');
    expect(await learner.page(learner.course)).toContain('Start another attempt');
    const second = await learner.startCheck();
    expect(second).not.toBe(attempt);
    expect(await learner.page(`${second}/questions/1`)).toContain('Question 1 of 6');
  });
});
