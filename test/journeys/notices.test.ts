import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import PostalMime from 'postal-mime';
import { RemindersService } from '../../src/notifications/reminders.service.js';
import { linkIn, MailServer } from '../accounts/mail-server.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt, problemsInMarkup, problemsOnScreen } from '../support/page-problems.js';
import { signedInPage } from '../support/signed-in-page.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const LEARNER = 'learner@beforehand.example';
let app: TestApp;
let browser: Browser;
let server: MailServer;

beforeAll(async () => {
  server = await MailServer.start();
  const config = { smtpUrl: server.url };
  app = await startTestApp({ sample: true, jobs: true, now: '2026-11-25T10:00:00Z', config });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
  await server.stop();
});

const signedIn = (email: string) => signedInPage({ app, browser }, email);

it('reminds a learner by mail, who goes on from there, and then wants no more of it', async () => {
  const admin = await signedIn('admin@beforehand.example');
  expect(await problemsAt(admin, `${app.url}/mail-log`)).toEqual([]);
  const learner = await signedIn(LEARNER);
  await learner.goto(`${app.url}/account`);
  await learner.getByRole('link', { name: 'Choose what mail you get' }).click();
  await learner.getByText('Nothing yet').waitFor();
  expect(await problemsOnScreen(learner, 'mail before there is any')).toEqual([]);

  await admin.goto(`${app.url}/enrolments/advance-decisions/new`);
  await admin.getByLabel('Email address').fill(LEARNER);
  await admin.getByLabel('Why').fill('The ward takes part in December');
  await admin.getByLabel('Day').fill('8');
  await admin.getByLabel('Month').fill('12');
  await admin.getByLabel('Year').fill('2026');
  await admin.getByRole('button', { name: /Enrol/ }).click();
  await admin.waitForURL(/enrolments\/advance-decisions\/[0-9a-f-]+$/);
  const remind = () => app.get<RemindersService>(RemindersService).remindAll();
  expect(await remind()).toBe(0);
  app.clock.set('2026-12-05T10:00:00Z');
  expect(await remind()).toBe(1);

  const mail = await PostalMime.parse((await server.next(LEARNER)).raw);
  const html = mail.html ?? '';
  expect(await problemsInMarkup(html, 'the mail', { 'no-inline-style': 'off' })).toEqual([]);
  const letter = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  for (const width of [320, 1280]) {
    await letter.setViewportSize({ width, height: 700 });
    await letter.setContent(html);
    expect(await letter.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  }
  const read = { to: LEARNER, subject: '', raw: '', text: mail.text ?? '' };
  const going = await signedIn(LEARNER);
  await going.goto(app.url + linkIn(read, '/learning/'));
  await going.getByRole('heading', { level: 1, name: /advance decision/i }).waitFor();

  // From another device, signed in to nothing.
  const link = app.url + linkIn(read, '/unsubscribe/');
  const stranger = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await stranger.goto(link);
  await stranger.getByRole('button', { name: 'Stop this mail' }).click();
  await stranger.getByRole('heading', { name: 'You get no more of this mail' }).waitFor();
  const looking = await (await browser.newContext()).newPage();
  expect(await problemsAt(looking, link)).toEqual([]);
  expect(await problemsAt(looking, `${app.url}/unsubscribe/cut-off`)).toEqual([]);

  expect(await problemsAt(learner, `${app.url}/account/mail`)).toEqual([]);
  expect(await learner.getByLabel('Reminders').isChecked()).toBe(false);
  await learner.getByText('is due by 8 December 2026').waitFor();
  await learner.getByLabel('Reminders').check();
  await learner.getByRole('button', { name: 'Save' }).click();
  await learner.getByText('What you do not want is not sent any more').waitFor();
  expect(await problemsAt(looking, link)).toEqual([]);
  expect(await problemsAt(admin, `${app.url}/mail-log?kind=due`)).toEqual([]);
  await admin.getByText('is due by 8 December 2026').waitFor();
  await admin.getByRole('link', { name: 'Robin Hale (sample)' }).click();
  await admin.getByText('Only mail to').waitFor();
  expect(await problemsOnScreen(admin, 'the mail of one person')).toEqual([]);
});
