import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { CertificateListsService } from '../../src/certificates/certificate-lists.service.js';
import { RenewalsService } from '../../src/learning/renewals.service.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';
import { Completions } from './completions.js';

const COURSE = '/certificates/courses/advance-decisions';

let app: TestApp;
let completions: Completions;
let learnerId: string;

beforeAll(async () => {
  app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
  completions = await Completions.in(app);
  await completions.review();
  learnerId = await completions.idOf('learner');
});
afterAll(() => app.close());

async function signedIn(name: string): Promise<TestBrowser> {
  const browser = app.browser();
  await browser.signIn(`${name}@beforehand.example`, SAMPLE_PASSWORD);
  return browser;
}
async function complete(personId: string): Promise<{ enrolmentId: string; number: string }> {
  const enrolmentId = await completions.complete(personId);
  await app.db.query('update enrolment set completed_at = $2 where id = $1', [enrolmentId, app.clock.now()]);
  return { enrolmentId, number: await completions.numberOf(enrolmentId) };
}
const verified = async (number: string) =>
  (await app.browser().get(`/verify/${number}.json`).expect(200)).body as Record<string, unknown>;
const standing = () =>
  app.db.query<{ id: string; dueOn: string | null }>(
    'select id, due_on as "dueOn" from enrolment where person_id = $1 and withdrawn_at is null',
    [learnerId],
  );

describe('certificates that end', () => {
  let first: { enrolmentId: string; number: string };
  let session: string;

  it('do so after as many months as is decided for their course; those issued before stay without an end', async () => {
    const before = await complete(await completions.person('Before'));
    const admin = await signedIn('admin');
    for (const [terms, words] of [
      [{ validMonths: '0', renewalDays: '60' }, 'from 1 to 120'],
      [{ validMonths: 'a year', renewalDays: '60' }, 'from 1 to 120'],
      [{ validMonths: '12', renewalDays: '400' }, 'from 1 to 365'],
    ] as const) {
      const refused = await admin.submit(COURSE, { templateId: '', ...terms }, COURSE);
      expect([refused.status, refused.text.includes(words), refused.text.includes(terms.validMonths)]).toEqual([
        422,
        true,
        true,
      ]);
    }
    await admin.submit(COURSE, { templateId: '', validMonths: '12', renewalDays: '' }, COURSE);
    expect((await admin.get('/certificates/courses')).text).toContain('12 months');
    first = await complete(learnerId);
    expect((await verified(before.number))['validUntil']).toBeNull();
    expect(await verified(first.number)).toMatchObject({ status: 'valid', validUntil: '2027-11-24' });

    const lists = app.get<CertificateListsService>(CertificateListsService);
    const file = Buffer.from('email,date,attendance\nlearner@beforehand.example,2026-11-20,present');
    const id = await lists.keep(await lists.compare(file, 'advance-decisions'), 'session.csv');
    await lists.apply(id, { mailed: false });
    await lists.issueNow(id);
    const [row] = await app.db.query<{ number: string }>(
      `select number from certificate where person_id = $1 and session_on = '2026-11-20'`,
      [learnerId],
    );
    session = row?.number ?? '';
    expect(await verified(session)).toMatchObject({ validUntil: '2027-11-20' });
  });

  it('cannot be renewed too early, nor by anybody else', async () => {
    const [learner, trainer] = [await signedIn('learner'), await signedIn('trainer')];
    const page = `/certificates/${first.number}`;
    expect((await learner.get(page)).text).toContain('You can renew it from 25 September 2027');
    expect((await learner.submit(`${page}/renewals`, {}, page)).headers['location']).toBe(page);
    expect((await learner.get(page)).text).toContain('cannot be renewed now');
    expect((await trainer.submit(`${page}/renewals`, {}, '/account')).status).toBe(404);
    expect((await learner.get(`/certificates/${session}`)).text).not.toContain('Renew it');
    expect((await standing()).map(({ id }) => id)).toEqual([first.enrolmentId]);
  });

  it('are renewed by taking the course again, from its beginning; pressed twice, once', async () => {
    app.clock.set('2027-10-01T10:00:00Z');
    await app.db.query(
      `insert into lesson_completion (enrolment_id, lesson_id, completed_at, shown_on, profession, shown)
       select $1, l.id, now(), current_date, 'nurse', '[]' from course_lesson l join enrolment e on e.course_version_id = l.version_id
        where e.id = $1 order by l.position limit 1`,
      [first.enrolmentId],
    );
    const learner = await signedIn('learner');
    const page = `/certificates/${first.number}`;
    expect((await learner.get(page)).text).toContain('It is valid until 24 November 2027');
    const renewed = await Promise.all([1, 2].map(() => learner.submit(`${page}/renewals`, {}, page)));
    const [now] = await standing();
    expect(renewed.map(({ headers }) => headers['location'])).toEqual([
      `/learning/${now?.id ?? ''}`,
      `/learning/${now?.id ?? ''}`,
    ]);
    expect(now?.dueOn).toBe('2027-11-24');
    expect((await learner.get(`/learning/${now?.id ?? ''}`).expect(200)).text).not.toContain('1 of ');
    const [carried] = await app.db.query<{ n: number }>(
      'select count(*)::int as n from lesson_completion where enrolment_id = $1',
      [now?.id],
    );
    expect(carried?.n).toBe(0);
    const [audited] = await app.db.query<{ n: number }>(
      `select count(*)::int as n from audit_entry where action = 'enrolments.renewed' and subject_id = $1`,
      [first.enrolmentId],
    );
    expect(audited?.n).toBe(1);
    expect(await verified(first.number)).toMatchObject({ status: 'valid' });
  });

  it('lead to a newer one; the old one is kept, and verifies as superseded', async () => {
    const second = await complete(learnerId);
    expect(second.number).not.toBe(first.number);
    expect(await verified(second.number)).toMatchObject({ status: 'valid', validUntil: '2028-10-01' });
    expect(await verified(first.number)).toMatchObject({ status: 'superseded', validUntil: '2027-11-24' });
    const learner = await signedIn('learner');
    const mine = (await learner.get('/certificates').expect(200)).text;
    for (const number of [first.number, second.number]) expect(mine).toContain(number);
    await learner.get(`/certificates/${first.number}.pdf`).expect(200);
    expect((await learner.get(`/certificates/${first.number}`)).text).not.toContain('Renew it');
    const admin = await signedIn('admin');
    const all = (await admin.get('/enrolments/advance-decisions?state=completed&text=learner').expect(200)).text;
    expect(all.match(/learner@beforehand\.example/g)?.length).toBe(2);
    const withdrawn = (await admin.get('/enrolments/advance-decisions?state=withdrawn&text=learner').expect(200)).text;
    expect(withdrawn).not.toContain('learner@beforehand.example');
    const old = (await admin.get(`/enrolments/advance-decisions/${first.enrolmentId}`).expect(200)).text;
    for (const words of ['Completed', 'Begun again']) expect(old).toContain(words);
  });

  it('expire when nobody renews them, and may be renewed after that', async () => {
    const second = (await standing())[0]?.id ?? '';
    const number = await completions.numberOf(second);
    app.clock.set('2028-10-02T10:00:00Z');
    expect(await verified(number)).toMatchObject({ status: 'expired' });
    const learner = await signedIn('learner');
    const page = `/certificates/${number}`;
    expect((await learner.get(page)).text).toContain('It was valid until 1 October 2028');
    const browser = await startBrowser();
    const screen = await (await browser.newContext()).newPage();
    await screen.goto(`${app.url}/sign-in`);
    await screen.getByLabel('Email address').fill('learner@beforehand.example');
    await screen.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
    await screen.getByRole('button', { name: 'Sign in' }).click();
    await screen.waitForURL((url) => url.pathname !== '/sign-in');
    expect(await problemsAt(screen, app.url + page)).toEqual([]);
    await screen.getByRole('button', { name: 'Take the course again' }).click();
    await screen.waitForURL((url) => url.pathname.startsWith('/learning/'));
    await browser.close();
    expect((await standing()).map(({ dueOn }) => dueOn)).toEqual([null]);
  }, 120_000);

  it('can be begun by somebody who never took the course', async () => {
    const personId = await completions.person('Newcomer');
    const renewals = app.get<RenewalsService>(RenewalsService);
    const [one, two] = [
      await renewals.renew(personId, 'advance-decisions', null),
      await renewals.renew(personId, 'advance-decisions', null),
    ];
    expect([one.isNew, two]).toEqual([true, { id: one.id, isNew: false }]);
  });
});
