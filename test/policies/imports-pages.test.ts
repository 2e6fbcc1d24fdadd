import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { BodyMatching } from '../../src/policies/importing/body-matching.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const FILE = `request,request_url,requested_by,requested_by_url,public_body,public_body_url,classified_by,classified_by_url,status,extracted_by,extracted_by_url,Is it audited?
A,https://w.example/request/a,P,/p,Riverbank Hospitals NHS Trust (fictional),/b,,,Successful.,P,/p,Yes
B,https://w.example/request/b,P,/p,Morland Ambulance (fictional),/b,,,Refused.,,,
C,https://w.example/request/c,P,/p,"=HYPERLINK(""x"")",/b,,,Refused.,,,
D,https://w.example/request/d,P,/p,Gateshead Health,/b,,,Nonsense,,,
`;

describe('the pages of imports', () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-23T10:00:00Z' });
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const password = async () => /<code>([^<]+)<\/code>/.exec((await app.browser().get('/sign-in')).text)?.[1] ?? '';

  it('lead without scripts from a file to facts and back, on a phone and on a desk', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
    const page = await context.newPage();
    const looks: string[] = [];
    const look = async (name: string) => {
      if (process.env['PICTURES'])
        await page.screenshot({ path: `${process.env['PICTURES']}/${name}.png`, fullPage: true });
      looks.push(page.url());
    };
    await page.goto(`${app.url}/sign-in`);
    await page.getByLabel('Email address').fill('admin@beforehand.example');
    await page.getByLabel('Password', { exact: true }).fill(await password());
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.goto(`${app.url}/imports`);
    expect(await page.textContent('main')).toContain('Nothing imported yet');
    await look('imports-empty');
    await page.getByRole('link', { name: 'Import a file' }).first().click();
    await page.getByRole('button', { name: 'Show what would change' }).click();
    expect(await page.getByRole('alert').or(page.locator('.nhsuk-error-summary')).first().textContent()).toContain(
      'Choose the file',
    );
    await page.getByLabel('Dataset of a project on WhatDoTheyKnow (CSV)').check();
    await page.getByLabel('Campaign', { exact: false }).first().fill('Spring');
    await page
      .getByLabel('The file')
      .setInputFiles({ name: 'project.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
    await look('imports-new');
    await page.getByRole('button', { name: 'Show what would change' }).click();
    const address = page.url();
    expect(await page.textContent('main')).toMatch(/New \(1\)[\s\S]*In doubt \(2\)[\s\S]*Rejected \(1\)/);
    await look('imports-preview');

    await page.getByRole('link', { name: 'Map the columns' }).click();
    await look('imports-columns');
    await page
      .getByLabel('Is it audited?')
      .selectOption({ label: 'Is it audited whether advance decisions are followed?' });
    await page.getByRole('button', { name: 'Keep' }).click();
    expect(await page.textContent('main')).toContain('1 of 1 column');
    await page.getByRole('link', { name: /^In doubt/ }).click();
    await page.getByRole('link', { name: /Decide who Morland/ }).click();
    await look('imports-body');
    await page.getByLabel('Moorland Ambulance Service NHS Trust (fictional)').check();
    await page.getByRole('button', { name: 'Keep this' }).click();
    expect(await page.textContent('main')).toMatch(/New \(2\)[\s\S]*In doubt \(1\)/);

    await page.goto(address);
    await page.getByRole('button', { name: 'Apply 2 rows' }).click();
    await look('imports-applied');
    const facts = () =>
      app.db.query<{ state: string; value: string }>(
        `select f.state, f.value from policy_fact f join policy_document d on d.id = f.document_id
         where d.title like '%(Spring)' and f.superseded_at is null`,
      );
    const requests = () => app.db.query(`select from policy_request`);
    expect(await facts()).toEqual([{ state: 'stated', value: 'yes' }]);
    expect(await requests()).toHaveLength(2);

    const csv = await (await context.request.get(`${address}/outcomes.csv`)).text();
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    expect(csv).toContain('The state “Nonsense” is not known');

    await page.getByRole('button', { name: 'Undo the import' }).click();
    expect(await page.textContent('main')).toContain('Undone on 23 November 2026');
    expect([await facts(), await requests()]).toEqual([[], []]);
    const audit = await app.db.query<{ action: string }>(
      `select action from audit_entry where action like 'imports.%' order by id`,
    );
    expect(audit.map(({ action }) => action)).toEqual(['imports.previewed', 'imports.applied', 'imports.undone']);
    await page.goto(`${app.url}/imports`);
    await look('imports-list');

    const state = await context.storageState();
    await context.close();
    const desk = await browser.newContext({ storageState: state });
    const again = await desk.newPage();
    const problems: string[] = [];
    for (const url of new Set(looks)) problems.push(...(await problemsAt(again, url)));
    expect(problems).toEqual([]);
  }, 240_000);

  it('undo what was changed, and refuse once something was built on it', async () => {
    const admin = app.browser();
    await admin.signIn('admin@beforehand.example', await password());
    await (await signedInLearner()).get('/imports').expect(403);
    const send = async (monitoring: string, state: string) => {
      const bytes = Buffer.from(`ods_code,state,monitoring\nZZ1,${state},${monitoring}\n`);
      const fields = { format: 'spreadsheet', campaign: 'Undoing' };
      const answer = await admin.upload('/imports', 'file', { name: 'sheet.csv', bytes }, '/imports/new', fields);
      const path = answer.headers['location'] ?? '';
      await admin.submit(`${path}/applications`, {}, path);
      app.clock.set(new Date(app.clock.now().getTime() + 60_000).toISOString());
      return path;
    };
    const now = () =>
      app.db.query<{ state: string; value: string }>(
        `select r.state, f.value from policy_request r join policy_campaign c on c.id = r.campaign_id join policy_fact f on f.organisation_id = r.organisation_id
         join policy_document d on d.id = f.document_id where c.name = 'Undoing' and d.title like '%(Undoing)' and f.superseded_at is null`,
      );
    const first = await send('yes', 'successful');
    const second = await send('no', 'refused');
    expect(await now()).toEqual([{ state: 'rejected', value: 'no' }]);
    const refused = await admin.submit(`${first}/undoings`, {}, first);
    expect([refused.status, refused.text.includes('Later imports')]).toEqual([422, true]);
    expect((await admin.submit(`${second}/undoings`, {}, second)).status).toBe(303);
    expect(await now()).toEqual([{ state: 'successful', value: 'yes' }]);
    const again = await send('no', 'refused');
    expect(await now()).toEqual([{ state: 'rejected', value: 'no' }]);
    const [fact] = await app.db.query<{ id: string }>(
      `select f.id from policy_fact f join policy_document d on d.id = f.document_id where d.title like '%(Undoing)' and f.superseded_at is null`,
    );
    await app.db.query(
      `insert into policy_verification (id, fact_id, verified_on, recorded_at) values (gen_random_uuid(), $1, '2026-11-23', now())`,
      [fact?.id],
    );
    const built = await admin.submit(`${again}/undoings`, {}, again);
    expect([built.status, built.text.includes('were verified')]).toEqual([422, true]);
    await admin.get('/imports/none').expect(404);
  });

  it('are applied once when two people press at the same time', async () => {
    const [one, other] = [app.browser(), app.browser()];
    for (const browser of [one, other]) await browser.signIn('admin@beforehand.example', await password());
    const bytes = Buffer.from('ods_code,state,monitoring\nZZ1,successful,yes\nZZ2,refused,\n');
    const fields = { format: 'spreadsheet', campaign: 'At once' };
    const seen = await one.upload('/imports', 'file', { name: 'sheet.csv', bytes }, '/imports/new', fields);
    const path = seen.headers['location'] ?? '';
    const answers = await Promise.all(
      [one, other].map(async (browser) => {
        const token = await browser.token(path);
        return browser.post(`${path}/applications`, { _csrf: token });
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const rows = await app.db.query(
      `select r.state from policy_request r join policy_campaign c on c.id = r.campaign_id where c.name = 'At once' order by r.state`,
    );
    expect(rows).toEqual([{ state: 'rejected' }, { state: 'successful' }]);
    const facts = await app.db.query(
      `select from policy_fact f join policy_document d on d.id = f.document_id where d.title like '%(At once)'`,
    );
    expect(facts).toHaveLength(1);
    const applied = await app.db.query(`select from audit_entry where action = 'imports.applied' and subject_id = $1`, [
      path.split('/').at(-1),
    ]);
    expect(applied).toHaveLength(1);
  });

  it('leave out the answers to a question that was retired between the preview and applying, and say so', async () => {
    const admin = app.browser();
    await admin.signIn('admin@beforehand.example', await password());
    const bytes = Buffer.from('ods_code,state,monitoring,validity_checklist\nZZ1,successful,yes,yes\n');
    const fields = { format: 'spreadsheet', campaign: 'Retired meanwhile' };
    const seen = await admin.upload('/imports', 'file', { name: 'sheet.csv', bytes }, '/imports/new', fields);
    const path = seen.headers['location'] ?? '';
    expect((await admin.get(path)).text).not.toContain('asked no more');
    await app.db.query(`update policy_question set retired = true where key = 'monitoring'`);
    expect((await admin.submit(`${path}/applications`, {}, path)).status).toBe(303);
    expect((await admin.get(path)).text).toContain('The question under “monitoring” is asked no more');
    const facts = await app.db.query(
      `select q.key from policy_fact f join policy_document d on d.id = f.document_id join policy_question q on q.id = f.question_id
       where d.title like '%(Retired meanwhile)'`,
    );
    expect(facts).toEqual([{ key: 'validity_checklist' }]);
    await app.db.query(`update policy_question set retired = false where key = 'monitoring'`);
  });

  it('list the names that people decided on, and forget one when told to', async () => {
    const admin = app.browser();
    await admin.signIn('admin@beforehand.example', await password());
    const matching = app.get<BodyMatching>(BodyMatching);
    for (let count = 0; count < 30; count += 1) await matching.decide(`Nobody ${String(count).padStart(2, '0')}`, null);
    const first = (await admin.get('/imports/names').expect(200)).text;
    expect(first).toContain('Morland Ambulance (fictional)');
    expect(first).toContain('href="/trusts/ZZ2"');
    expect(first).toContain('Page 2 of 2');
    expect((await admin.get('/imports/names?q=morland')).text).not.toContain('Nobody 01');
    expect((await admin.get('/imports/names?q=xqzzy')).text).toContain('No decision has a name like');
    await (await signedInLearner()).get('/imports/names').expect(403);

    const asked = '/imports/names/forgettings/new?name=morland+ambulance+fictional';
    const found = /href="(\/imports\/names\/forgettings\/new[^"]*[mM]orland[^"]*)"/
      .exec(first)?.[1]
      ?.replaceAll('&#x3D;', '=');
    const page = await admin.get(found ?? asked).expect(200);
    expect(page.text).toContain('Imports that were applied stay as they are');
    const name = /name="name" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    expect((await admin.submit('/imports/names/forgettings', { name }, found)).status).toBe(303);
    expect((await admin.get('/imports/names?q=morland')).text).toContain('No decision has a name like');
    await admin.get(found ?? asked).expect(404);
    const audit = await app.db.query(`select from audit_entry where action = 'body_names.forgotten'`);
    expect(audit).toHaveLength(1);

    const context = await browser.newContext();
    const real = await context.newPage();
    await real.goto(`${app.url}/sign-in`);
    await real.getByLabel('Email address').fill('admin@beforehand.example');
    await real.getByLabel('Password', { exact: true }).fill(await password());
    await real.getByRole('button', { name: 'Sign in' }).click();
    await real.waitForURL((url) => url.pathname !== '/sign-in');
    const problems = await problemsAt(real, `${app.url}/imports/names`);
    problems.push(...(await problemsAt(real, `${app.url}/imports/names/forgettings/new?name=nobody+01`)));
    expect(problems).toEqual([]);
    await context.close();
  });

  async function signedInLearner() {
    const learner = app.browser();
    await learner.signIn('learner@beforehand.example', await password());
    return learner;
  }
});
