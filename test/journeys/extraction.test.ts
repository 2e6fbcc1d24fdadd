import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { DocumentsService } from '../../src/policies/documents.service.js';
import { policyDetails } from '../factories/documents.js';
import { pdf } from '../policies/documents/files.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const POLICY = [
  `Riverbank Hospitals: policy on advance decisions\n\nThis fictional policy applies to all staff who give care.`,
  `2. Recording\n\nA known decision is recorded as an alert in the electronic record.\n\nStaff must see the original document. A copy or photograph does not do.`,
  `3. People\n\nThe Mental Capacity Act lead is reached at mca.team@riverbank.example.\n\nCompliance is audited every year.`,
];

describe('somebody reads a policy, question by question', () => {
  let app: TestApp;
  let browser: Browser;
  let desk: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, jobs: true });
    browser = await startBrowser();
    const [ids] = await app.db.query<{ trust: string; person: string }>(
      `select (select id from organisation where code = 'ZZ1') as trust,
         (select id from person where email = 'admin@beforehand.example') as person`,
    );
    const { id } = await app
      .get<DocumentsService>(DocumentsService)
      .add({ name: 'policy.pdf', bytes: pdf(POLICY) }, policyDetails(ids?.trust ?? ''), ids?.person ?? '');
    desk = `${app.url}/documents/${id}/extraction`;
    for (let tried = 0; tried < 100; tried += 1) {
      const [file] = await app.db.query<{ state: string }>('select text_state as state from policy_file');
      if (file?.state === 'ready') return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error('The text of the policy was not read');
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  async function signedIn(options: { width: number; scripts: boolean; as?: string }): Promise<[BrowserContext, Page]> {
    const context = await browser.newContext({
      viewport: { width: options.width, height: 800 },
      javaScriptEnabled: options.scripts,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${app.url}/sign-in`);
    await page.getByLabel('Email address').fill(`${options.as ?? 'trainer'}@beforehand.example`);
    await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    return [context, page];
  }

  /** Goes on with the tab key until the focus is on an element with these words or this name. */
  async function tabTo(page: Page, words: string): Promise<void> {
    for (let pressed = 0; pressed < 150; pressed += 1) {
      const focused = await page.evaluate<string>(
        `[document.activeElement?.name, document.activeElement?.textContent?.trim()].join(' | ')`,
      );
      if (focused.split(' | ').some((part) => part === words || part.startsWith(`${words}:`))) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`The tab key does not lead to “${words}”`);
  }

  const recorded = (key: string) =>
    app.db.query<{ state: string; value: unknown; quote: string | null; locator: string | null }>(
      `select f.state, f.value, f.quote, f.locator from policy_fact f join policy_question q on q.id = f.question_id
       join policy_document d on d.id = f.document_id where q.key = $1 and d.file_id is not null and f.superseded_at is null`,
      [key],
    );

  it('with the keyboard alone, at a desk', async () => {
    const [context, page] = await signedIn({ width: 1280, scripts: true });
    await page.goto(`${desk}?question=copy_accepted`);
    expect(await page.locator('#suggested').textContent()).toBe('Suggested passages');

    await page.keyboard.press('s');
    expect(await page.locator('[name=state][value=stated]').isChecked()).toBe(true);
    await tabTo(page, 'value');
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('[name=value][value=original_required]').isChecked()).toBe(true);
    // The first suggestion becomes the quote, and what was chosen stays.
    await tabTo(page, 'Use as quote');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#quote$/);
    expect(await page.getByLabel('Quote (optional)').inputValue()).toContain('Staff must see the original document.');
    expect(await page.getByLabel('Where in the source').inputValue()).toBe('page 2');
    expect(await page.locator('[name=state][value=stated]').isChecked()).toBe(true);

    // Letters that are typed choose nothing.
    await tabTo(page, 'paraphrase');
    await page.keyboard.type('A paper original is wanted.');
    expect(await page.locator('[name=state][value=stated]').isChecked()).toBe(true);
    await page.keyboard.press('Control+Enter');
    await page.waitForURL((url) => url.searchParams.get('question') !== 'copy_accepted');
    expect(await page.textContent('main')).toContain('It waits for a second person');
    expect(await recorded('copy_accepted')).toEqual([
      {
        state: 'stated',
        value: 'original_required',
        quote: 'Staff must see the original document. A copy or photograph does not do.',
        locator: 'page 2',
      },
    ]);

    // A draft is kept while one types, and is there on another device.
    await page.goto(`${desk}?question=mca_lead`);
    await tabTo(page, 'paraphrase');
    await page.keyboard.type('A team answers');
    await page.getByText(/Draft kept at \d\d:\d\d/).waitFor();
    const [elsewhere, other] = await signedIn({ width: 320, scripts: false });
    await other.goto(`${desk}?question=mca_lead`);
    expect(await other.getByLabel('In our words').inputValue()).toBe('A team answers');
    await elsewhere.close();
    await context.close();
  });

  it('a selection becomes the quote, and a further one is added when asked for', async () => {
    const [context, page] = await signedIn({ width: 1280, scripts: true });
    await page.goto(`${desk}?question=monitoring&page=3`);
    await page.getByText('Compliance is audited every year.').last().click({ clickCount: 3 });
    expect(await page.getByLabel('Quote (optional)').inputValue()).toBe('Compliance is audited every year.');
    expect(await page.getByLabel('Where in the source').inputValue()).toBe('page 3');
    await page.getByLabel('Quote (optional)').fill('My own words.');
    await page.getByText('3. People').last().click({ clickCount: 3 });
    expect(await page.getByLabel('Quote (optional)').inputValue()).toBe('My own words.');
    await page.keyboard.press('q');
    expect(await page.getByLabel('Quote (optional)').inputValue()).toBe('My own words.\n[…]\n3. People');
    await page.getByText('Keys', { exact: true }).click();
    await page.getByLabel('Single keys work on this device').uncheck();
    await page.keyboard.press('a');
    expect(await page.locator('[name=state][value=absent]').isChecked()).toBe(false);
    await context.close();
  });

  it('without scripts, on a phone', async () => {
    const [context, page] = await signedIn({ width: 320, scripts: false });
    await page.goto(`${desk}?question=alert_mechanism&page=1`);
    await page.locator('[name=state][value=stated]').check();
    await page.getByLabel('The answer, in short').fill('An alert in the record');
    // Turning the page keeps what was typed.
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.waitForURL(/page=2/);
    expect(await page.getByLabel('The answer, in short').inputValue()).toBe('An alert in the record');
    const passage = page.locator('.bh-desk__passage', { hasText: 'recorded as an alert' });
    await passage.getByRole('button', { name: /Quote/ }).click();
    expect(await page.getByLabel('Quote (optional)').inputValue()).toBe(
      'A known decision is recorded as an alert in the electronic record.',
    );
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
    await page.getByRole('button', { name: 'Save the answer' }).click();
    expect(await recorded('alert_mechanism')).toMatchObject([{ value: 'An alert in the record', locator: 'page 2' }]);

    // "As per Q1"
    await page.goto(`${desk}?question=epr_system`);
    await page.locator('[name=state][value=stated]').check();
    await page.getByLabel('under another question').selectOption({ label: 'Alert or flag' });
    await page.getByRole('button', { name: 'Save the answer' }).click();
    await page.goto(`${desk}?question=epr_system`);
    expect(await page.textContent('main')).toContain('to which this one points');
    await context.close();
  });

  it('the second person, the page of differences and every queue are pages for everybody', async () => {
    const [context, page] = await signedIn({ width: 1280, scripts: true, as: 'admin' });
    const [fact] = await app.db.query<{ id: string }>(
      `select f.id from policy_fact f join policy_document d on d.id = f.document_id where d.file_id is not null limit 1`,
    );
    const paths = [
      `${desk}?question=copy_accepted&page=2`,
      `${desk}?question=epr_system`,
      `${desk}?question=record_location`,
      ...[`/facts/${fact?.id ?? ''}`, `/facts/${fact?.id ?? ''}/corrections/new`, '/facts/differences'].map(
        (path) => app.url + path,
      ),
      ...['mine', 'stale'].map((queue) => `${app.url}/facts?queue=${queue}`),
    ];
    const problems: string[] = [];
    for (const path of paths) problems.push(...(await problemsAt(page, path)));
    expect(problems).toEqual([]);
    await context.close();
  }, 240_000);
});
