import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { PublicationPlans } from '../../src/courses/publishing/publication-plans.js';
import { SmallDraft } from '../factories/small-draft.js';
import { signedInPage } from '../support/signed-in-page.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';

describe('a trainer who publishes at a time', () => {
  let app: TestApp;
  let small: SmallDraft;
  let browser: Browser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    browser = await startBrowser();
    small = await SmallDraft.in(app);
    await small.write('The Act asks for no original. It never did. [@mca2005 s25]');
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('plans it with the keyboard alone, sees what came of it, and finds every page in order', async () => {
    await small.approve();
    const trainer = await signedInPage({ app, browser }, 'trainer@beforehand.example');
    await trainer.goto(`${app.url}${small.address}/review`);
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
    const found = await problemsAt(trainer, `${app.url}${small.address}/review`);
    found.push(...(await problemsAt(trainer, `${app.url}${small.address}/publication-plan`)));

    await small.write('The Act asks for no original, ever. [@mca2005 s25]');
    app.clock.set('2026-12-03T09:30:00Z');
    const [plan] = await app.db.query<{ id: string }>('select id from course_publication_plan');
    await app.get<PublicationPlans>(PublicationPlans).carryOut(plan?.id ?? '');
    found.push(...(await problemsAt(trainer, `${app.url}${small.address}`)));
    await trainer.getByText('Not published on 3 December 2026 at 09:30').waitFor();
    expect(found).toEqual([]);
  });
});
