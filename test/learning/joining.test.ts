import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { newNumber } from '../../src/platform/new-number.js';
import type { TestBrowser } from '../support/test-browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse } from './small-course.js';

const LIST = '/enrolments/small/cohorts';

describe('joining with the code of a Trust', () => {
  let app: TestApp;
  let admin: TestBrowser;
  let learner: TestLearner;
  let cohort: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    await publishSmallCourse(app);
    admin = app.browser();
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    learner = await TestLearner.at(app, null);
    cohort = await cohortOf({ name: 'Ward 7', organisation: 'ZZ1', dueDays: '60' });
  });
  afterAll(() => app.close());

  const cohortOf = async (fields: Record<string, string>) => {
    const all = { by: 'hand', reason: 'Ward 7 takes part in May', ...fields };
    return (await admin.submit(LIST, all, `${LIST}/new`)).headers['location'] ?? '';
  };
  const day = { 'expiresOn-day': '24', 'expiresOn-month': '12', 'expiresOn-year': '2026' };
  const make = (fields: Record<string, string> = {}, of = cohort) =>
    admin.submit(`${of}/codes`, { ...day, ...fields }, `${of}/codes`);
  /** A new code, as the page shows it once. */
  const codeOf = async (fields: Record<string, string> = {}, of = cohort): Promise<string> => {
    expect((await make(fields, of)).status).toBe(303);
    return /The code is ([0-9A-Z-]+)/.exec((await admin.get(`${of}/codes`)).text)?.[1] ?? '';
  };
  const join = (code: string, who = learner) => who.browser.submit(`/join/${code}/joinings`, {}, '/account');
  const usesOf = async (code: string) => {
    const [row] = await app.db.query<{ uses: number }>('select uses from joining_code where ending = $1', [
      code.slice(-6),
    ]);
    return row?.uses;
  };

  it('is for a cohort of a Trust, and its codes are made by administrators alone', async () => {
    await learner.browser.get(`${cohort}/codes`).expect(403);
    expect((await make({ 'expiresOn-day': '' })).text).toContain('Enter the last day as day, month and year');
    expect((await make({ 'expiresOn-year': '2025' })).text).toContain('not in the past');
    expect((await make({ 'expiresOn-year': '2030' })).text).toContain('within the next two years');
    expect((await make({ mostUses: '0' })).text).toContain('Enter a number of people');
    expect((await make({ domains: 'nhs.net\nnot a domain!' })).text).toContain('Enter domains such as nhs.net');
    const nobodys = await cohortOf({ name: 'Of no Trust' });
    expect((await make({}, nobodys)).text).toContain('it has no codes');
    const [row] = await app.db.query<{ n: number }>('select count(*)::int as n from joining_code');
    expect(row?.n).toBe(0);
  });

  it('shows the code once, and keeps only its hash', async () => {
    const code = await codeOf();
    expect(code).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]$/);
    expect((await admin.get(`${cohort}/codes`)).text).not.toContain(code);
    const kept = await app.db.query('select * from joining_code');
    expect(JSON.stringify(kept)).not.toContain(code.slice(0, 14));
    const audited = await app.db.query(`select * from audit_entry where subject_kind = 'joining_code'`);
    expect([audited.length, JSON.stringify(audited).includes(code)]).toEqual([1, false]);
  });

  it('says first who will see what; then enrols, by whom and why, due in time', async () => {
    const code = await codeOf({ mostUses: '5' });
    const page = (await app.browser().get(`/join/${code}`).expect(200)).text;
    for (const words of [
      'Who will see what of you',
      'They never see:',
      'Attempts that you did not pass',
      'Sign in to join',
    ])
      expect(page).toContain(words);
    expect(page).toContain('Nobody at Riverbank');
    expect(page.replaceAll('&#x3D;', '=')).toContain('workplace=ZZ1');
    const signedIn = await learner.browser.get(`/join/${code}`).expect(200);
    expect(signedIn.text).toContain('Join and take the course');
    expect([signedIn.headers['referrer-policy'], signedIn.headers['x-robots-tag']]).toEqual([
      'no-referrer',
      'noindex, nofollow',
    ]);
    // Opening it has done nothing.
    expect(await usesOf(code)).toBe(0);
    const joined = await join(code);
    expect([joined.status, joined.headers['location']?.startsWith('/learning/')]).toEqual([303, true]);
    const own = await learner.page(joined.headers['location'] ?? '');
    expect(own).toContain(
      'You were enrolled by invitation on 25 November 2026. The reason given: Ward 7 takes part in May',
    );
    expect(own).toContain('Due by 24 January 2027');
    const [row] = await app.db.query<{ by: string }>(
      `select p.name as by from enrolment e join person p on p.id = e.enrolled_by_id where e.person_id = $1`,
      [learner.personId],
    );
    expect(row?.by).toBe('Alex Reed (sample)');
    expect((await join(code)).headers['location']).toBe(joined.headers['location']);
    expect(await usesOf(code)).toBe(1);
  });

  it('reads a code however it is typed', async () => {
    const code = await codeOf();
    const typed = (text: string) => app.browser().submit('/join', { code: text });
    const messy = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    expect((await typed(messy)).headers['location']).toBe(`/join/${code}`);
    expect((await typed('')).text).toContain('Enter the code');
    const wrong = await typed(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`);
    expect([wrong.status, wrong.text.includes('This is no whole code')]).toEqual([422, true]);
    await app
      .browser()
      .get(`/join/${encodeURIComponent('<b>')}`)
      .expect(404);
  });

  it('lets nobody join when the code has expired, was stopped or is used up, or the cohort has ended', async () => {
    const refused = async (code: string, words: string) => {
      const one = await TestLearner.at(app, null);
      expect((await app.browser().get(`/join/${code}`).expect(404)).text).toContain(words);
      const answer = await join(code, one);
      expect([answer.status, answer.text.includes(words)]).toEqual([404, true]);
      const [row] = await app.db.query<{ n: number }>('select count(*)::int as n from enrolment where person_id = $1', [
        one.personId,
      ]);
      expect(row?.n).toBe(0);
    };
    await refused(newNumber(), 'There is no such code');
    const stopped = await codeOf();
    const [{ id } = { id: '' }] = await app.db.query<{ id: string }>('select id from joining_code where ending = $1', [
      stopped.slice(-6),
    ]);
    const elsewhere = await cohortOf({ name: 'Another', organisation: 'ZZ2' });
    expect((await admin.submit(`${elsewhere}/code-stops`, { code: id }, `${elsewhere}/codes`)).status).toBe(404);
    await admin.submit(`${cohort}/code-stops`, { code: id }, `${cohort}/codes`);
    await refused(stopped, 'The code was stopped');
    const late = await codeOf();
    app.clock.set('2026-12-24T23:30:00Z');
    await app.browser().get(`/join/${late}`).expect(200);
    app.clock.set('2026-12-25T00:30:00Z');
    await refused(late, 'The code has expired');
    app.clock.set('2026-11-25T10:00:00Z');
    const ended = await codeOf({}, elsewhere);
    await admin.submit(`${elsewhere}/endings`, {}, elsewhere);
    await refused(ended, 'has ended');
    const usedUp = await codeOf({ mostUses: '1' });
    await join(usedUp, await TestLearner.at(app, null));
    await refused(usedUp, 'As many people have joined');
  });

  it('lets no more people join than may, when they come at the same moment', async () => {
    const code = await codeOf({ mostUses: '2' });
    const people = [];
    for (let n = 0; n < 5; n += 1) people.push(await TestLearner.at(app, null));
    const answers = await Promise.all(people.map((one) => join(code, one)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 303, 404, 404, 404]);
    expect(await usesOf(code)).toBe(2);
  });

  it('is for addresses of its domains', async () => {
    const code = await codeOf({ domains: '@NHS.net, ward.example' });
    const other = await TestLearner.at(app, null);
    await app.db.query(`update person set email = 'x@ward.example.evil.example' where id = $1`, [other.personId]);
    const page = (await other.browser.get(`/join/${code}`).expect(200)).text;
    expect(page).toContain('@nhs.net or @ward.example');
    expect(page).not.toContain('Join and take the course');
    const answer = await join(code, other);
    expect([answer.status, answer.text.includes('is for addresses at @nhs.net or @ward.example')]).toEqual([403, true]);
    expect(await usesOf(code)).toBe(0);
    expect((await join(code, await TestLearner.at(app, null))).status).toBe(303);
  });

  it('shows who joined to the contact, wherever they work, until they leave; they stay enrolled', async () => {
    const contact = await TestLearner.at(app, 'ZZ1');
    await admin.submit(`${cohort}/contacts`, { contact: await contact.email() }, cohort);
    const seen = cohort.replace('/enrolments/small', '');
    await app.db.query(`update person set name = 'Grace Joined' where id = $1`, [learner.personId]);
    expect(await contact.page(seen)).toContain('Grace Joined');
    const mine = await learner.page('/who-sees-what');
    expect(mine).toContain('Leave the cohort');
    const id = cohort.split('/').at(-1) ?? '';
    await contact.browser.submit('/who-sees-what/departures', { cohort: id }, '/account');
    expect(await contact.page(seen)).toContain('Grace Joined');
    await learner.browser.submit('/who-sees-what/departures', { cohort: id }, '/who-sees-what');
    expect(await contact.page(seen)).not.toContain('Grace Joined');
    expect(await learner.page('/who-sees-what')).not.toContain('Ward 7');
    expect(await learner.page('/learning')).toContain('A small course');
    await learner.browser.submit('/who-sees-what/departures', { cohort: 'junk' }, '/who-sees-what');
  });

  it('stops who guesses, long before anybody with a code', async () => {
    const code = await codeOf();
    const visitor = app.browser();
    let status = 0;
    let tries = 0;
    for (; tries < 60 && status !== 429; tries += 1) status = (await visitor.get(`/join/${newNumber()}`)).status;
    expect(status).toBe(429);
    expect(tries).toBeLessThanOrEqual(31);
    await app.browser().get(`/join/${code}`).expect(200);
  });
});
