import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Browser } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { Holdings } from '../../src/platform/holdings/holdings.js';
import { Completions } from '../certificates/completions.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

interface Copy {
  madeAt: string;
  held: { key: string; title: string; entries: Record<string, unknown>[] }[];
}
/** Tables that name people for the work that they do here: their rows belong to that work, and the audit rows show it. */
const WORK = ['policy_draft', 'course_draft_presence'];
/** Columns that say of whom a row is, whatever refers to people otherwise says who did something. */
const OWNERS = ['person_id', 'email', 'to_address', 'actor_id'];
/** Addresses of people who have no account here: of a reader who reported something, of a Trust's contact. */
const OF_NOBODY_HERE = ['policy_report', 'partner_contact'];

describe('everything that is held of a person', () => {
  let app: TestApp;
  let learner: TestBrowser;
  let learnerId: string;
  let real: Browser | undefined;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    const completions = await Completions.in(app);
    learnerId = await completions.idOf('learner');
    await completions.complete(learnerId);
    await completions.complete(await completions.person('Somebody Else'));
    learner = app.browser();
    await learner.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
  });
  afterAll(async () => {
    await real?.close();
    await app.close();
  });

  const copy = async (browser: TestBrowser) =>
    JSON.parse((await browser.get('/account/data.json').expect(200)).text) as Copy;
  const entriesOf = async (browser: TestBrowser, key: string) =>
    (await copy(browser)).held.find((held) => held.key === key)?.entries ?? [];

  it('leaves out no table that says of whom its rows are', async () => {
    const rows = await app.db.query<{ table: string }>(
      `select distinct c.table_name as "table" from information_schema.columns c
       where c.table_schema = 'public' and c.column_name = any($1)`,
      [OWNERS],
    );
    const held = app
      .get(Holdings)
      .all()
      .flatMap(({ tables }) => tables);
    // Whoever adds such a table registers a holding for it, so that people see and can take along what it holds of them.
    const left = rows
      .map(({ table }) => table)
      .filter((table) => ![...held, ...WORK, ...OF_NOBODY_HERE].includes(table));
    expect(left).toEqual([]);
    expect(
      new Set(
        app
          .get(Holdings)
          .all()
          .map(({ key }) => key),
      ).size,
    ).toBe(app.get(Holdings).all().length);
  });

  it('is read by statements that work, in an order without ties, and finds what is there', async () => {
    const counts = await app.get(Holdings).counts(learnerId);
    expect(counts.size).toBe(app.get(Holdings).all().length);
    for (const holding of app.get(Holdings).all()) {
      const rows: unknown[] = [];
      for await (const row of app.get(Holdings).entries(holding, learnerId)) rows.push(row);
      expect([holding.key, rows.length]).toEqual([holding.key, counts.get(holding.key)]);
    }
    for (const key of ['account', 'workplaces', 'enrolments', 'certificates', 'activities', 'sign-ins'])
      expect([key, counts.get(key)]).toEqual([key, expect.any(Number)]);
    expect(counts.get('certificates')).toBe(1);
  });

  it('is taken along as JSON, and holds nothing of anybody else and no secrets', async () => {
    const { text, headers } = await learner.get('/account/data.json').expect(200);
    expect(headers['content-disposition']).toBe('attachment; filename="beforehand-my-data-2026-11-25.json"');
    expect(headers['cache-control']).toBe('no-store');
    const { held, madeAt } = JSON.parse(text) as Copy;
    expect(madeAt).toBe('2026-11-25T10:00:00.000Z');
    expect(held.map(({ key }) => key)).toEqual(
      app
        .get(Holdings)
        .all()
        .map(({ key }) => key),
    );
    expect(held[0]?.entries).toMatchObject([{ email: 'learner@beforehand.example', profession: 'nurse' }]);
    expect(text).not.toContain('Somebody Else');
    expect(text).not.toContain('argon2id$');
    expect(await entriesOf(learner, 'certificates')).toMatchObject([{ shows: { course: { version: 1 } } }]);
  });

  it('shows the answers that were given, and never which is right', async () => {
    const [row] = await app.db.query<{ enrolmentId: string; versionId: string }>(
      'select id as "enrolmentId", course_version_id as "versionId" from enrolment where person_id = $1',
      [learnerId],
    );
    const attemptId = '0199c000-0000-7000-8000-000000000001';
    await app.db.query(
      `insert into attempt (id, enrolment_id, course_version_id, number, started_at, asked) values ($1, $2, $3, 1000, $4, $5)`,
      [
        attemptId,
        row?.enrolmentId,
        row?.versionId,
        app.clock.now(),
        JSON.stringify([
          {
            id: 'q1',
            stemHtml: '<p>Which?</p>',
            options: [{ id: 'a', html: 'This one', feedbackHtml: 'Told later', correct: true }],
          },
        ]),
      ],
    );
    await app.db.query(
      `insert into attempt_answer (attempt_id, question_id, option_id, answered_at) values ($1, 'q1', 'a', $2)`,
      [attemptId, app.clock.now()],
    );
    const attempts = await entriesOf(learner, 'attempts');
    expect(attempts).toContainEqual(
      expect.objectContaining({
        number: 1000,
        asked: [{ id: 'q1', question: '<p>Which?</p>' }],
        answers: [expect.objectContaining({ question_id: 'q1', answer: 'This one' })],
      }),
    );
    expect(JSON.stringify(attempts)).not.toMatch(/correct|Told later/);
  });

  it('is taken along as a table that a spreadsheet takes for no formula', async () => {
    await app.db.query('update person set name = $2 where id = $1', [learnerId, '=1+1']);
    const { text } = await learner.get('/account/data.csv').expect(200);
    const rows = parse(text, { bom: true, columns: true }) as unknown as Record<string, string>[];
    expect(rows[0]).toEqual({ What: 'Your account', Entry: '1', Field: 'Name', Value: "'=1+1" });
    expect(rows).toContainEqual(
      expect.objectContaining({ What: 'Your account', Field: 'Email', Value: 'learner@beforehand.example' }),
    );
    await app.db.query('update person set name = $2 where id = $1', [learnerId, 'Sam Learner']);
  });

  it('is shown kind by kind and page by page, to whoever is signed in alone', async () => {
    await app.db.query(
      `insert into audit_entry (id, at, actor_id, actor_kind, action, subject_kind, subject_id, details)
       select gen_random_uuid(), $2, $1, 'person', 'things.done', 'thing', n::text, '{}' from generate_series(1, 30) as n`,
      [learnerId, app.clock.now()],
    );
    const first = await learner.get('/account/data/changes').expect(200);
    expect(first.text).toContain('Entry 25');
    expect(first.text).not.toContain('Entry 26');
    expect((await learner.get('/account/data/changes?page=2').expect(200)).text).toContain('Entry 26');
    expect((await learner.get('/account/data/changes?page=9').expect(200)).text).toContain('Nothing here');
    await learner.get('/account/data/changes?page=x').expect(200);
    await learner.get('/account/data/nothing').expect(404);
    for (const address of ['/account/data', '/account/data/changes', '/account/data.csv'])
      expect((await app.browser().get(address)).headers['location']).toContain('/sign-in');
    await app.browser().get('/account/data.json').expect(403);
  });

  it('costs one statement for all the counts', async () => {
    const statements: string[] = [];
    const query = app.db.query.bind(app.db);
    app.db.query = (sql: string, params?: unknown[]) => {
      statements.push(sql);
      return query(sql, params);
    };
    await app.get(Holdings).counts(learnerId);
    app.db.query = query;
    expect(statements).toHaveLength(1);
  });

  it('is shown on pages that everybody can use', async () => {
    real = await startBrowser();
    const context = await real.newContext();
    const page = await context.newPage();
    await page.goto(`${app.url}/sign-in?next=/account`);
    await page.getByLabel('Email address').fill('learner@beforehand.example');
    await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'See everything that is held of you' }).click();
    expect(new URL(page.url()).pathname).toBe('/account/data');
    for (const address of [
      '/account',
      '/account/data',
      '/account/data/certificates',
      '/account/data/changes?page=9',
      '/who-sees-what',
    ])
      expect(await problemsAt(page, `${app.url}${address}`)).toEqual([]);
    await page.goto(`${app.url}/account/data`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /Copy as CSV/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('beforehand-my-data-2026-11-25.csv');
    await context.close();
  });
});
