import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { newId } from '../../src/platform/database/new-id.js';
import { itemName, seenItems } from '../../src/learning/access-matrix.rules.js';
import { RenewalsService } from '../../src/learning/renewals.service.js';
import type { TestBrowser } from '../support/test-browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse } from './small-course.js';

const LIST = '/enrolments/small/cohorts';
const reason = 'Every nurse at Riverbank takes this course';

describe('cohorts', () => {
  let app: TestApp;
  let admin: TestBrowser;
  let nurse: TestLearner;
  let elsewhere: TestLearner;
  let cohort: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, jobs: true, now: '2026-11-25T10:00:00Z' });
    await publishSmallCourse(app);
    admin = app.browser();
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    nurse = await TestLearner.at(app, 'ZZ1');
    elsewhere = await TestLearner.at(app, 'ZZ2');
  });
  afterAll(() => app.close());

  const make = (fields: Record<string, string | string[]>) =>
    admin.submit(LIST, { name: 'Nurses at Riverbank', reason, ...fields }, `${LIST}/new`);
  const enrolmentOf = async (personId: string) => {
    const [row] = await app.db.query<{
      id: string;
      origin: string;
      reason: string;
      dueOn: string | null;
      by: string | null;
    }>(
      `select e.id, e.origin, e.reason, e.due_on as "dueOn", p.name as by from enrolment e join course c on c.id = e.course_id
         left join person p on p.id = e.enrolled_by_id where e.person_id = $1 and c.slug = 'small' and e.withdrawn_at is null`,
      [personId],
    );
    return row;
  };
  const until = async (done: () => Promise<boolean>) => {
    for (let tries = 0; tries < 100 && !(await done()); tries += 1) await sleep(50);
  };

  it('are made by administrators alone', async () => {
    for (const address of [LIST, `${LIST}/new`]) {
      await admin.get(address).expect(200);
      await nurse.browser.get(address).expect(403);
      expect((await app.browser().get(address)).status).toBe(303);
    }
    await nurse.browser.get('/cohorts').expect(200);
    expect((await app.browser().get('/cohorts')).status).toBe(303);
  });

  it('say what is wrong, with what was typed still there', async () => {
    const refused = async (fields: Record<string, string | string[]>) => {
      const answer = await make(fields);
      expect(answer.status).toBe(422);
      return answer.text;
    };
    expect(await refused({ by: 'rule' })).toContain('Say whom the rule takes in');
    expect(await refused({ by: 'rule', organisation: 'Gateshaed' })).toContain('Did you mean: Gateshead Health');
    expect(await refused({ by: 'rule', organisation: 'ZZ1', nation: 'wales' })).toContain('the Trust alone');
    expect(await refused({ by: 'hand', professions: 'nurse' })).toContain(
      'Professions, nation and area are for a rule',
    );
    expect(await refused({ by: 'rule', nation: 'wales', dueDays: '0' })).toContain('Enter a number of days');
    const both = { dueDays: '60', 'dueOn-day': '1', 'dueOn-month': '5', 'dueOn-year': '2027' };
    expect(await refused({ by: 'rule', nation: 'wales', ...both })).toContain('not both');
    expect(await refused({ by: 'rule', nation: 'wales', area: 'nowhere', name: 'Kept' })).toContain('value="Kept"');
    const [row] = await app.db.query<{ n: number }>('select count(*)::int as n from cohort');
    expect(row?.n).toBe(0);
  });

  it('enrol by a rule, once whoever made it has seen how many it fits', async () => {
    const made = await make({ by: 'rule', organisation: 'ZZ1', professions: 'nurse', dueDays: '60' });
    expect(made.status).toBe(303);
    cohort = made.headers['location'] ?? '';
    const [{ n } = { n: 0 }] = await app.db.query<{ n: number }>(
      `select count(*)::int as n from person p join workplace w on w.person_id = p.id and w.ended_at is null
         join organisation o on o.id = w.organisation_id and o.code = 'ZZ1' where p.profession = 'nurse'`,
    );
    expect(n).toBeGreaterThan(1);
    expect((await admin.get(cohort)).text).toContain(`It fits ${String(n)} people today`);
    expect(await enrolmentOf(nurse.personId)).toBeUndefined();
    await Promise.all([admin.submit(`${cohort}/starts`, {}, cohort), admin.submit(`${cohort}/starts`, {}, cohort)]);
    await until(async () => (await enrolmentOf(nurse.personId)) !== undefined);
    expect(await enrolmentOf(nurse.personId)).toMatchObject({
      origin: 'rule',
      reason,
      dueOn: '2027-01-24',
      by: 'Alex Reed (sample)',
    });
    expect(await enrolmentOf(elsewhere.personId)).toBeUndefined();
    expect((await admin.get(cohort)).text).toContain(
      `${String(n)}, of whom ${String(n)} are enrolled and 0 have completed`,
    );
    const audited = await app.db.query<{ action: string }>(
      `select action from audit_entry where subject_kind = 'cohort' order by id`,
    );
    expect(audited.map(({ action }) => action)).toEqual(['cohorts.made', 'cohorts.started', 'cohorts.people_taken_in']);
  });

  it('enrol who comes to fit the rule later, due from the day on which they come', async () => {
    app.clock.set('2026-12-01T10:00:00Z');
    await elsewhere.workAt('ZZ1');
    expect(await enrolmentOf(elsewhere.personId)).toMatchObject({ origin: 'rule', dueOn: '2027-01-30' });
    const midwife = await TestLearner.at(app, 'ZZ1');
    await app.db.query(`update person set profession = 'midwife' where id = $1`, [midwife.personId]);
    await app.db.query('delete from cohort_member where person_id = $1', [midwife.personId]);
    await app.db.query('delete from enrolment where person_id = $1', [midwife.personId]);
    const details = { name: 'Test Learner', profession: 'nurse', registrationBody: '', registrationNumber: '' };
    expect((await midwife.browser.submit('/account/details', details, '/account/details')).status).toBe(303);
    expect(await enrolmentOf(midwife.personId)).toMatchObject({ origin: 'rule' });
  });

  it('give who is enrolled already a due date where they had none, and move none that stands', async () => {
    const [free, promised] = [await TestLearner.at(app, 'ZZ2'), await TestLearner.at(app, 'ZZ2')];
    for (const one of [free, promised]) await one.enrol();
    await app.db.query(`update enrolment set due_on = '2027-06-01' where person_id = $1`, [promised.personId]);
    for (const one of [free, promised]) await one.workAt('ZZ1');
    expect(await enrolmentOf(free.personId)).toMatchObject({ origin: 'self', dueOn: '2027-01-30' });
    expect(await enrolmentOf(promised.personId)).toMatchObject({ origin: 'self', dueOn: '2027-06-01' });
    const changes = await app.db.query(
      `select c.reason, c.due_on_before as "before", p.name as by from enrolment_change c join enrolment e on e.id = c.enrolment_id
         join person p on p.id = c.changed_by_id where e.person_id = any($1)`,
      [[free.personId, promised.personId]],
    );
    expect(changes).toEqual([{ reason, before: null, by: 'Alex Reed (sample)' }]);
  });

  it('never take anybody off the course, and never enrol again who was withdrawn', async () => {
    const before = await enrolmentOf(elsewhere.personId);
    await elsewhere.workAt('ZZ2');
    const [{ id: workplace } = { id: '' }] = await app.db.query<{ id: string }>(
      `select w.id from workplace w join organisation o on o.id = w.organisation_id where o.code = 'ZZ1' and w.person_id = $1`,
      [elsewhere.personId],
    );
    await app.db.query('update workplace set ended_at = now() where id = $1', [workplace]);
    expect(await enrolmentOf(elsewhere.personId)).toEqual(before);
    await admin.submit(`/enrolments/small/${before?.id ?? ''}/withdrawals`, { reason: 'Left' }, '/account');
    expect(await enrolmentOf(elsewhere.personId)).toBeUndefined();
    await elsewhere.workAt('ZZ1');
    expect(await enrolmentOf(elsewhere.personId)).toBeUndefined();
    await admin.submit(`${cohort}/removals`, { person: nurse.personId }, cohort);
    expect(await enrolmentOf(nurse.personId)).toBeDefined();
    expect((await admin.get(cohort)).text).not.toContain(await nurse.email());
    await nurse.workAt('ZZ2');
    await nurse.workAt('ZZ1');
    expect((await admin.get(cohort)).text).not.toContain(await nurse.email());
  });

  it('take people in by hand, all or none', async () => {
    const made = await make({ by: 'hand', name: 'By hand', organisation: 'ZZ2' });
    const hand = made.headers['location'] ?? '';
    const add = (emails: string) => admin.submit(`${hand}/members`, { emails }, hand);
    const email = await elsewhere.email();
    const refused = await add(`${email}\nnobody@ward.example`);
    expect([
      refused.status,
      refused.text.includes('Nobody was added. No active account has: nobody@ward.example'),
    ]).toEqual([422, true]);
    expect(await enrolmentOf(elsewhere.personId)).toBeUndefined();
    expect((await add(` ${email.toUpperCase()}, ${email}`)).status).toBe(303);
    expect(await enrolmentOf(elsewhere.personId)).toMatchObject({ origin: 'cohort', by: 'Alex Reed (sample)' });
    await admin.submit(`${hand}/endings`, {}, hand);
    expect((await add(await nurse.email())).text).toContain('The cohort has ended');
    await admin.get(`/enrolments/advance-decisions${hand.replace('/enrolments/small', '')}`).expect(404);
    await admin.get(`${LIST}/${newId()}`).expect(404);
    await admin.get(`${LIST}/junk`).expect(404);
  });
});

describe('the contact of a Trust', () => {
  let app: TestApp;
  let admin: TestBrowser;
  let contact: TestLearner;
  let learner: TestLearner;
  let cohort: string;
  let seen: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    await publishSmallCourse(app);
    admin = app.browser();
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    contact = await TestLearner.at(app, 'ZZ1');
    learner = await TestLearner.at(app, 'ZZ1');
    await app.db.query(`update person set name = 'Ada Member' where id = $1`, [learner.personId]);
    const fields = { name: 'Ward 7', by: 'hand', organisation: 'ZZ1', reason };
    cohort = (await admin.submit(LIST, fields, `${LIST}/new`)).headers['location'] ?? '';
    await admin.submit(`${cohort}/members`, { emails: await learner.email() }, cohort);
    seen = cohort.replace('/enrolments/small', '');
    const [row] = await app.db.query<{ id: string }>('select id from enrolment where person_id = $1', [
      learner.personId,
    ]);
    learner.course = `/learning/${row?.id ?? ''}`;
  });
  afterAll(() => app.close());

  const name = (email: string) => admin.submit(`${cohort}/contacts`, { contact: email }, cohort);

  it('is named by an administrator, and works at the Trust', async () => {
    await contact.browser.get(seen).expect(404);
    const other = await TestLearner.at(app, 'ZZ2');
    expect((await name(await other.email())).text).toContain('does not say that they work at Riverbank');
    expect((await name('nobody@ward.example')).text).toContain('Nobody has an active account');
    expect((await name(await contact.email())).status).toBe(303);
    await contact.browser.get(seen).expect(200);
    expect(await contact.page('/cohorts')).toContain('Ward 7');
    expect(await contact.page('/learning')).toContain('of which you are a contact');
    expect(await other.page('/cohorts')).toContain('You are a contact of no cohort');
    for (const address of [seen, `${seen}/progress.csv`, `${seen}/esr`, `${seen}/esr?vpd=381`]) {
      await other.browser.get(address).expect(404);
      await learner.browser.get(address).expect(404);
      expect((await app.browser().get(address)).status).toBe(303);
    }
    await contact.browser.get(cohort).expect(403);
    await contact.browser.get(`/cohorts/${newId()}`).expect(404);
    await contact.browser.get('/cohorts/junk').expect(404);
  });

  it('sees enrolment, completion and dates, and nothing of scores, attempts, answers or lessons: these are not even read', async () => {
    await learner.tryCheck(0);
    await learner.readAll();
    expect(await contact.page(seen)).toContain('Not completed yet');
    await learner.tryCheck(4);
    expect(await learner.page(learner.course)).toContain('Passed, 80 %');
    expect(await learner.page(learner.course)).toContain('Not passed, 0 %');
    const email = await learner.email();
    const pages = [seen, `${seen}/progress.csv`, '/cohorts'];
    for (const address of pages) {
      let text = '';
      const asked = await app.statementsOf(async () => {
        const answer = await contact.browser.get(address).expect(200);
        text = answer.text;
      });
      const tables = asked.filter((sql) => /\b(attempt|attempt_answer|lesson_completion|certificate)\b/.test(sql));
      expect([address, tables]).toEqual([address, []]);
      const main = text.replace(/[\s\S]*<main/, '').replaceAll(/[0-9a-f-]{36}/g, 'its id');
      for (const secret of [email, '80', 'Passed', 'passed', '0 %', 'ttempt', 'Papers'])
        expect(main).not.toContain(secret);
    }
    const page = await contact.page(seen);
    expect(page).toContain('Ada Member');
    expect(page).toContain('25 November 2026');
    expect(page).toContain('1 of 1 have completed it');
    const csv = (await contact.browser.get(`${seen}/progress.csv`)).text.replace('\ufeff', '').trim().split('\n');
    expect(csv).toEqual([
      'Name,Enrolled,Due,State,Completed',
      'Ada Member,25 November 2026,No due date,Completed,25 November 2026',
    ]);
  });

  it('takes completions to the ESR team of the Trust, as a local competence of it, and administrators do', async () => {
    await app.db.query(`update person set name = '=Ada Member' where id = $1`, [learner.personId]);
    expect(await contact.page(seen)).toContain(`${seen}/esr`);
    expect((await admin.get(cohort)).text).toContain(`${cohort}/esr`);
    for (const [browser, address] of [
      [contact.browser, seen],
      [admin, cohort],
    ] as const) {
      expect((await browser.get(`${address}/esr`).expect(200)).text).toContain('123|LOCAL|A small course|');
      const wrong = await browser.get(`${address}/esr?vpd=NHS%7CCSTF`).expect(422);
      expect(wrong.text).toContain('Enter the VPD of the Trust');
      expect(wrong.text).toContain('value="NHS|CSTF"');
      const csv = (await browser.get(`${address}/esr?vpd=381`).expect(200)).text.replace('\ufeff', '').trim();
      // What a spreadsheet would take for a formula is told as words.
      expect(csv.split('\n')).toEqual([
        'name,competence,completed_on',
        "'=Ada Member,381|LOCAL|A small course|,2026-11-25",
      ]);
    }
    await contact.browser.get(`${cohort}/esr`).expect(403);
    await app.db.query(`update person set name = 'Ada Member' where id = $1`, [learner.personId]);
  });

  it('sees what people completed also while they take the course again, and so do they', async () => {
    const old = learner.course;
    const attempt = /\/learning\/[^"]*\/attempts\/[^"]*/.exec(await learner.page(old))?.[0] ?? '';
    const { id } = await app.get<RenewalsService>(RenewalsService).renew(learner.personId, 'small', '2027-01-31');
    const page = await contact.page(seen);
    expect(page).toContain('1 of 1 have completed it');
    expect(page.match(/Ada Member/g)).toHaveLength(1);
    expect(page).not.toContain('Not completed yet');
    expect((await admin.get(cohort)).text).toContain('1 are enrolled and 1 have completed');
    expect(await learner.page(old)).toContain('Passed, 80 %');
    await learner.browser.get(attempt).expect(200);
    const mine = await learner.page('/learning');
    for (const address of [old, `/learning/${id}`]) expect(mine).toContain(`href="${address}"`);
    expect(await learner.page('/courses/small')).toContain(`/learning/${id}`);
  });

  it('finds people by their names, not by their addresses', async () => {
    expect(await contact.page(`${seen}?text=ada`)).toContain('Ada Member');
    expect(await contact.page(`${seen}?text=${encodeURIComponent(await learner.email())}`)).toContain('Nobody found');
    expect(await contact.page(`${seen}?text=%25&before=x`)).toContain('Nobody found');
  });

  it('is known to those whom they see', async () => {
    const course = await learner.page(learner.course);
    expect(course).toContain('Test Learner at Riverbank');
    expect(course).toContain('never your answers, scores or attempts');
    expect(await learner.page('/who-sees-what')).toContain('Ward 7');
    expect(await contact.page('/who-sees-what')).not.toContain('Ward 7');
  });

  it('sees nobody who works elsewhere by now, and nothing once they work elsewhere themselves', async () => {
    await app.db.query('update workplace set is_current = false, ended_at = now() where person_id = $1', [
      learner.personId,
    ]);
    expect(await contact.page(seen)).not.toContain('Ada Member');
    expect((await admin.get(cohort)).text).toContain('Not shown to the contact');
    expect(await learner.page('/who-sees-what')).not.toContain('Ward 7');
    await learner.workAt('ZZ1');
    expect(await contact.page(seen)).toContain('Ada Member');
    await app.db.query('update workplace set is_current = false, ended_at = now() where person_id = $1', [
      contact.personId,
    ]);
    for (const address of [seen, `${seen}/progress.csv`]) await contact.browser.get(address).expect(404);
    expect(await contact.page('/cohorts')).not.toContain('Ward 7');
    expect(await learner.page('/who-sees-what')).not.toContain('Ward 7');
    expect((await admin.get(cohort)).text).toContain('Works elsewhere now');
    await contact.workAt('ZZ1');
    await admin.submit(`${cohort}/contact-removals`, { person: contact.personId }, cohort);
    await contact.browser.get(seen).expect(404);
    await name(await contact.email());
  });

  it('turns pages with the same number of statements, however many people there are', async () => {
    const few = await app.statementsOf(() => contact.page(seen));
    await app.db.query(
      `with made as (insert into person (id, email, name, profession, created_at, search_key, confirmed_at)
         select gen_random_uuid(), 'many' || n || '@ward.example', 'Many ' || n, 'nurse', now(), 'many', now()
           from generate_series(1, 60) as n returning id),
       placed as (insert into workplace (id, person_id, organisation_id, kind, nation, started_at, is_current)
         select gen_random_uuid(), made.id, o.id, 'organisation', o.nation, now(), true from made, organisation o where o.code = 'ZZ1')
       insert into cohort_member (cohort_id, person_id, by, joined_at) select $1, id, 'hand', now() from made`,
      [cohort.split('/').at(-1)],
    );
    const rows = (html: string) => [...html.matchAll(/<td data-label="Name">/g)].length;
    const many = await app.statementsOf(() => contact.page(seen));
    expect(many.length).toBe(few.length);
    const first = await contact.page(seen);
    expect(rows(first)).toBe(25);
    const next = /href="([^"]*before[^"]*)"/.exec(first)?.[1]?.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&') ?? '';
    expect(rows(await contact.page(next))).toBe(25);
    expect((await contact.browser.get(`${seen}/progress.csv`)).text.trim().split('\n')).toHaveLength(62);
  });
});

describe('who sees what', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
  });
  afterAll(() => app.close());

  it('is a page that everybody can read before they join, and that tells the whole matrix', async () => {
    const { text } = await app.browser().get('/who-sees-what').expect(200);
    const plain = text.replaceAll('&#x27;', "'");
    for (const item of seenItems) expect(plain).toContain(`<th scope="row">${itemName(item)}</th>`);
    const rowOf = (item: (typeof seenItems)[number]) => {
      const at = plain.indexOf(`<th scope="row">${itemName(item)}</th>`);
      return [...plain.slice(at, plain.indexOf('</tr>', at)).matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) =>
        (cell ?? '').replaceAll(/<[^>]+>/g, ''),
      );
    };
    expect(rowOf('completion')).toEqual(['Yes', 'Yes', 'Yes', 'Where a change of policy concerns you', 'Yes']);
    expect(rowOf('failed_attempts')).toEqual(['Yes', 'No', 'No', 'No', 'No']);
    expect(rowOf('portfolio')).toEqual(['Yes', 'No', 'No', 'No', 'No']);
  });

  it('is told where people decide: registering, the page of a course', async () => {
    for (const address of ['/register?workplace=ZZ1', '/courses/advance-decisions'])
      expect((await app.browser().get(address)).text).toContain('href="/who-sees-what"');
    const { text } = await app.browser().get('/courses/advance-decisions');
    expect(text).toContain('They never see:');
    expect(text).toContain('<li>Attempts that you did not pass');
  });
});
