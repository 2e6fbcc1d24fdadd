import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { PeopleService } from '../../src/accounts/people/people.service.js';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { Holdings } from '../../src/platform/holdings/holdings.js';
import { newId } from '../../src/platform/database/new-id.js';
import { EvidenceFiles } from '../../src/portfolio/evidence/evidence-files.js';
import { Completions } from '../certificates/completions.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt, problemsOnScreen } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const EMAIL = 'learner@beforehand.example';
const TICKED = { understood: 'yes', password: SAMPLE_PASSWORD };

describe('having one’s account and data erased', () => {
  let app: TestApp;
  let completions: Completions;
  let real: Browser | undefined;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    completions = await Completions.in(app);
  });
  afterAll(async () => {
    await real?.close();
    await app.close();
  });

  const signedIn = async (email: string) => {
    const browser = app.browser();
    await browser.signIn(email, SAMPLE_PASSWORD);
    return browser;
  };

  it('is refused without the tick and the password, with what is wrong', async () => {
    const browser = await signedIn(EMAIL);
    const send = (fields: Record<string, string>) => browser.submit('/account/erasures', fields, '/account/erasure');
    const empty = await send({ password: '' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Tick that you know it cannot be undone');
    expect(empty.text).toContain('Enter your password');
    const wrong = await send({ ...TICKED, password: 'not my password' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('This is not your password');
    expect((await browser.post('/account/erasures', TICKED)).status).toBe(403);
    expect((await app.browser().post('/account/erasures', TICKED)).status).not.toBe(303);
    await browser.get('/account/data').expect(200);
  });

  it('asks whoever works here to hand over their roles first', async () => {
    const trainer = await signedIn('trainer@beforehand.example');
    expect((await trainer.get('/account/erasure').expect(200)).text).toContain('You work here as well');
    const answer = await trainer.submit('/account/erasures', TICKED, '/account');
    expect(answer.status).toBe(422);
    expect(await app.db.query('select from person where erased_at is not null')).toHaveLength(0);
  });

  it('says what goes and what stays, and leaves nothing that says who it was but the certificates', async () => {
    const personId = await completions.idOf('learner');
    const enrolmentId = await completions.complete(personId);
    await app.db.query('update enrolment set completed_at = $2, reason = $3 where id = $1', [
      enrolmentId,
      app.clock.now(),
      'Asked for by Sister Ward',
    ]);
    const number = await completions.numberOf(enrolmentId);
    const [activity] = await app.db.query<{ id: string }>('select id from portfolio_activity where person_id = $1', [
      personId,
    ]);
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    expect(await app.get(EvidenceFiles).add(personId, activity?.id ?? '', { name: 'seen.png', bytes: png })).toBeNull();
    await app.db.query(
      `insert into portfolio_reflection (id, person_id, activity_id, enrolment_id, lesson_id, block_key, title, nature, learned,
         changed, relevance, themes, started_at, changed_at)
       select $1, $2, $3, $4, l.id, 'b', 'A reflection', '', '', '', '', '{}', $5, $5 from course_lesson l limit 1`,
      [newId(), personId, activity?.id, enrolmentId, app.clock.now()],
    );
    await app.db.query(
      `insert into mail_message (id, to_address, subject, queued_at) values ($1, $2, 'Something', $3)`,
      [newId(), EMAIL, app.clock.now()],
    );
    const others = await app.db.query<{ count: number }>(
      'select count(*)::int as count from workplace where person_id <> $1',
      [personId],
    );

    const browser = await signedIn(EMAIL);
    const other = await signedIn(EMAIL);
    const page = (await browser.get('/account/erasure').expect(200)).text;
    expect(page).toContain('Your portfolio: files of evidence');
    expect(page).toContain('Each certificate stays as it was issued');
    const answer = await browser.submit('/account/erasures', TICKED, '/account/erasure');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/erased']);
    await app.browser().get('/erased').expect(200);

    expect((await browser.get('/account')).headers['location']).toContain('/sign-in');
    expect((await other.get('/account')).headers['location']).toContain('/sign-in');
    await expect(signedIn(EMAIL)).rejects.toThrow('422');

    const counts = await app.get(Holdings).counts(personId);
    const left = [...counts].filter(([, entries]) => entries > 0).map(([key]) => key);
    expect(left).toEqual(['account', 'changes', 'enrolments', 'certificates']);
    const [row] = await app.db.query<{ row: string }>('select to_jsonb(p)::text as row from person p where id = $1', [
      personId,
    ]);
    expect(row?.row).toContain('Erased account');
    expect(row?.row).not.toMatch(/learner@|argon2/);
    expect(await app.db.query('select reason, due_on from enrolment where person_id = $1', [personId])).toEqual([
      { reason: null, due_on: null },
    ]);
    expect(
      await app.db.query('select count(*)::int as count from workplace where person_id <> $1', [personId]),
    ).toEqual(others);

    // Whoever was shown the certificate can still check it.
    expect((await app.browser().get(`/verify/${number}`).expect(200)).text).toContain(number);
    // The last message is the only one that bears the address, and it goes.
    expect(await app.db.query('select subject, passing from mail_message where to_address = $1', [EMAIL])).toEqual([
      { subject: 'Your account is erased', passing: true },
    ]);
    expect(
      await app.db.query('select actor_id as "actorId" from audit_entry where action = $1 and subject_id = $2', [
        'people.erased',
        personId,
      ]),
    ).toEqual([{ actorId: personId }]);
  });

  it('cannot be turned back by an administrator, and leaves the address free to register again', async () => {
    const [erased] = await app.db.query<{ id: string }>('select id from person where erased_at is not null');
    await app.get(PeopleService).reactivate(erased?.id ?? '');
    expect(
      await app.db.query('select from person where id = $1 and deactivated_at is not null', [erased?.id]),
    ).toHaveLength(1);
    const admin = await signedIn('admin@beforehand.example');
    const page = (await admin.get(`/people/${erased?.id ?? ''}`).expect(200)).text;
    expect(page).toContain('Erased');
    expect(page).not.toContain('Reactivate');
    expect(await app.db.query('select from person where email = $1', [EMAIL])).toHaveLength(0);
  });

  it('is done in a browser on pages that everybody can use', async () => {
    const leaver = newId();
    await app.db.query(
      `insert into person (id, email, name, profession, created_at, search_key, confirmed_at, password_hash)
       select $1, 'leaver@example.org', 'Lee Leaver', 'nurse', $2, 'lee leaver', $2, password_hash from person
       where email = 'admin@beforehand.example'`,
      [leaver, app.clock.now()],
    );
    await app.db.query(`insert into person_role (person_id, role, granted_at) values ($1, 'learner', $2)`, [
      leaver,
      app.clock.now(),
    ]);
    real = await startBrowser();
    const page = await (await real.newContext()).newPage();
    await page.goto(`${app.url}/sign-in?next=/account/data`);
    await page.getByLabel('Email address').fill('leaver@example.org');
    await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Erase your account and data' }).click();
    expect(await problemsAt(page, page.url())).toEqual([]);
    await page.getByRole('button', { name: 'Erase my account and data' }).click();
    expect(await problemsOnScreen(page, 'the errors')).toEqual([]);
    await page.getByLabel('I know that it cannot be undone').check();
    await page.getByLabel('Your password').fill(SAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Erase my account and data' }).click();
    await page.getByRole('heading', { name: 'Your account is erased' }).waitFor();
    expect(await problemsAt(page, `${app.url}/erased`)).toEqual([]);
  });
});
