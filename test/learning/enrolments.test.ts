import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { newId } from '../../src/platform/database/new-id.js';
import type { TestBrowser } from '../support/test-browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse } from './small-course.js';

const LIST = '/enrolments/small';
const reason = 'The ward takes part in May';
const due = (day: string, month: string, year: string) => ({
  'dueOn-day': day,
  'dueOn-month': month,
  'dueOn-year': year,
});

describe('enrolling others', () => {
  let app: TestApp;
  let admin: TestBrowser;
  let learner: TestLearner;
  let email: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    await publishSmallCourse(app);
    admin = app.browser();
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    learner = await TestLearner.at(app, 'ZZ1');
    [{ email }] = (await app.db.query<{ email: string }>('select email from person where id = $1', [
      learner.personId,
    ])) as [{ email: string }];
  });
  afterAll(() => app.close());

  const enrol = (fields: Record<string, string>) => admin.submit(LIST, fields, `${LIST}/new`);
  const actions = async (id: string) =>
    (
      await app.db.query<{ action: string }>(
        `select action from audit_entry where subject_kind = 'enrolment' and subject_id = $1 order by id`,
        [id],
      )
    ).map(({ action }) => action);

  it('is for administrators alone', async () => {
    for (const address of ['/enrolments', LIST, `${LIST}/new`]) {
      await admin.get(address).expect(200);
      await learner.browser.get(address).expect(403);
      expect((await app.browser().get(address)).status).toBe(303);
    }
    expect((await learner.browser.submit(LIST, { email, reason }, '/account')).status).toBe(403);
  });

  it('says what is wrong, with what was typed still there', async () => {
    const refused = async (fields: Record<string, string>) => (await enrol({ reason, email, ...fields })).text;
    expect(await refused({ reason: '' })).toContain('Say why you enrol them');
    expect(await refused({ email: 'nobody@ward.example' })).toContain('Nobody has an account with this address');
    expect(await refused(due('31', '2', '2027'))).toContain('Enter the due date as day, month and year');
    expect(await refused(due('24', '11', '2026'))).toContain('not in the past');
    const [row] = await app.db.query<{ n: number }>('select count(*)::int as n from enrolment');
    expect(row?.n).toBe(0);
  });

  it('keeps who did it and why, and tells the learner', async () => {
    const made = await enrol({ email: email.toUpperCase(), reason, ...due('30', '11', '2026') });
    expect(made.status).toBe(303);
    const id = made.headers['location']?.split('/').at(-1) ?? '';
    learner.course = `/learning/${id}`;
    const page = await learner.page(learner.course);
    expect(page).toContain('Due by 30 November 2026');
    expect(page).toContain(`You were enrolled by an administrator on 25 November 2026. The reason given: ${reason}`);
    expect(await learner.page('/learning')).toContain('Due by 30 November 2026');
    const listed = (await admin.get(`${LIST}/${id}`).expect(200)).text;
    expect(listed).toContain('by an administrator: Alex Reed (sample)');
    expect(listed).toContain('Due soon');
    const again = await enrol({ email, reason: 'Another', ...due('1', '12', '2026') });
    expect(again.headers['location']).toBe(`${LIST}/${id}`);
    expect((await admin.get(`${LIST}/${id}`)).text).toContain('30 November 2026');
    expect(await actions(id)).toEqual(['enrolments.made']);
  });

  it('moves a due date, and keeps the one before', async () => {
    const one = `${LIST}/${learner.enrolmentId}`;
    const move = (fields: Record<string, string>) => admin.submit(`${one}/due-dates`, fields, one);
    expect((await move({ reason: 'Night shifts', ...due('30', '11', '2026') })).text).toContain('the due date already');
    expect((await move({ reason: 'Night shifts', ...due('24', '12', '2026') })).status).toBe(303);
    const page = (await admin.get(one)).text;
    expect(page).toContain('Due date moved from 30 November 2026 to 24 December 2026');
    expect(page).toContain('Night shifts');
    expect(await actions(learner.enrolmentId)).toEqual(['enrolments.made', 'enrolments.due_date_moved']);
  });

  it('withdraws, keeps everything, and enrols again with what was read', async () => {
    await learner.readAll(['papers', 'recording']);
    const before = learner.enrolmentId;
    const one = `${LIST}/${before}`;
    expect((await admin.get(`${one}/withdrawals/new`)).text).toContain('Withdraw from the course');
    const press = () => admin.submit(`${one}/withdrawals`, { reason: 'Left the ward' }, '/account');
    // Two presses at the same moment are one withdrawal.
    const answers = await Promise.all([press(), press()]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 422]);
    expect((await actions(before)).filter((action) => action === 'enrolments.withdrawn')).toHaveLength(1);
    await learner.browser.get(learner.course).expect(404);
    await learner.browser.get(`${learner.course}/lessons/doubt`).expect(404);
    expect(await learner.page('/learning')).not.toContain(learner.course);
    const again = await enrol({ email, reason });
    learner.course = `/learning/${again.headers['location']?.split('/').at(-1) ?? ''}`;
    expect(learner.enrolmentId).not.toBe(before);
    expect(await learner.page(learner.course)).toContain('2 of 3 lessons read');
    const [kept] = await app.db.query<{ n: number }>(
      'select count(*)::int as n from lesson_completion where enrolment_id = $1',
      [before],
    );
    expect(kept?.n).toBe(2);
    expect((await admin.get(one)).text).toContain('Other enrolments on this course');
  });

  it('leaves what is completed as it is', async () => {
    await learner.readAll(['doubt']);
    await learner.tryCheck(5);
    const one = `${LIST}/${learner.enrolmentId}`;
    expect((await admin.get(one)).text).toContain('Completed');
    const refused = await admin.submit(`${one}/withdrawals`, { reason: 'Too late' }, '/account');
    expect([refused.status, refused.text.includes('What was completed stays as it is')]).toEqual([422, true]);
    expect(await learner.page(learner.course)).toContain('You have completed this course');
  });

  it('finds enrolments by name, address and state, page by page, with the same number of statements', async () => {
    await app.db.query(
      `insert into person (id, email, name, profession, created_at, search_key)
       select gen_random_uuid(), 'many' || n || '@ward.example', 'Many ' || n, 'nurse', now(), 'many ' || n || ' many' || n || '@ward.example'
       from generate_series(1, 30) as n`,
    );
    await app.db.query(
      `insert into enrolment (id, person_id, course_id, course_version_id, enrolled_at, due_on)
       select gen_random_uuid(), p.id, v.course_id, v.id, now(), '2026-11-20'
       from person p, course_version v join course c on c.id = v.course_id and c.slug = 'small' where p.name like 'Many %'`,
    );
    const count = (html: string) => [...html.matchAll(/href="\/enrolments\/small\/[0-9a-f-]{36}"/g)].length;
    const first = (await admin.get(`${LIST}?state=overdue`).expect(200)).text;
    expect(count(first)).toBe(25);
    const next = /href="([^"]*before[^"]*)"/.exec(first)?.[1]?.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    expect(count((await admin.get(next ?? '').expect(200)).text)).toBe(5);
    expect(count((await admin.get(`${LIST}?text=MANY7%40`).expect(200)).text)).toBe(1);
    expect(count((await admin.get(`${LIST}?state=withdrawn`).expect(200)).text)).toBe(1);
    expect(count((await admin.get(`${LIST}?state=completed`).expect(200)).text)).toBe(1);
    expect(count((await admin.get(`${LIST}?state=due_soon`).expect(200)).text)).toBe(0);
    expect((await admin.get(`${LIST}?text=noone&before=x&state=y`).expect(200)).text).toContain('Nobody found');
    const asked = async (address: string) =>
      (await app.statementsOf(async () => await admin.get(address).expect(200))).length;
    expect(await asked(LIST)).toBe(await asked(`${LIST}?text=many7`));
    await admin.get(`${LIST}/${newId()}`).expect(404);
    await admin.get(`${LIST}/junk`).expect(404);
    await admin.get('/enrolments/none').expect(404);
  });
});
