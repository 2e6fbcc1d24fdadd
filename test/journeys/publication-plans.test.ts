import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { PublicationPlans } from '../../src/courses/publishing/publication-plans.js';
import { publishSmallCourse } from '../learning/small-course.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import type { TestBrowser } from '../support/test-browser.js';

describe('a trainer who publishes at a time', () => {
  let app: TestApp;
  let author: TestBrowser;
  let reviewer: TestBrowser;
  let browser: Browser;
  let draft: string;
  let lesson: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    browser = await startBrowser();
    await publishSmallCourse(app);
    [author, reviewer] = [app.browser(), app.browser()];
    await author.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    await reviewer.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    await begin('The Act asks for no original. It never did. [@mca2005 s25]');
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const page = async (address: string, as = author) => (await as.get(address).expect(200)).text;
  const begin = async (words: string) => {
    draft = (await author.submit('/studio/drafts', { course: 'small' }, '/studio')).headers['location'] ?? '';
    lesson = /href="(\/studio\/files\/[^"]+)">Papers</.exec(await page(draft))?.[1] ?? '';
    await write(words);
  };
  const write = async (words: string) => {
    const base = /name="base" value="(\d+)"/.exec(await page(lesson))?.[1] ?? '';
    await author.submit(`${lesson}/blocks/the-law`, {
      base,
      'nations-0': ['england', 'wales'],
      'words-0': words,
      'nations-1': ['scotland'],
      'words-1': 'The common law governs. [@awia2000]',
    });
  };
  const approve = async () => {
    for (const kind of ['clinical', 'legal']) {
      const read = /name="read" value="([^"]+)"/.exec(await page(`${draft}/review`, reviewer))?.[1] ?? '';
      const given = { kind, verdict: 'approved', reviewerRole: 'Consultant nurse', note: '', read };
      await reviewer.submit(`${draft}/verdicts`, given, `${draft}/review`);
    }
  };

  it('plans it with the keyboard alone, sees what came of it, and finds every page in order', async () => {
    await approve();
    const trainer = await (await browser.newContext()).newPage();
    await trainer.goto(`${app.url}/sign-in`);
    await trainer.getByLabel('Email').fill('trainer@beforehand.example');
    await trainer.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
    await trainer.getByRole('button', { name: 'Sign in' }).press('Enter');
    await trainer.waitForURL((url) => url.pathname !== '/sign-in');

    await trainer.goto(`${app.url}${draft}/review`);
    await trainer.getByRole('link', { name: 'Publish at a time' }).press('Enter');
    for (const [label, text] of [
      ['Day', '3'],
      ['Month', '12'],
      ['Year', '2026'],
      ['At what time?', '9.30'],
    ] as const)
      await trainer.getByLabel(label, { exact: true }).fill(text);
    await trainer.getByLabel('At what time?').press('Enter');
    await trainer.getByText('It is to be published on 3 December 2026 at 09:30.').waitFor();
    const found = await problemsAt(trainer, `${app.url}${draft}/review`);
    found.push(...(await problemsAt(trainer, `${app.url}${draft}/publication-plan`)));

    await write('The Act asks for no original, ever. [@mca2005 s25]');
    app.clock.set('2026-12-03T09:30:00Z');
    const [plan] = await app.db.query<{ id: string }>('select id from course_publication_plan');
    await app.get<PublicationPlans>(PublicationPlans).carryOut(plan?.id ?? '');
    found.push(...(await problemsAt(trainer, `${app.url}${draft}`)));
    await trainer.getByText('Not published on 3 December 2026 at 09:30').waitFor();
    expect(found).toEqual([]);
  });
});
