import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { TestLearner } from '../learning/learner.js';
import { publishSmallCourse } from '../learning/small-course.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt, problemsOnScreen } from '../support/page-problems.js';
import { signedInPage } from '../support/signed-in-page.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('a trainer who keeps up a course', () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    browser = await startBrowser();
    await publishSmallCourse(app);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('sets when it is read again and retires it with the keyboard, and a learner under way finds out what that means', async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    const trainer = await signedInPage({ app, browser }, 'trainer@beforehand.example');
    const fill = async (values: readonly (readonly [string, string])[]) => {
      for (const [label, text] of values) await trainer.getByLabel(label, { exact: true }).fill(text);
    };
    await trainer.goto(`${app.url}/studio`);
    await trainer.getByRole('link', { name: 'A small course', exact: true }).press('Enter');
    await fill([
      ['Day', '1'],
      ['Month', '12'],
      ['Year', '2026'],
    ]);
    await trainer.getByRole('button', { name: 'Set the day' }).press('Enter');
    await trainer.getByText('To be read through again by 1 December 2026. Whoever may write courses').waitFor();
    await trainer.getByRole('link', { name: 'Accreditation pack' }).press('Enter');
    await trainer.getByLabel('What had they to do with the course?').selectOption('Author');
    await fill([
      ['Name', 'Ann Author'],
      ['Role and credentials', 'RN, MSc Palliative Care'],
      ['Interests declared', 'None'],
    ]);
    await trainer.getByRole('button', { name: 'Record the declaration' }).press('Enter');
    await trainer.getByText('There is a problem').waitFor();
    expect(await trainer.getByLabel('Name', { exact: true }).inputValue()).toBe('Ann Author');
    const found = await problemsOnScreen(trainer, 'a declaration with errors');
    await trainer.getByLabel('Day', { exact: true }).first().fill('3');
    await trainer.getByLabel('Month', { exact: true }).first().fill('11');
    await trainer.getByLabel('Year', { exact: true }).first().fill('2026');
    await trainer.getByRole('button', { name: 'Record the declaration' }).press('Enter');
    await trainer.getByText('Author, declared 3 November 2026').waitFor();
    await trainer.getByRole('link', { name: 'A small course' }).first().press('Enter');
    await trainer.getByRole('link', { name: 'Retire this course' }).press('Enter');
    await trainer.getByRole('button', { name: 'Retire the course' }).press('Enter');
    await trainer.getByText('There is a problem').waitFor();
    found.push(...(await problemsOnScreen(trainer, 'a retirement with errors')));
    await trainer.getByLabel('They may finish it until a day').check();
    await fill([
      ['Day', '31'],
      ['Month', '3'],
      ['Year', '2027'],
      ['Why is it retired?', 'A newer course takes its place.'],
    ]);
    await trainer.getByRole('button', { name: 'Retire the course' }).press('Enter');
    await trainer.getByText('Learners under way can finish until 31 March 2027.').waitFor();
    for (const address of [
      '/studio',
      '/studio/courses/small',
      '/studio/courses/small/retirement',
      '/studio/courses/small/accreditation',
      '/courses/small',
    ])
      found.push(...(await problemsAt(trainer, `${app.url}${address}`)));
    const reader = await signedInPage({ app, browser }, await learner.email());
    for (const address of ['/learning', learner.course])
      found.push(...(await problemsAt(reader, `${app.url}${address}`)));
    await reader.getByText('You can still finish it, until 31 March 2027 at the latest.').waitFor();
    expect(found).toEqual([]);
  });
});
