import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { AskedQuestion } from '../../src/courses/questions.types.js';
import { startBrowser } from '../support/browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const PASSWORD = 'plum orchard kettle';

describe('a nurse, from the first page to a certificate that anyone can check', () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, jobs: true, now: '2027-03-31T22:30:00Z' });
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

  /** Presses what keeps something, and waits until the page has gone on. */
  async function pressOn(page: Page, name: string): Promise<void> {
    const before = page.url();
    await press(page, name);
    await page.waitForURL((url) => url.href !== before);
  }

  /** The link of the last mail that waits in the outbox for the address. */
  async function mailedLink(email: string): Promise<string> {
    for (let tried = 0; tried < 50; tried += 1) {
      const [mail] = await app.db.query<{ text: string }>(
        'select text from mail_message where to_address = $1 order by queued_at desc limit 1',
        [email],
      );
      const link = /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0];
      if (link !== undefined) return link;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`No mail was sent to ${email}`);
  }

  async function answerEverything(page: Page, attempt: string, right: boolean): Promise<void> {
    const [row] = await app.db.query<{ asked: AskedQuestion[] }>('select asked from attempt where id = $1', [attempt]);
    for (const question of row?.asked ?? []) {
      const option = question.options.find(({ correct }) => correct === (right || !question.core));
      await page.locator(`input[name=answer][value="${option?.id ?? ''}"]`).check();
      await pressOn(page, 'Save and go on');
    }
  }

  it.each([320, 1280])('at %i pixels', async (width) => {
    const email = `nurse-${String(width)}@ward.example`;
    const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: width === 1280 });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);

    await page.goto(app.url);
    await page
      .getByLabel(/Where do you work|nation/i)
      .first()
      .selectOption('england');
    await page.getByRole('radio', { name: /Do not ventilate/ }).check();
    await press(page, 'See what the law says');
    await page.getByLabel('Your Trust or health board').fill('riverbank');
    await page.getByLabel('Your Trust or health board').press('Enter');
    await page.getByRole('link', { name: /Riverbank/ }).click();
    expect(await page.textContent('main')).toContain('Confirmed by the Trust');
    await page.getByRole('link', { name: 'Register' }).last().click();

    await page.getByLabel('Full name').fill('Grace Adeyemi-Jones');
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page
      .getByLabel(/profession/i)
      .first()
      .selectOption('nurse');
    await press(page, 'Register');
    await page.goto(await mailedLink(email));
    await page.getByLabel('Password').fill(PASSWORD);
    await press(page, 'Confirm and sign in');

    await page.goto(`${app.url}/courses`);
    await page.getByRole('link', { name: 'Advance decisions in practice' }).first().click();
    await press(page, 'Take this course');
    const enrolment = /learning\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';
    const lessons = await app.db.query<{ slug: string }>(
      'select l.slug from course_lesson l join enrolment e on e.course_version_id = l.version_id where e.id = $1 order by l.position',
      [enrolment],
    );
    for (const { slug } of lessons) {
      await page.goto(`${app.url}/learning/${enrolment}/lessons/${slug}`);
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect([slug, overflow]).toEqual([slug, 0]);
      await pressOn(page, 'I have read this lesson');
    }
    await page.goto(`${app.url}/learning/${enrolment}/lessons/find-record-flag`);
    const lesson = (await page.textContent('main')) ?? '';
    expect(lesson).toContain('Mental Capacity Act 2005');
    expect(lesson).toContain('Riverbank Hospitals NHS Trust');
    expect(lesson).toContain('Confirmed by the Trust on 5 October 2026');
    expect(lesson).toContain('Why am I seeing this?');

    await page.goto(`${app.url}/learning/${enrolment}`);
    await page.locator('form[action$="/attempts"] button').click();
    await answerEverything(page, attemptOf(page), false);
    await press(page, 'Submit my answers');
    await press(page, 'Try again');
    await answerEverything(page, attemptOf(page), true);
    await press(page, 'Submit my answers');

    await page.waitForURL(/certificates/);
    expect(await page.textContent('main')).toContain('Grace Adeyemi-Jones');
    expect(await page.textContent('main')).toContain('Sample, not valid for CPD');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('link', { name: /Download the PDF/ })
        .or(page.getByRole('button', { name: /Download the PDF/ }))
        .click(),
    ]);
    const pdf = await readFile(await download.path());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');

    const number = /certificates\/([0-9A-Z-]+)/.exec(page.url())?.[1] ?? '';
    const stranger = await (await browser.newContext()).newPage();
    await stranger.goto(`${app.url}/verify/${number}`);
    expect(await stranger.textContent('main')).toContain('Grace Adeyemi-Jones');
    const json = (await (await fetch(`${app.url}/verify/${number}.json`)).json()) as Record<string, unknown>;
    // 23:30 in London on 31 March: British Summer Time began on the 28th.
    expect(json).toMatchObject({
      number,
      status: 'sample',
      issuedOn: '2027-03-31',
      hours: 1.5,
      holder: 'Grace Adeyemi-Jones',
    });
    expect(json['sha256']).toBe(createHash('sha256').update(pdf).digest('hex'));
    await stranger.context().close();
    await context.close();
  });
});

function attemptOf(page: Page): string {
  const id = /attempts\/([0-9a-f-]+)/.exec(page.url())?.[1];
  if (id === undefined) throw new Error(`${page.url()} is no page of an attempt`);
  return id;
}
