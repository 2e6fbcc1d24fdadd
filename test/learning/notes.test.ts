import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../support/browser.js';
import { problemsAt, problemsOnScreen } from '../support/page-problems.js';
import { signedInPage } from '../support/signed-in-page.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse } from './small-course.js';

describe('bookmarks and notes to oneself', () => {
  let app: TestApp;
  let browser: Browser | undefined;
  let learner: TestLearner;
  let copies: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    await publishSmallCourse(app);
    learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    copies = await formOf('copies');
  });
  afterAll(async () => {
    await browser?.close();
    await app.close();
  });

  /** The address of the form for a block of the first lesson, of the version that the learner takes. */
  async function formOf(key: string): Promise<string> {
    const [row] = await app.db.query<{ id: string }>(
      `select l.id from course_lesson l join enrolment e on e.course_version_id = l.version_id where e.id = $1 and l.slug = 'papers'`,
      [learner.enrolmentId],
    );
    return `/lessons/${row?.id ?? ''}/blocks/${key}/notes/new`;
  }
  const keep = (words: string, form = copies, more: Record<string, string> = {}) =>
    learner.browser.submit(form.replace(/\/new$/, ''), { words, ...more }, form);

  it('stand in the lesson, before its words and in their order, and among all that one keeps', async () => {
    expect(await learner.page('/learning/notes')).toContain('You keep nothing yet');
    expect(await learner.lesson('papers')).not.toContain('id="notes"');
    expect((await keep('Ask the ward <b>clerk</b> for the copy.')).headers['location']).toBe(
      `${learner.course}/lessons/papers`,
    );
    await keep('', await formOf('photograph'));
    const lesson = await learner.lesson('papers');
    expect(lesson).toContain('Ask the ward &lt;b&gt;clerk&lt;/b&gt; for the copy.');
    const parts = [...lesson.matchAll(/<a href="#part-(\d)">/g)].map(([, part]) => part);
    expect(parts).toEqual(['1', '3']);
    for (const part of parts) expect(lesson).toContain(`id="part-${part ?? ''}"`);
    // Without the case, what is left keeps its place.
    expect(await learner.page(`${learner.course}/lessons/papers?cases=without`)).toContain('id="part-3"');
    expect(await learner.lesson('recording')).not.toContain('id="notes"');
    const all = await learner.page('/learning/notes');
    expect(all).toContain('Here a copy is enough.');
    expect(all).toContain('The photograph');
    expect(await learner.page('/learning/notes?text=CLERK')).not.toContain('The photograph');
    expect(await learner.page('/learning/notes?text=nowhere')).toContain('None has these words');
    expect(await learner.page('/learning')).toContain('/learning/notes');
  });

  it('are one for each passage, and are warned of when they may tell who somebody is', async () => {
    await keep('Another word.');
    await keep('Another word.');
    expect(await app.db.query('select from lesson_note where person_id = $1', [learner.personId])).toHaveLength(2);
    const warned = await keep('Mrs Fiktiv, born 3/4/1951, had one.');
    expect(warned.status).toBe(422);
    expect(warned.text).toContain('Mrs Fiktiv');
    expect(await learner.lesson('papers')).toContain('Another word.');
    expect((await keep('Mrs Fiktiv of the example.', copies, { harmless: 'yes' })).status).toBe(303);
    expect((await keep('x'.repeat(2001))).status).toBe(422);
  });

  it('are their owner’s alone', async () => {
    const other = await TestLearner.at(app, 'ZZ1');
    await other.browser.get(copies).expect(404);
    await other.enrol();
    expect(await other.lesson('papers')).not.toContain('Fiktiv');
    expect(await other.page(copies)).not.toContain('Fiktiv');
    const [note] = await app.db.query<{ id: string }>('select id from lesson_note where person_id = $1', [
      learner.personId,
    ]);
    const removals = `/learning/notes/${note?.id ?? ''}/removals`;
    expect((await other.browser.submit(removals, {}, '/account')).status).toBe(404);
    expect((await other.browser.submit('/learning/notes/no-id/removals', {}, '/account')).status).toBe(404);
    expect(await app.db.query('select from lesson_note')).toHaveLength(2);
    const copy = (await learner.browser.get('/account/data.json').expect(200)).text;
    expect(copy).toContain('Mrs Fiktiv of the example.');
  });

  it('go over to a newer version of the course', async () => {
    await publishSmallCourse(app, 2);
    await learner.browser.submit(`${learner.course}/version-changes`, {}, learner.course);
    expect(await learner.lesson('papers')).toContain('Mrs Fiktiv of the example.');
    copies = await formOf('copies');
    expect(await learner.page(copies)).toContain('Mrs Fiktiv of the example.');
    await keep('Now a clear copy.');
    expect(await app.db.query('select from lesson_note')).toHaveLength(2);
  });

  it('are accessible in light and dark, with letters twice as large, and are removed', async () => {
    browser = await startBrowser();
    const places = [`${learner.course}/lessons/papers`, copies, '/learning/notes', '/learning/notes?text=nowhere'];
    const problems: string[] = [];
    const large = [...places, '/learning', '/courses', learner.course];
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await signedInPage({ app, browser }, await learner.email(), { colorScheme });
      for (const place of places) problems.push(...(await problemsAt(page, app.url + place)));
      if (colorScheme === 'dark')
        for (const place of large) {
          await page.setViewportSize({ width: 320, height: 800 });
          await page.goto(app.url + place);
          await page.evaluate("document.documentElement.style.fontSize = '200%'");
          problems.push(...(await problemsOnScreen(page, `${place} in large letters`)));
        }
      await page.context().close();
    }
    expect(problems).toEqual([]);
    for (let left = 2; left > 0; left -= 1) {
      const all = await learner.page('/learning/notes');
      const action = /action="([^"]+\/removals)"/.exec(all)?.[1] ?? '';
      expect((await learner.browser.submit(action, {}, '/learning/notes')).status).toBe(303);
    }
    expect(await learner.lesson('papers')).not.toContain('id="notes"');
  }, 240_000);
});
