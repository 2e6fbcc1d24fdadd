import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { startBrowser } from '../support/browser.js';
import { problemsOnScreen } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from '../learning/learner.js';
import { publishSmallCourse } from '../learning/small-course.js';

let app: TestApp;
let browser: Browser;
let learner: TestLearner;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  app = await startTestApp({ sample: true });
  await publishSmallCourse(app);
  learner = await TestLearner.at(app, 'ZZ1');
  await learner.enrol();
  browser = await startBrowser();
  context = await browser.newContext({ viewport: { width: 320, height: 800 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${app.url}/sign-in`);
  await page.getByLabel('Email address').fill(await learner.email());
  await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const press = (name: string) => page.getByRole('button', { name }).click();
const waits = () => page.getByText('as soon as the connection is back').waitFor();
const count = async (sql: string, id = learner.enrolmentId) =>
  (await app.db.query<{ rows: number }>(`select count(*)::int as rows from ${sql}`, [id]))[0]?.rows;
/** A page that closes gets its network back a moment before it is gone: so it is kept from sending first. */
async function closeWhileAway(): Promise<void> {
  await page.evaluate("window.fetch = () => Promise.reject(new TypeError('The network is away'))");
  await page.close();
  page = await context.newPage();
  await context.setOffline(false);
}
const lessonsRead = () => count('lesson_completion where enrolment_id = $1');

it('loses the network while a lesson is read: it waits, and goes on when the network is back', async () => {
  await page.goto(`${app.url}${learner.course}/lessons/papers`);
  await context.setOffline(true);
  await press('I have read this lesson');
  await waits();
  expect(await page.textContent('[data-outbox]')).toContain('That you have read this lesson is kept on this device');
  expect(await problemsOnScreen(page, 'a lesson that waits for the network')).toEqual([]);
  expect(await lessonsRead()).toBe(0);
  await context.setOffline(false);
  await page.waitForURL(/lessons\/recording$/);
  expect(await lessonsRead()).toBe(1);
});

it('keeps a lesson while the browser is closed, and sends it from the next page', async () => {
  await context.setOffline(true);
  await press('I have read this lesson');
  await waits();
  await closeWhileAway();
  expect(await lessonsRead()).toBe(1);
  await page.goto(`${app.url}/learning`);
  await page.getByText('2 of 3 lessons read').waitFor();
  expect(await lessonsRead()).toBe(2);
});

it('loses the network, and then an answer of ours, in the knowledge check: each answer arrives once', async () => {
  await page.goto(app.url + learner.course);
  await press('Start the check');
  const attempt = new URL(page.url()).pathname.replace(/\/questions\/\d+$/, '');
  const asked = await learner.asked(attempt);
  const choose = async (position: number) => {
    const option = asked[position - 1]?.options.find(({ correct }) => correct);
    await page.locator(`input[name=answer][value="${option?.id ?? ''}"]`).check();
    await press('Save and go on');
  };
  const answered = () => count('attempt_answer where attempt_id = $1', attempt.split('/').at(-1));
  await choose(1);
  await page.waitForURL(/questions\/2$/);
  await context.setOffline(true);
  await choose(2);
  await waits();
  expect(await problemsOnScreen(page, 'a question that waits for the network')).toEqual([]);
  expect(await answered()).toBe(1);
  await context.setOffline(false);
  await page.waitForURL(/questions\/3$/);
  expect(await answered()).toBe(2);
  // The server takes the answer, and its own answer is lost on the way.
  let sent = 0;
  await page.route('**/questions/3/answers', async (route) => {
    sent += 1;
    if (sent > 1) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await choose(3);
  await page.waitForURL(/questions\/4$/);
  expect([sent, await answered()]).toEqual([2, 3]);
  // A guest network answers with its own page, and an answer that nobody gave is refused by the page itself.
  await page.route('**/questions/4/answers', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<p>Sign in' }),
  );
  await choose(4);
  await waits();
  await page.unroute('**/questions/4/answers');
  await page.waitForURL(/questions\/5$/);
  await press('Save and go on');
  await page.getByText('Choose an answer, or leave the question for later').first().waitFor();
  await choose(5);
  await page.waitForURL(/questions\/6$/);
  await choose(6);
  await page.getByRole('heading', { name: 'Check your answers' }).waitFor();
  await press('Submit my answers');
  await page.getByText('You have passed the knowledge check').waitFor();
});

it('sends nothing of another person who signs in on the same device, and the learner’s own once they are back', async () => {
  await page.goto(`${app.url}${learner.course}/lessons/doubt`);
  await context.setOffline(true);
  await press('I have read this lesson');
  await waits();
  await closeWhileAway();
  const cookies = await context.cookies();
  await context.clearCookies();
  const other = await TestLearner.at(app, 'ZZ1');
  await page.goto(`${app.url}/sign-in`);
  await page.getByLabel('Email address').fill(await other.email());
  await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await page.goto(`${app.url}/learning`);
  expect(await page.textContent('[data-outbox]')).toBe('');
  expect(await lessonsRead()).toBe(2);
  await context.clearCookies();
  await context.addCookies(cookies);
  await page.goto(`${app.url}/learning`);
  await page.getByText('Completed on').first().waitFor();
  expect(await lessonsRead()).toBe(3);
  expect(await count('enrolment where id = $1 and completed_at is not null')).toBe(1);
});
