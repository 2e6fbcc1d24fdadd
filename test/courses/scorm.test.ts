import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Frame, Page } from 'playwright-core';
import { fromBufferPromise } from 'yauzl';
import { CourseScormService, ScormRefused } from '../../src/courses/course-scorm.service.js';
import { CoursesService } from '../../src/courses/courses.service.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { ProfilesService } from '../../src/policies/profiles.service.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt, problemsInMarkup } from '../support/page-problems.js';
import { publishSmallCourse, questionsOfACase, questionsOfAllKinds } from '../learning/small-course.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const RUNTIME = path.resolve(import.meta.dirname, '../../node_modules/scorm-again/dist/scorm12.js');

/** A learning platform as small as can be: a page with the runtime, what it kept before, and the course in a frame. */
const PLATFORM = `<!doctype html><html lang="en"><head><title>Platform</title><script src="/runtime.js"></script></head><body>
<script>
window.API = new window.Scorm12API({ autocommit: false, logLevel: 5 });
const kept = sessionStorage.getItem('cmi');
if (kept) window.API.loadFromJSON(JSON.parse(kept), '');
window.API.on('LMSCommit', () => sessionStorage.setItem('cmi', JSON.stringify(window.API.renderCMIToJSONObject().cmi)));
window.API.on('LMSFinish', () => sessionStorage.setItem('finished', JSON.stringify(window.API.renderCMIToJSONObject().cmi)));
</script>
<iframe title="Course" src="/package/index.html" width="1000" height="800"></iframe></body></html>`;

interface Kept {
  suspend_data: string;
  core: { lesson_status: string; lesson_location: string; exit: string; score: { raw: string } };
}

async function unzipped(bytes: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8'));
  return files;
}

describe('a course as a SCORM package', () => {
  let app: TestApp;
  let browser: Browser;
  let server: Server;
  let files: Map<string, string>;
  let base: string;
  const packageOf = async (trust: string) => {
    const { zip } = await app.get<CourseScormService>(CourseScormService).package('advance-decisions', trust);
    return unzipped(await buffer(zip));
  };

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    browser = await startBrowser();
    files = await packageOf('ZZ1');
    const types: Record<string, string> = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript' };
    server = createServer((req, res) => {
      const asked = (req.url ?? '').split('?')[0] ?? '';
      const own = asked === '/' ? PLATFORM : asked === '/runtime.js' ? readFileSync(RUNTIME, 'utf8') : undefined;
      const text = own ?? files.get(asked.replace('/package/', ''));
      res.writeHead(text === undefined ? 404 : 200, { 'content-type': types[path.extname(asked)] ?? 'text/html' });
      res.end(text ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await app.close();
  });

  it('names all its files, and says on each page for whom and when it was made', async () => {
    const manifest = files.get('imsmanifest.xml') ?? '';
    const listed = [...manifest.matchAll(/<file href="([^"]+)"/g)].map((match) => match[1]);
    expect([...listed, 'imsmanifest.xml'].sort()).toEqual([...files.keys()].sort());
    expect(manifest).toContain('<schemaversion>1.2</schemaversion>');
    expect(manifest).toContain('href="index.html"');
    const riverbank = await app.get<OrganisationsService>(OrganisationsService).byAddress('ZZ1');
    const profile = await app.get<ProfilesService>(ProfilesService).current(riverbank?.id ?? '');
    const pages = [...files].filter(([name]) => name.endsWith('.html'));
    const version = await app.get<CoursesService>(CoursesService).newest('advance-decisions');
    expect(pages).toHaveLength(version.lessons.length + 3);
    for (const [name, html] of pages) {
      expect(html).toContain(riverbank?.name);
      expect(html).toContain('25 November 2026');
      expect(html).toMatch(/Education, not decision support/);
      expect(html).not.toMatch(/\{\{|undefined|\[object/);
      // Nothing leads back into the product, and nothing acts but the one script.
      expect(html).not.toMatch(/(href|src|action)="\/|style="|<script(?! src="(\.\.\/)?shared\/sco\.js" defer>)/);
      expect(await problemsInMarkup(html, name)).toEqual([]);
    }
    expect(files.get('about.html')).toContain(profile?.revisionId);
    expect(files.get('about.html')).toContain('Awaiting clinical and legal review');
    expect(files.get('shared/site.css')).not.toContain('/assets');
  });

  it('is the course as that Trust sees it', async () => {
    const [unknown, cardiff] = [await packageOf('RX6'), await packageOf('7A4')];
    const find = 'lessons/find-record-flag.html';
    expect(files.get(find)).toContain('bh-voice--local');
    expect(files.get(find)).not.toBe(unknown.get(find));
    expect(cardiff.get('lessons/what-it-is.html')).toContain('All-Wales forms');
    expect(files.get('lessons/what-it-is.html')).not.toContain('All-Wales forms');
    await expect(packageOf('NONE')).rejects.toThrow(ScormRefused);
    const [closed] = await app.db.query<{ code: string }>(
      `select coalesce(o.ods_code, o.slug) as code from organisation o join organisation_succession s on s.predecessor_id = o.id
       where o.closed_on < '2026-11-25' limit 1`,
    );
    await expect(packageOf(closed?.code ?? '')).rejects.toThrow(/closed on .* Make the package for/);
    const [audit] = await app.db.query<{ n: number }>(
      `select count(*)::int as n from audit_entry where action = 'courses.packaged'`,
    );
    expect(audit?.n).toBe(3);
  });

  it('plays in a platform: reports what was read and the score, goes on where it was left, and completes', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const kept = async (from: Page, key = 'cmi') =>
      JSON.parse((await from.evaluate<string | null>(`sessionStorage.getItem('${key}')`)) ?? '{}') as Kept;
    const inner = (): Frame => {
      const frame = page.frames().find((one) => one.name() === 'content');
      if (!frame) throw new Error('The course has no frame');
      return frame;
    };
    const course = () => page.frameLocator('iframe');
    const content = () => course().frameLocator('iframe');
    const answer = async (right: boolean) => {
      const wanted = right ? 'yes' : 'no';
      await content().locator('form#check').waitFor();
      await inner().evaluate<undefined>(
        `for (const question of document.querySelectorAll('[data-question]')) question.querySelector('input[data-right=${wanted}]').click()`,
      );
      await content().getByRole('button', { name: 'Submit my answers' }).click();
    };
    const names = [...files.keys()].filter((name) => name.startsWith('lessons/'));

    await page.goto(base);
    await course()
      .getByText(`0 of ${String(names.length)} lessons read.`)
      .waitFor();
    expect((await kept(page)).core.lesson_status).toBe('incomplete');
    await content().getByRole('link', { name: 'Begin' }).click();
    await content().getByRole('button', { name: 'I have read this lesson' }).click();
    await content().getByText('You have read this lesson.').waitFor();
    await content()
      .getByRole('link', { name: /^Go on with/ })
      .click();
    await content()
      .getByText(/^Lesson 2 of/)
      .waitFor();

    // Left and taken up again: at the lesson where it was, with what was read.
    await page.goto('about:blank');
    await page.goto(base);
    const left = await kept(page, 'finished');
    expect(left.core).toMatchObject({ lesson_status: 'incomplete', exit: 'suspend' });
    await course()
      .getByText(`1 of ${String(names.length)} lessons read.`)
      .waitFor();
    await content()
      .getByText(/^Lesson 2 of/)
      .waitFor();

    await course().getByText('Contents', { exact: true }).click();
    await course().getByRole('link', { name: 'Knowledge check' }).click();
    await content().getByRole('button', { name: 'Submit my answers' }).click();
    await content()
      .getByText(/questions are unanswered/)
      .waitFor();
    await answer(false);
    await content()
      .getByText(/^Not passed: 0 of \d+ right/)
      .waitFor();
    expect((await kept(page)).core).toMatchObject({ lesson_status: 'failed', score: { raw: '0' } });
    await content().getByRole('button', { name: 'Try again' }).click();
    await answer(true);
    await content()
      .getByText(/^Passed: (\d+) of \1 right, 100 %.*On your own Trust: (\d+) of \2/)
      .waitFor();
    expect((await kept(page)).core).toMatchObject({ lesson_status: 'incomplete', score: { raw: '100' } });

    for (const name of names.slice(1)) {
      await inner().goto(`${base}/package/${name}`);
      await content().getByRole('button', { name: 'I have read this lesson' }).click();
      await content().getByText('You have read this lesson.').waitFor();
    }
    await course()
      .getByText(/You have completed this course\./)
      .waitFor();
    const done = await kept(page);
    expect(done.core).toMatchObject({ lesson_status: 'passed', score: { raw: '100' } });
    expect(done.suspend_data.length).toBeLessThan(4096);
    await page.goto('about:blank');
    await page.goto(base);
    expect((await kept(page, 'finished')).core).toMatchObject({ lesson_status: 'passed', exit: '' });
    await context.close();
  });

  it('fits a phone, and is accessible', async () => {
    const page = await browser.newPage();
    const found: string[] = [];
    for (const name of ['about.html', 'lessons/find-record-flag.html', 'check.html', 'index.html'])
      found.push(...(await problemsAt(page, `${base}/package/${name}`, 120_000)));
    expect(found).toEqual([]);
    await page.close();
  });

  it('asks and marks questions of every kind as the product does, and gives the answers back', async () => {
    await publishSmallCourse(app, 1, questionsOfAllKinds);
    const { zip } = await app.get<CourseScormService>(CourseScormService).package('small', 'ZZ1');
    const shipped = files;
    files = await unzipped(await buffer(zip));
    const page = await browser.newPage();
    page.setDefaultTimeout(15_000);
    expect(await problemsAt(page, `${base}/package/check.html`, 120_000)).toEqual([]);
    await page.goto(`${base}/package/index.html`);
    const content = () => page.frameLocator('iframe');
    await page.getByText('Contents', { exact: true }).click();
    await page.getByRole('link', { name: 'Knowledge check' }).click();
    const pairs = content().locator('[data-question]').nth(2);
    await pairs.getByLabel('An advance decision').selectOption('Refuses treatment');
    await content().getByLabel('Writing').check();
    await content().getByLabel('A witness').check();
    // Another page and back: what was answered stands there again.
    await page.getByText('Contents', { exact: true }).click();
    await page.getByRole('link', { name: 'About this package' }).click();
    await page.getByText('Contents', { exact: true }).click();
    await page.getByRole('link', { name: 'Knowledge check' }).click();
    await content().getByLabel('Writing').and(content().locator(':checked')).waitFor();
    expect(await pairs.getByLabel('An advance decision').inputValue()).not.toBe('');
    for (const [item, place] of [
      ['Find it', '1'],
      ['Follow it', '2'],
      ['Read it', '3'],
    ] as const)
      await content().getByLabel(item).selectOption(place);
    await content().getByRole('button', { name: 'Submit my answers' }).click();
    await content().getByText('2 questions are unanswered.').waitFor();
    await pairs.getByLabel('A lasting power of attorney').selectOption('Orders treatment');
    await pairs.getByLabel('An advance statement').selectOption('Says what is wished for');
    await content().getByLabel('True').check();
    await content().getByRole('button', { name: 'Submit my answers' }).click();
    // Of two and one third, and two thirds: 1 + 0.33 + 0.66 + 1.
    await content()
      .getByText(/^Not passed: 2\.99 of 4 marks, 74 %/)
      .waitFor();
    await content().getByText('(partly right: 66 % of the mark)').waitFor();
    files = shipped;
    await page.close();
  });

  it('unfolds a case step by step', async () => {
    await publishSmallCourse(app, 1, questionsOfACase);
    const { zip } = await app.get<CourseScormService>(CourseScormService).package('small', 'ZZ1');
    const shipped = files;
    files = await unzipped(await buffer(zip));
    const page = await browser.newPage();
    page.setDefaultTimeout(15_000);
    expect(await problemsAt(page, `${base}/package/check.html`, 120_000)).toEqual([]);
    const step = page.getByText('His daughter says');
    expect(await step.isVisible()).toBe(false);
    await page.getByLabel('This', { exact: true }).check();
    await page.getByRole('button', { name: 'Go on with the case after question 2' }).click();
    await page.getByText('Answer this step first.').waitFor();
    await page.getByLabel('Read it').check();
    await page.getByRole('button', { name: 'Go on with the case after question 2' }).click();
    await step.waitFor();
    expect(await page.getByLabel('Lose it').isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Submit my answers' }).click();
    await page.getByText('2 questions are unanswered.').waitFor();
    await page.getByLabel('Ask her more').check();
    await page.getByLabel('Look who witnessed it').check();
    await page.getByRole('button', { name: 'Go on with the case after question 3' }).click();
    await page.getByLabel('Follow it').check();
    await page.getByRole('button', { name: 'Submit my answers' }).click();
    await page.getByText(/^Passed: 4 of 4 right, 100 %/).waitFor();
    files = shipped;
    await page.close();
  });

  it('is made on a page by who may write courses', async () => {
    const trainer = app.browser();
    const password = /<code>([^<]+)<\/code>/.exec((await trainer.get('/sign-in')).text)?.[1] ?? '';
    await trainer.signIn('trainer@beforehand.example', password);
    const place = '/course-files/advance-decisions/scorm';
    expect((await app.browser().get(place)).status).toBe(303);
    expect((await trainer.get(`${place}?q=riverbank`).expect(200)).text).toContain('Riverbank');
    const made = await trainer.submit(place, { trust: 'ZZ1' }, `${place}?q=riverbank`);
    expect(made.headers['content-disposition']).toContain('advance-decisions-ZZ1-2026-11-25.zip');
    const refused = await trainer.submit(place, { trust: 'NONE' }, `${place}?q=riverbank`);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('There is no Trust or board with the code NONE');
  });
});
