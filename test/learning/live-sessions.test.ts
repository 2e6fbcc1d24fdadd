import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import type { TestBrowser } from '../support/test-browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse } from './small-course.js';

const plan = {
  course: 'small',
  title: 'Cases together',
  'startsOn-day': '3',
  'startsOn-month': '12',
  'startsOn-year': '2026',
  startTime: '9.30',
  endTime: '12:00',
  breakMinutes: '20',
  setting: 'online',
  venue: '',
  joining: 'https://meet.example/room-7',
  interaction: 'Cases are discussed in threes',
  places: '2',
};

describe('a live session', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  let admin: TestBrowser;
  let first: TestLearner;
  let second: TestLearner;
  let third: TestLearner;
  let session: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, jobs: true, now: '2026-11-25T10:00:00Z' });
    await publishSmallCourse(app);
    trainer = app.browser();
    await trainer.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    admin = app.browser();
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    first = await TestLearner.at(app, 'ZZ1');
    second = await TestLearner.at(app, 'ZZ1');
    third = await TestLearner.at(app, 'ZZ2');
  });
  afterAll(() => app.close());

  const mails = async (subject: string) =>
    (
      await app.db.query<{ to: string; text: string }>(
        'select to_address as "to", text from mail_message where subject = $1 order by to_address',
        [subject],
      )
    ).map(({ to, text }) => ({ to, text }));
  const audited = async () =>
    (
      await app.db.query<{ action: string }>(
        `select action from audit_entry where subject_kind = 'live_session' order by at, id`,
      )
    ).map(({ action }) => action);
  const until = async (done: () => Promise<boolean>) => {
    for (let tries = 0; tries < 200 && !(await done()); tries += 1) await sleep(50);
  };
  const attendance = (fields: Record<string, string>, by = trainer) =>
    by.submit(`${session}/attendance`, fields, `${session}/attendance`);

  it('is planned by trainers alone, with what is wrong said beside what was typed', async () => {
    await first.browser.get('/live-sessions/new').expect(403);
    await first.browser.get('/live-sessions/led').expect(403);
    const refused = async (fields: Record<string, string>) => {
      const answer = await trainer.submit('/live-sessions', { ...plan, ...fields }, '/live-sessions/new');
      expect(answer.status).toBe(422);
      return answer.text;
    };
    expect(await refused({ course: '' })).toContain('Choose the course');
    expect(await refused({ startTime: '25:00' })).toContain('Enter a time of day');
    expect(await refused({ endTime: '09:30', title: 'Kept' })).toContain('value="Kept"');
    expect(await refused({ 'startsOn-year': '2025' })).toContain('must begin in the future');
    expect(await refused({ setting: 'in_person' })).toContain('Say where the session is held');
    expect(await refused({ places: '0' })).toContain('Enter at least 1 place');
    const clocks = { 'startsOn-day': '28', 'startsOn-month': '3', 'startsOn-year': '2027', startTime: '01:30' };
    expect(await refused(clocks)).toContain('The clocks go forward in this hour');
    const made = await trainer.submit('/live-sessions', plan, '/live-sessions/new');
    expect(made.status).toBe(303);
    session = made.headers['location'] ?? '';
    expect((await trainer.get('/live-sessions/led')).text).toContain('3 December 2026, 09:30 to 12:00 (UK time)');
    expect((await app.browser().get('/courses/small')).text).toContain('1 live session is planned');
    expect((await app.browser().get(session)).status).toBe(303);
  });

  it('is booked, once each and no more than there are places, and only then says how to join', async () => {
    expect(await first.page('/live-sessions?course=small')).toContain('Cases together');
    expect(await first.page(session)).not.toContain('room-7');
    await Promise.all(
      [first, first, second, third].map(({ browser }) => browser.submit(`${session}/places`, {}, session)),
    );
    const [{ n } = { n: 0 }] = await app.db.query<{ n: number }>('select count(*)::int as n from live_session_place');
    expect(n).toBe(2);
    const pages = await Promise.all([first, second, third].map((learner) => learner.page(session)));
    expect(pages.filter((page) => page.includes('room-7'))).toHaveLength(2);
    expect(pages.filter((page) => page.includes('All places are taken'))).toHaveLength(1);
    const told = await mails('Your place: Cases together');
    expect(told).toHaveLength(2);
    expect(told[0]?.text).toContain('room-7');
    const all = [first, second, third].map((learner, index) => ({ learner, holds: pages[index]?.includes('room-7') }));
    const out = all.find(({ holds }) => !holds)?.learner;
    const holders = all.filter(({ holds }) => holds).map(({ learner }) => learner);
    await holders[1]?.browser.submit(`${session}/places-given-up`, {}, session);
    await out?.browser.submit(`${session}/places`, {}, session);
    expect(await out?.page(session)).toContain('room-7');
    expect(await holders[1]?.page(session)).not.toContain('room-7');
    for (const learner of [first, second, third])
      await learner.browser.submit(`${session}/places-given-up`, {}, '/account');
    for (const learner of [first, second]) await learner.browser.submit(`${session}/places`, {}, session);
  });

  it('tells those who have a place when it moves, and keeps room for them', async () => {
    const change = (fields: Record<string, string>, by = trainer) =>
      by.submit(`${session}/changes`, { ...plan, ...fields }, `${session}/changes/new`);
    expect((await change({ places: '1' })).text).toContain('2 have a place');
    expect((await change({ title: 'Cases together' })).status).toBe(303);
    expect(await mails('Changed: Cases together')).toHaveLength(0);
    expect((await change({ startTime: '10:00', endTime: '12:30' }, admin)).status).toBe(303);
    const told = await mails('Changed: Cases together');
    expect(told).toHaveLength(2);
    expect(told[0]?.text).toContain('10:00 to 12:30');
  });

  it('is held: who was there is noted by who leads it, with hours for who came late', async () => {
    const [mine, theirs] = [first.personId, second.personId];
    expect((await attendance({ [`attendance-${mine}`]: 'present' })).text).toContain('The session has not begun');
    app.clock.set('2026-12-03T12:45:00Z');
    await third.browser.get(`${session}/attendance`).expect(403);
    const late = await attendance({ [`attendance-${mine}`]: 'present', [`attendance-${theirs}`]: 'late' });
    expect(late.status).toBe(422);
    expect(late.text).toContain('say how long they took part');
    const [none] = await app.db.query<{ n: number }>(
      'select count(attendance)::int as n from live_session_place where session_id = $1',
      [session.split('/').at(-1)],
    );
    expect(none?.n).toBe(0);
    const people = (emails: string) => trainer.submit(`${session}/attendance`, { emails }, `${session}/attendance`);
    expect((await people('nobody@nowhere.example')).text).toContain('No active account has: nobody@nowhere.example');
    expect((await people(await third.email())).status).toBe(303);
    const noted = {
      [`attendance-${mine}`]: 'present',
      [`attendance-${theirs}`]: 'late',
      [`hours-${theirs}`]: '1,25',
      [`attendance-${third.personId}`]: 'absent',
    };
    expect((await attendance(noted)).status).toBe(303);
    expect((await trainer.get(`${session}/attendance`)).text).toContain('3 on the list, 3 noted, 2 of them were there');
    expect(await third.page(session)).toContain('You were noted as absent');
  });

  it('is certified once people are said to have taken part: hours for presence alone, filed in the portfolio', async () => {
    const page = `${session}/certificates`;
    await third.browser.get(page).expect(403);
    expect((await trainer.get(page)).text).toContain('Say first whether people took part');
    await trainer.submit(page, { mailed: 'yes' }, `${session}/attendance`);
    expect(await app.db.query('select id from certificate_list')).toEqual([]);
    await trainer.submit(`${session}/attendance`, { interactive: 'yes' }, `${session}/attendance`);
    expect((await trainer.get(page)).text).toContain('1.25 to 2');
    await Promise.all([1, 2, 3].map(() => trainer.submit(page, { mailed: 'yes' }, page)));
    const issued = () =>
      app.db.query<{ person: string; hours: { total: number; participatory: number }; on: string; mode: string }>(
        `select person_id as person, snapshot->'hours' as hours, session_on as on, snapshot->>'mode' as mode from certificate
          where session_on is not null order by person_id`,
      );
    await until(async () => (await issued()).length === 2);
    const certificates = await issued();
    expect(certificates.map(({ person }) => person)).toEqual([first.personId, second.personId].sort());
    const of = (learner: TestLearner) => certificates.find(({ person }) => person === learner.personId);
    expect(of(first)).toMatchObject({ hours: { total: 2, participatory: 2 }, on: '2026-12-03' });
    expect(of(second)?.hours).toMatchObject({ total: 1.25, participatory: 1.25 });
    expect(of(first)?.mode).toBe('Live session with others');
    const filed = await app.db.query<{ participatory: number; kind: string }>(
      'select participatory, kind from portfolio_activity where person_id = $1',
      [second.personId],
    );
    expect(filed).toEqual([{ participatory: 1.25, kind: 'session' }]);
    expect(await first.page(session)).toContain('2 hours of CPD, of which 2 participatory');
    expect(await mails('Your sample certificate: A small course')).toHaveLength(2);
    expect((await trainer.get(page)).text).toContain('2 of 2 issued');
  });

  it('keeps what was certified, and certifies who was forgotten', async () => {
    await attendance({ [`attendance-${first.personId}`]: 'absent', [`attendance-${third.personId}`]: 'present' });
    expect((await trainer.get(`${session}/attendance`)).text).toContain('Present: certified');
    await trainer.submit(`${session}/attendance`, { interactive: 'no' }, `${session}/attendance`);
    const page = `${session}/certificates`;
    expect((await trainer.get(page)).text).toContain('Issue 1 certificate');
    await trainer.submit(page, {}, page);
    await until(async () => (await trainer.get(page)).text.includes('1 of 1 issued'));
    const [row] = await app.db.query<{ participatory: string }>(
      `select snapshot->'hours'->>'participatory' as participatory from certificate where person_id = $1`,
      [third.personId],
    );
    expect(row?.participatory).toBe('2');
    expect(await audited()).toEqual(
      expect.arrayContaining([
        'live_sessions.planned',
        'live_session_places.booked',
        'live_session_places.given_up',
        'live_session_places.added',
        'live_sessions.changed',
        'live_sessions.attendance_noted',
        'live_sessions.interaction_noted',
      ]),
    );
  });

  it('gives no participatory hours where people only listened', async () => {
    const later = { ...plan, 'startsOn-day': '10', title: 'A talk', interaction: '' };
    session = (await trainer.submit('/live-sessions', later, '/live-sessions/new')).headers['location'] ?? '';
    await first.browser.submit(`${session}/places`, {}, session);
    app.clock.set('2026-12-10T13:00:00Z');
    await attendance({ [`attendance-${first.personId}`]: 'present' });
    await trainer.submit(`${session}/attendance`, { interactive: 'no' }, `${session}/attendance`);
    const page = `${session}/certificates`;
    // Published after the session began: what was held was the first version.
    await publishSmallCourse(app, 2);
    await trainer.submit(page, {}, page);
    await until(async () => (await trainer.get(page)).text.includes('1 of 1 issued'));
    const stated = await app.db.query<{ number: number }>(
      `select v.number from certificate c join course_version v on v.id = c.course_version_id where c.session_on = '2026-12-10'`,
    );
    expect(stated).toEqual([{ number: 1 }]);
    const filed = await app.db.query<{ hours: number; participatory: number }>(
      'select hours, participatory from portfolio_activity where person_id = $1 order by ended_on',
      [first.personId],
    );
    expect(filed).toEqual([
      { hours: 2, participatory: 2 },
      { hours: 2, participatory: 0 },
    ]);
  });

  it('leaves out, by name, who has a certificate of another session of that day', async () => {
    const again = { ...plan, 'startsOn-day': '10', startTime: '14:00', endTime: '16:00', title: 'The same, later' };
    session = (await trainer.submit('/live-sessions', again, '/live-sessions/new')).headers['location'] ?? '';
    for (const learner of [first, second]) await learner.browser.submit(`${session}/places`, {}, session);
    app.clock.set('2026-12-10T17:00:00Z');
    await attendance({ [`attendance-${first.personId}`]: 'present', [`attendance-${second.personId}`]: 'present' });
    await trainer.submit(`${session}/attendance`, { interactive: 'yes' }, `${session}/attendance`);
    const page = `${session}/certificates`;
    expect((await trainer.get(page)).text).toContain('another session of this course on this day');
    await trainer.submit(page, {}, page);
    const certified = await app.db.query<{ person: string }>(
      'select person_id as person from live_session_place where session_id = $1 and certified_at is not null',
      [session.split('/').at(-1)],
    );
    expect(certified).toEqual([{ person: second.personId }]);
  });

  it('is cancelled with a reason, which those who have a place are told', async () => {
    const later = { ...plan, 'startsOn-day': '17', title: 'Another' };
    session = (await trainer.submit('/live-sessions', later, '/live-sessions/new')).headers['location'] ?? '';
    await first.browser.submit(`${session}/places`, {}, session);
    await trainer.submit(`${session}/cancellations`, { because: ' ' }, session);
    expect(await first.page(session)).toContain('You have a place');
    for (let times = 0; times < 2; times += 1)
      await trainer.submit(`${session}/cancellations`, { because: 'The speaker is ill' }, '/live-sessions/new');
    const told = await mails('Cancelled: Another');
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('The speaker is ill');
    expect(await first.page(session)).toContain('This session is not held');
    expect((await first.browser.get(session)).text).not.toContain('room-7');
    expect(await first.page('/live-sessions?course=small')).toContain('None of this course is planned');
  });

  it('is listed with as many questions to the database, however many there are', async () => {
    const count = async () => {
      const asked = await app.statementsOf(() => first.page('/live-sessions'));
      return asked.length;
    };
    const few = await count();
    await app.db.query(
      `insert into live_session (id, course_id, title, starts_at, ends_at, break_minutes, setting, venue, joining, interaction, planned_at)
       select gen_random_uuid(), id, 'Session ' || n, timestamptz '2027-01-01' + n * interval '1 day',
         timestamptz '2027-01-01 02:00' + n * interval '1 day', 0, 'online', '', '', '', now()
         from course, generate_series(1, 60) n where slug = 'small'`,
    );
    expect(await count()).toBe(few);
    const page = await first.page('/live-sessions');
    expect(page).toContain('Session 25<');
    expect(page).not.toContain('Session 26<');
    const next = /href="(\/live-sessions\?after[^"]+)"/.exec(page)?.[1]?.replaceAll('&#x3D;', '=');
    expect(await first.page(next ?? '')).toContain('Session 26<');
  });

  it('is nothing at an address that is none', async () => {
    await first.browser.get('/live-sessions/no-session').expect(404);
    await trainer.get('/live-sessions/no-session/attendance').expect(404);
    await first.browser.get('/live-sessions?after=junk').expect(200);
  });
});
