import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { gunzipSync } from 'node:zlib';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import type { TestBrowser } from '../support/test-browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { Completions } from './completions.js';

let app: TestApp;
let completions: Completions;
let admin: TestBrowser;
let learner: TestBrowser;

beforeAll(async () => {
  app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
  completions = await Completions.in(app);
  await completions.review();
  [admin, learner] = [app.browser(), app.browser()];
  await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
  await learner.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
});
afterAll(() => app.close());

const issued = async (name: string) => completions.numberOf(await completions.complete(await completions.person(name)));
const verified = async (number: string) =>
  (await app.browser().get(`/verify/${number}.json`).expect(200)).body as Record<string, unknown>;
const sha256 = async (number: string) => {
  const bytes = (await admin.get(`/certificates/${number}.pdf`).buffer(true).expect(200)).body as Buffer;
  return createHash('sha256').update(bytes).digest('hex');
};
/** Whether the status list takes the badge of the certificate back. */
async function isTakenBack(number: string): Promise<boolean> {
  const badge = (await admin.get(`/certificates/${number}/badge.json`).expect(200)).body as {
    credentialStatus: { statusListIndex: string; statusListCredential: string };
  };
  const { statusListIndex, statusListCredential } = badge.credentialStatus;
  const list = (await (await fetch(statusListCredential)).json()) as { credentialSubject: { encodedList: string } };
  const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'));
  const index = Number(statusListIndex);
  return ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
}

describe('a certificate with a wrong detail', () => {
  it('is corrected by another; the old one stays as it was and verifies as superseded', async () => {
    const old = await issued('Ada Obi');
    const before = await sha256(old);
    const form = `/certificates/${old}/corrections/new`;
    const action = `/certificates/${old}/corrections`;
    const fields = {
      name: 'Ada Obi-Whitfield',
      registrationNumber: '',
      workplace: 'Fictional Trust 17',
      note: 'Married',
    };
    await learner.get(form).expect(403);
    expect((await learner.submit(action, fields, '/account')).status).toBe(403);
    const refused = await admin.submit(action, { ...fields, name: ' ' }, form);
    expect([refused.status, refused.text.includes('Fictional Trust 17')]).toEqual([422, true]);
    const same = await admin.submit(action, { name: 'Ada Obi' }, form);
    expect([same.status, same.text.includes('Ada Obi')]).toEqual([422, true]);

    const presses = await Promise.all([admin.submit(action, fields, form), admin.submit(action, fields, form)]);
    expect(presses.map(({ status }) => status).sort()).toEqual([303, 422]);
    const made = presses.flatMap(({ headers }) => headers['location']?.split('/').at(-1) ?? []).join();
    expect(await verified(made)).toMatchObject({
      status: 'valid',
      holder: 'Ada Obi-Whitfield',
      hours: completions.hours,
    });
    expect(await verified(old)).toMatchObject({ status: 'superseded', holder: 'Ada Obi', sha256: before });
    expect(await sha256(old)).toBe(before);
    expect((await app.browser().get(`/verify/${old}`)).text).toContain('a corrected certificate took its place');
    expect((await admin.get(`/certificates/${old}`)).text).toContain(`/certificates/${made}"`);
    expect([await isTakenBack(old), await isTakenBack(made)]).toEqual([true, false]);
    const lines = await app.db.query<{ action: string }>(
      `select a.action from audit_entry a join certificate c on c.id::text = a.subject_id
        where c.number = any($1) and a.action <> 'certificates.issued' order by a.id`,
      [[old, made]],
    );
    expect(lines).toEqual([{ action: 'certificates.corrected' }]);
  });

  it('may be corrected again, and completing again leads to nothing new', async () => {
    const personId = await completions.person('Bo');
    const enrolmentId = await completions.complete(personId);
    const correct = async (name: string) => {
      const number = await app.db.query<{ number: string }>(
        'select number from certificate where person_id = $1 and is_current',
        [personId],
      );
      const page = `/certificates/${number[0]?.number ?? ''}/corrections`;
      await admin.submit(page, { name }, `${page}/new`);
    };
    await correct('Bo Lee');
    await correct('Bo Lee-Ames');
    await completions.publish(personId, enrolmentId);
    const rows = await app.db.query<{ name: string; current: boolean }>(
      `select snapshot #>> '{holder,name}' as name, is_current as current from certificate where person_id = $1 order by id`,
      [personId],
    );
    expect(rows).toEqual([
      { name: 'Bo', current: false },
      { name: 'Bo Lee', current: false },
      { name: 'Bo Lee-Ames', current: true },
    ]);
  });
});

describe('a certificate that was revoked by mistake', () => {
  it('is reinstated, and may be revoked again; the record keeps all of it', async () => {
    const number = await issued('Back Again');
    const page = `/certificates/${number}`;
    const revoke = () => admin.submit(`${page}/revocations`, { reason: 'not_own_work' }, `${page}/revocations/new`);
    const reinstate = () => admin.submit(`${page}/reinstatements`, { note: 'Mixed up' }, `${page}/reinstatements/new`);
    await admin.get(`${page}/reinstatements/new`).expect(303);
    await revoke();
    expect([(await verified(number))['status'], await isTakenBack(number)]).toEqual(['revoked', true]);
    const form = `${page}/reinstatements/new`;
    await learner.get(form).expect(403);
    await admin.get(form).expect(200);
    await reinstate();
    expect([(await verified(number))['status'], await isTakenBack(number)]).toEqual(['valid', false]);
    const [row] = await app.db.query<{ current: boolean }>(
      'select is_current as current from certificate where number = $1',
      [number],
    );
    expect(row?.current).toBe(true);
    await revoke();
    expect((await verified(number))['status']).toBe('revoked');
    const changes = await app.db.query<{ kind: string }>(
      `select kind from certificate_change where certificate_id = (select id from certificate where number = $1) order by id`,
      [number],
    );
    expect(changes.map(({ kind }) => kind)).toEqual(['revoked', 'reinstated', 'revoked']);
  });
});

describe('the pages of certificates, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it('are valid, accessible and fit a phone; a file is checked without being sent', async () => {
    const number = await issued('Cy Browser');
    const file = (await admin.get(`/certificates/${number}.pdf`).buffer(true).expect(200)).body as Buffer;
    const revoked = await issued('Di Browser');
    await admin.submit(`/certificates/${revoked}/revocations`, { reason: 'wrong_details' }, `/certificates/${revoked}`);
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${app.url}/sign-in`);
    await page.getByLabel('Email address').fill('admin@beforehand.example');
    await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    await page.goto(`${app.url}/certificates/lists/new`);
    await page.getByLabel('The course').selectOption('advance-decisions');
    await page.getByLabel('The list of those').setInputFiles({
      name: 'session.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('email,attendance\nlearner@beforehand.example,present\nnobody@x.example,present'),
    });
    await page.getByRole('button', { name: 'Look at the list' }).click();
    await page.waitForURL(/lists\/[0-9a-f-]{36}$/);
    const seen = new URL(page.url()).pathname;
    await page.getByRole('button', { name: 'Issue 1 certificate' }).click();
    await page.getByRole('heading', { name: 'being issued' }).waitFor();
    const problems = [];
    for (const path of [
      seen,
      '/certificates/lists',
      '/certificates/lists/new',
      `/certificates/${number}`,
      `/certificates/${number}/corrections/new`,
      `/certificates/${revoked}/reinstatements/new`,
    ])
      problems.push(...(await problemsAt(page, app.url + path)));
    expect(problems).toEqual([]);

    await page.goto(`${app.url}/verify`);
    const posted: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posted.push(request.url());
    });
    await page.getByLabel('The PDF file').setInputFiles({ name: 'c.pdf', mimeType: 'application/pdf', buffer: file });
    await page.getByRole('button', { name: 'Check the file' }).click();
    await page.getByText('The file is the one that we issued').waitFor();
    expect(posted).toEqual([]);
    await context.close();
  });
});
