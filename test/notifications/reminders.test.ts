import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { RemindersService } from '../../src/notifications/reminders.service.js';
import { ChoicesService } from '../../src/notifications/choosing/choices.service.js';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { Database } from '../../src/platform/database/database.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { MailServer } from '../accounts/mail-server.js';
import { TestLearner } from '../learning/learner.js';
import { publishSmallCourse } from '../learning/small-course.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

const TODAY = '2026-11-25T10:00:00Z';

describe('telling people', () => {
  let app: TestApp;
  let server: MailServer;
  let admin: TestBrowser;
  let learner: TestLearner;
  let email: string;

  beforeAll(async () => {
    server = await MailServer.start();
    app = await startTestApp({ sample: true, now: TODAY, jobs: true, config: { smtpUrl: server.url } });
    await publishSmallCourse(app);
    admin = app.browser();
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    email = await learner.email();
  });
  afterAll(async () => {
    await app.close();
    await server.stop();
  });

  const remind = () => app.get<RemindersService>(RemindersService).remindAll();
  /** As if enrolled at that time, due on that day. */
  const set = (enrolledAt: string, dueOn: string | null) =>
    app.db.query('update enrolment set enrolled_at = $2, due_on = $3 where id = $1', [
      learner.enrolmentId,
      enrolledAt,
      dueOn,
    ]);
  const told = () =>
    app.db.query<{ kind: string; occasion: string }>(
      'select kind, occasion from notification where person_id = $1 order by id',
      [learner.personId],
    );
  const unsubscribeAddress = (raw: string) =>
    /^List-Unsubscribe: <([^>]+)>/m.exec(raw.replaceAll(/\r\n[ \t]+/g, ' '))?.[1] ?? '';

  it('says by when a course is due, once, in plain text beside HTML, with the headers of a one-press end', async () => {
    await set('2026-11-01T10:00:00Z', '2026-12-09');
    // Two runs at the same time, as after a restart while the first goes on, tell once.
    const counts = await Promise.all([remind(), remind()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await remind()).toBe(0);
    const { raw } = await server.next(email);
    const mail = await PostalMime.parse(raw);
    expect(mail.subject).toBe('“A small course” is due by 9 December 2026');
    expect(mail.text).toContain('It has 3 lessons and a knowledge check.');
    expect(mail.text).toContain(`${app.url}${learner.course}`);
    expect(mail.html).toContain(`<a href="${app.url}${learner.course}">Go on with the course</a>`);
    expect(mail.html).not.toMatch(/<img|<script|<link/);
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('list-unsubscribe')).toMatch(new RegExp(`^<${app.url}/unsubscribe/[\\w.-]+>$`));
    expect(mail.text).toContain(unsubscribeAddress(raw));
    expect(server.count(email)).toBe(0);
  });

  it('tells again as the day comes nearer and passes, and when it is moved', async () => {
    app.clock.set('2026-12-07T10:00:00Z');
    await remind();
    expect((await server.next(email)).subject).toContain('=?UTF-8?');
    app.clock.set('2026-12-10T10:00:00Z');
    await remind();
    await set('2026-11-01T10:00:00Z', '2026-12-20');
    await remind();
    expect(await told()).toEqual([
      { kind: 'due', occasion: '2026-12-09 soon' },
      { kind: 'due', occasion: '2026-12-09 last' },
      { kind: 'overdue', occasion: '2026-12-09 first' },
      { kind: 'due', occasion: '2026-12-20 soon' },
    ]);
    await server.next(email);
    await server.next(email);
  });

  it('waits for the morning at night, and lets what waits be taken back', async () => {
    app.clock.set('2026-12-18T22:00:00Z');
    expect(await remind()).toBe(1);
    const [job] = await app.db.query<{ runAt: Date }>(
      `select run_at as "runAt" from graphile_worker.jobs where task_identifier = 'mail.send' order by id desc limit 1`,
    );
    expect(job?.runAt.toISOString()).toBe('2026-12-19T08:00:00.000Z');
    expect(await learner.page('/account/mail')).toContain('Goes out after 19 December 2026, 08:00');
    const saved = await learner.browser.submit(
      '/account/mail/choices',
      { topics: ['courses', 'certificates'] },
      '/account/mail',
    );
    expect(saved.status).toBe(303);
    const page = await learner.page('/account/mail');
    expect(page).toContain('Not sent: no longer wanted');
    expect(page).toMatch(/value="reminders"(?! checked)/);
    const [left] = await app.db.query<{ n: number }>(
      'select count(*)::int as n from mail_message where to_address = $1 and sent_at is null',
      [email],
    );
    expect(left?.n).toBe(0);
  });

  it('tells nothing that somebody declined, nor anybody whose account is closed or not confirmed', async () => {
    app.clock.set('2026-12-21T10:00:00Z');
    expect(await remind()).toBe(0);
    await learner.browser.submit('/account/mail/choices', { topics: ['reminders'] }, '/account/mail');
    await app.db.query('update person set deactivated_at = now() where id = $1', [learner.personId]);
    expect(await remind()).toBe(0);
    await app.db.query('update person set deactivated_at = null, confirmed_at = null where id = $1', [
      learner.personId,
    ]);
    expect(await remind()).toBe(0);
    await app.db.query('update person set confirmed_at = now() where id = $1', [learner.personId]);
    expect(await remind()).toBe(1);
  });

  it('ends mail of a kind with one press from a mail program, and by the page of the link, which changes nothing by itself', async () => {
    const { raw } = await server.next(email);
    const address = unsubscribeAddress(raw).replace(app.url, '');
    const stranger = app.browser();
    const page = await stranger.get(address).expect(200);
    expect(page.text).toContain('Stop this mail?');
    expect(page.headers['x-robots-tag']).toContain('noindex');
    expect(await learner.page('/account/mail')).toMatch(/value="reminders" checked/);
    // A forged form brings no token; a mail program brings the words of the standard instead.
    expect((await stranger.post(address, {})).status).toBe(403);
    expect((await stranger.post(address, { 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
    expect((await stranger.post(address, { 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
    expect(await learner.page('/account/mail')).not.toMatch(/value="reminders" checked/);
    expect((await stranger.get(address)).text).toContain('You get no more of this mail');
    const [declined] = await app.db.query<{ n: number }>(
      `select count(*)::int as n from audit_entry where action = 'mail.declined' and subject_id = $1 and details->>'topic' = 'reminders'`,
      [learner.personId],
    );
    expect(declined?.n).toBe(2);
    await learner.browser.submit('/account/mail/choices', { topics: ['reminders'] }, '/account/mail');
    const asForm = new FormData();
    asForm.set('List-Unsubscribe', 'One-Click');
    expect((await fetch(app.url + address, { method: 'POST', body: asForm })).status).toBe(200);
    expect(await learner.page('/account/mail')).not.toMatch(/value="reminders" checked/);
    await learner.browser.submit('/account/mail/choices', { topics: ['reminders'] }, '/account/mail');
    expect((await stranger.submit(address, {})).status).toBe(303);
    expect(await learner.page('/account/mail')).not.toMatch(/value="reminders" checked/);
    for (const wrong of ['/unsubscribe/nothing', `${address}x`]) {
      expect((await stranger.get(wrong)).status).toBe(404);
      expect((await stranger.post(wrong, { 'List-Unsubscribe': 'One-Click' })).status).toBe(404);
    }
    // The words of the standard open no other form.
    expect((await learner.browser.post('/account/mail/choices', { 'List-Unsubscribe': 'One-Click' })).status).toBe(403);
  });

  it('tells of a course left lying, of a newer version, and of a certificate, each in its own mail', async () => {
    await learner.browser.submit(
      '/account/mail/choices',
      { topics: ['reminders', 'courses', 'certificates'] },
      '/account/mail',
    );
    app.clock.set('2027-01-20T10:00:00Z');
    await set('2026-11-01T10:00:00Z', null);
    await learner.readAll(['papers']);
    app.clock.set('2027-02-19T10:00:00Z');
    await remind();
    const lying = await PostalMime.parse((await server.next(email)).raw);
    expect(lying.text).toContain(
      'You were last at work on “A small course” on 20 January 2027. You have read 1 of its 3 lessons.',
    );
    await publishSmallCourse(app, 2);
    await remind();
    await remind();
    const newer = await PostalMime.parse((await server.next(email)).raw);
    expect(newer.subject).toBe('There is a newer version of “A small course”');
    expect(newer.text).toContain(`See what changed:\n${app.url}${learner.course}\n`);
    expect(await learner.page(learner.course)).toContain('newer version');
    await learner.readAll();
    await learner.tryCheck(5);
    const certificate = await PostalMime.parse((await server.next(email)).raw);
    expect(certificate.subject).toBe('Your sample certificate: A small course');
    expect(certificate.text).toContain('not valid for CPD');
    expect((await told()).map(({ kind }) => kind).slice(-3)).toEqual(['unfinished', 'version', 'certificate']);
    expect(server.count(email)).toBe(0);
  });

  it('tells two months before a certificate ends, unless it was revoked', async () => {
    // A real one, as the product refuses to change one that was issued.
    await app.db.query(
      `insert into certificate (id, number, person_id, enrolment_id, course_id, course_version_id, sample, is_current, issued_at,
         issued_on, valid_until, snapshot, search_key)
       select gen_random_uuid(), 'ZZZZ-1', person_id, enrolment_id, course_id, course_version_id, false, false, issued_at,
         issued_on, '2027-04-10', snapshot, search_key from certificate where person_id = $1`,
      [learner.personId],
    );
    await app.db.query('update certificate set is_current = false where person_id = $1', [learner.personId]);
    await app.db.query('update certificate set is_current = true where number = $1', ['ZZZZ-1']);
    await remind();
    expect((await PostalMime.parse((await server.next(email)).raw)).subject).toBe(
      'Your certificate for “A small course” is valid until 10 April 2027',
    );
    app.clock.set('2027-04-01T10:00:00Z');
    await app.db.query(
      `insert into certificate_change (id, certificate_id, kind, at, "on", reason)
       select gen_random_uuid(), id, 'revoked', now(), '2027-03-30', 'error' from certificate where number = 'ZZZZ-1'`,
    );
    expect(await remind()).toBe(0);
  });

  it('asks eight weeks after completion what changed, once, unless it was said already', async () => {
    app.clock.set('2027-04-15T10:00:00Z');
    expect(await remind()).toBe(0);
    app.clock.set('2027-04-16T10:00:00Z');
    const counts = await Promise.all([remind(), remind()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(0);
    await learner.browser.submit('/account/mail/choices', { topics: ['practice'] }, '/account/mail');
    expect(await remind()).toBe(1);
    expect(await remind()).toBe(0);
    const mail = await PostalMime.parse((await server.next(email)).raw);
    expect(mail.subject).toBe('What changed in your practice since “A small course”?');
    expect(mail.text).toContain(`Say what changed:\n${app.url}${learner.course}/surveys/practice\n`);
    expect(await learner.page(`${learner.course}/surveys/practice`)).toContain('have you done anything differently?');
    await app.db.query(`delete from notification where kind = 'practice'`);
    await learner.browser.submit(
      `${learner.course}/surveys/practice`,
      { changed: 'not_yet' },
      `${learner.course}/surveys/practice`,
    );
    expect(await remind()).toBe(0);
  });

  it('sends news to nobody who has not asked for it, and keeps when and how they did', async () => {
    const page = () => learner.page('/account/mail');
    const choices = app.get<ChoicesService>(ChoicesService);
    expect(await page()).toMatch(/id="news"[^>]*value="yes"(?![^>]* checked)/);
    expect(await choices.wanted(learner.personId)).not.toContain('news');
    // No choice of other mail consents, whatever it is called.
    await learner.browser.submit('/account/mail/choices', { topics: ['practice', 'news'] }, '/account/mail');
    expect(await choices.wanted(learner.personId)).toEqual(['practice']);
    await learner.browser.submit('/account/mail/choices', { topics: ['practice'], news: 'yes' }, '/account/mail');
    expect(await choices.wanted(learner.personId)).toEqual(['practice', 'news']);
    expect(await page()).toContain('You asked for it on 16 April 2027, on this page.');
    expect(await learner.page('/account/data.json')).toContain('own page');
    await choices.end(learner.personId, 'news');
    expect(await choices.wanted(learner.personId)).toEqual(['practice']);
    const trail = await app.db.query(
      `select action, details ->> 'made' as made from audit_entry where subject_id = $1 and details ->> 'topic' = 'news' order by id`,
      [learner.personId],
    );
    expect(trail).toEqual([
      { action: 'mail.chosen', made: 'own page' },
      { action: 'mail.declined', made: 'link in a mail' },
    ]);
  });

  it('shows administrators what was sent to whom, page by page, with the same number of statements', async () => {
    await app.db.query(
      `insert into notification (id, person_id, kind, subject_id, occasion, subject, told_at, send_after)
       select gen_random_uuid(), $1, 'due', gen_random_uuid(), 'many', 'Many', now(), now() from generate_series(1, 60)`,
      [learner.personId],
    );
    const rows = (html: string) => [...html.matchAll(/data-label="What"/g)].length;
    const list = (await admin.get('/mail-log').expect(200)).text;
    expect(rows(list)).toBe(50);
    const next = /href="([^"]*before[^"]*)"/.exec(list)?.[1]?.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&') ?? '';
    expect(rows((await admin.get(next).expect(200)).text)).toBeGreaterThan(10);
    expect(rows((await admin.get(`/mail-log?kind=expiring&person=${learner.personId}`)).text)).toBe(1);
    expect((await admin.get('/mail-log?kind=nothing&person=x&before=y')).status).toBe(200);
    expect((await admin.get('/mail-log?person=00000000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await learner.browser.get('/mail-log')).status).toBe(403);
    expect((await admin.get(`/people/${learner.personId}`)).text).toContain('Mail to this person');
    // Only one's own is on one's own page.
    const other = await TestLearner.at(app, 'ZZ1');
    expect(await other.page('/account/mail')).toContain('Nothing yet');
    const asked = async (address: string) =>
      (await app.statementsOf(async () => await learner.browser.get(address).expect(200))).length;
    expect(await asked('/account/mail')).toBe(await asked('/account/mail?before=00000000-0000-7000-8000-000000000000'));
  });

  describe('many', () => {
    const MANY = 2500;

    beforeAll(async () => {
      app.clock.set('2027-06-01T10:00:00Z');
      await app.get<Jobs>(Jobs).stop();
      await app.db.query(
        `insert into person (id, email, name, profession, created_at, confirmed_at, search_key)
         select gen_random_uuid(), 'reminded' || n || '@ward.example', 'Reminded', 'nurse', now(), now(), ''
         from generate_series(1, $1) n`,
        [MANY],
      );
      await app.db.query(
        `insert into enrolment (id, person_id, course_id, course_version_id, enrolled_at, due_on)
         select gen_random_uuid(), p.id, v.course_id, v.id, '2027-03-01', '2027-06-10'
         from person p, course_version v join course c on c.id = v.course_id and c.slug = 'small'
         where p.name = 'Reminded' and v.number = 2`,
      );
    });

    it('are told in batches of a few statements, and each once when a batch is lost on the way', async () => {
      const database = app.get<Database>(Database);
      const query = database.query.bind(database);
      let batches = 0;
      database.query = (sql, params) => {
        if (sql.includes('insert into mail_message') && (batches += 1) === 2) throw new Error('The line broke');
        return query(sql, params);
      };
      await expect(remind()).rejects.toThrow('The line broke');
      database.query = query;
      const count = async () =>
        (
          await app.db.query<{ told: number; mails: number }>(
            `select count(*)::int as told, count(m.id)::int as mails from notification n join person p on p.id = n.person_id
               left join mail_message m on m.id = n.mail_message_id where p.name = 'Reminded'`,
          )
        )[0];
      // What the first batch committed stays, and the one that was lost left nothing behind.
      expect(await count()).toEqual({ told: 1000, mails: 1000 });
      const statements = await app.statementsOf(remind);
      expect(await count()).toEqual({ told: MANY, mails: MANY });
      expect(statements.filter((sql) => sql.includes('insert into notification')).length).toBeLessThanOrEqual(3);
      expect(statements.length).toBeLessThan(40);
      expect(await remind()).toBe(0);
    });
  });
});
