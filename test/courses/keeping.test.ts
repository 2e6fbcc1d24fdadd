import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { CoursesService } from '../../src/courses/courses.service.js';
import { EnrollingService } from '../../src/learning/enrolling/enrolling.service.js';
import { CourseNoticesService } from '../../src/notifications/course-notices.service.js';
import { RemindersService } from '../../src/notifications/reminders.service.js';
import { TestLearner } from '../learning/learner.js';
import { publishSmallCourse } from '../learning/small-course.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

const KEEPING = '/studio/courses/small';

describe('keeping up a course', () => {
  let app: TestApp;
  let author: TestBrowser;
  let underWay: TestLearner;
  let done: TestLearner;
  let attempt = '';

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    await publishSmallCourse(app);
    author = app.browser();
    await author.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    underWay = await TestLearner.at(app, 'ZZ1');
    await underWay.enrol();
    await underWay.read('papers');
    done = await TestLearner.at(app, 'ZZ1');
    await done.enrol();
    await app.db.query('update enrolment set completed_at = $2 where id = $1', [done.enrolmentId, app.clock.now()]);
  });
  afterAll(() => app.close());

  const page = async (address: string, as = author) => (await as.get(address).expect(200)).text;
  const day = (name: string, date: string) => {
    const [year = '', month = '', day = ''] = date.split('-');
    return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
  };
  const setReview = (date: string) => author.submit(`${KEEPING}/review-days`, day('reviewBy', date), KEEPING);
  const retire = (fields: Record<string, string>) =>
    author.submit(
      `${KEEPING}/retirements`,
      { reason: 'The guidance has changed.', ...fields },
      `${KEEPING}/retirement`,
    );
  const reopen = () => author.submit(`${KEEPING}/reopenings`, {}, KEEPING);
  const tell = async () => {
    const notices = app.get<CourseNoticesService>(CourseNoticesService);
    for (const { id } of await app.db.query<{ id: string }>('select id from course_retirement order by id')) {
      await notices.tellOfRetirement(id);
      await notices.tellOfReopening(id);
    }
  };
  const told = (kind: string) =>
    app.db.query<{ email: string; subject: string }>(
      'select p.email, n.subject from notification n join person p on p.id = n.person_id where n.kind = $1 order by n.told_at, p.email, n.id',
      [kind],
    );
  const audited = async () =>
    (
      await app.db.query<{ action: string }>(
        `select a.action from audit_entry a join course c on c.id::text = a.subject_id where c.slug = 'small' order by a.id`,
      )
    ).map(({ action }) => action);

  it('says by when it is read through again, and why a day will not do', async () => {
    expect(await page(KEEPING)).toContain('No day is set.');
    for (const [date, message] of [
      ['2026-11-25', 'Enter a day that is still to come'],
      ['2030-01-01', 'within the next three years'],
      ['2026-31-31', 'Enter the day as day, month and year'],
    ] as const) {
      const { status, text } = await setReview(date);
      expect(status).toBe(422);
      expect(text).toContain(message);
    }
    await setReview('2027-02-15');
    expect(await page('/studio')).toContain('To be read through again by 15 February 2027');
    await setReview('2027-01-15');
    expect(await page('/studio')).toContain('Review due');
    expect(await audited()).toEqual(['courses.review_day_set', 'courses.review_day_set']);
  });

  it('reminds every author once for each occasion, until another day is set', async () => {
    const remind = () => app.get<RemindersService>(RemindersService).remindAll();
    await remind();
    await remind();
    const subject = '“A small course” is to be read through again by 15 January 2027';
    expect(await told('review')).toEqual([
      { email: 'admin@beforehand.example', subject },
      { email: 'trainer@beforehand.example', subject },
    ]);
    app.clock.set('2027-01-16T10:00:00Z');
    await remind();
    expect((await told('review')).map((one) => one.subject).slice(2)).toEqual(
      Array.from({ length: 2 }, () => '“A small course” was to be read through again by 15 January 2027'),
    );
    await setReview('2028-01-15');
    await remind();
    expect(await told('review')).toHaveLength(4);
    app.clock.set('2026-11-25T10:00:00Z');
  });

  it('is not retired without a reason, a choice and a day that can be', async () => {
    for (const [fields, message] of [
      [{}, 'Choose what happens to learners under way'],
      [{ underWay: 'finish' }, 'Enter the day as day, month and year'],
      [{ underWay: 'finish', ...day('finishBy', '2026-11-24') }, 'Enter a day that is not past'],
      [{ underWay: 'stop', reason: ' ' }, 'Say why it is retired'],
    ] as const) {
      const { status, text } = await retire(fields);
      expect(status).toBe(422);
      expect(text).toContain(message);
    }
    expect(await app.db.query('select 1 from course_retirement')).toEqual([]);
  });

  it('leaves the catalogue and takes in nobody, while learners under way finish until their day', async () => {
    expect((await retire({ underWay: 'finish', ...day('finishBy', '2026-12-31') })).status).toBe(303);
    expect(await page('/courses')).not.toContain('A small course');
    expect(await page('/courses/small')).toContain('This course is retired');
    const courses = app.get<CoursesService>(CoursesService);
    expect((await courses.modules()).filter(({ course }) => course.slug === 'small')).toEqual([]);
    const newcomer = await TestLearner.at(app, 'ZZ1');
    const refused = await newcomer.browser.submit('/courses/small/enrolments', {}, '/learning');
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('nobody can join it any more');
    const admin = app.browser();
    await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    for (const address of ['/enrolments/small/new', '/enrolments/small/imports', '/enrolments/small/cohorts/new'])
      await admin.get(address).expect(409);
    expect(await page('/learning', underWay.browser)).toContain('Closes after 31 December 2026');
    expect((await underWay.read('recording')).status).toBe(303);
    attempt = await underWay.startCheck();
    await underWay.page(`${attempt}/questions/1`);
  });

  it('tells each learner under way once, and again when the day changes', async () => {
    await tell();
    await tell();
    const email = await underWay.email();
    const first = { email, subject: '“A small course” is retired: you can finish it until 31 December 2026' };
    expect(await told('retired')).toEqual([first]);
    await retire({ underWay: 'finish', ...day('finishBy', '2027-01-31') });
    await tell();
    // Pressed twice.
    await retire({ underWay: 'finish', ...day('finishBy', '2027-01-31') });
    await tell();
    expect(await told('retired')).toEqual([
      first,
      { email, subject: '“A small course” is retired: you can finish it until 31 January 2027' },
    ]);
    const [mail] = await app.db.query<{ text: string }>(
      `select text from mail_message where subject like '%until 31 January 2027' limit 1`,
    );
    expect(mail?.text).toContain('The guidance has changed.');
  });

  it('reminds of the last day as of a due date, and of nothing after it', async () => {
    app.clock.set('2027-01-20T10:00:00Z');
    await app.get<RemindersService>(RemindersService).remindAll();
    expect((await told('due')).map(({ subject }) => subject)).toEqual(['“A small course” is due by 31 January 2027']);
    app.clock.set('2027-02-01T10:00:00Z');
    await app.get<RemindersService>(RemindersService).remindAll();
    expect(await told('overdue')).toEqual([]);
  });

  it('is closed after that day to who was under way, and stays readable to who completed it', async () => {
    const closed = await page(underWay.course, underWay.browser);
    expect(closed).toContain('It could be finished until 31 January 2027');
    expect(closed).not.toContain('Start the check');
    for (const address of [`${underWay.course}/lessons/doubt`, attempt, `${attempt}/questions/1`])
      expect((await underWay.browser.get(address)).headers['location']).toBe(underWay.course);
    expect(closed).toContain('Attempt 1');
    expect(closed).not.toContain(attempt);
    for (const address of ['attempts', 'version-changes'])
      expect((await underWay.browser.submit(`${underWay.course}/${address}`, {}, '/learning')).status).toBe(409);
    expect(await page(`${done.course}/lessons/papers`, done.browser)).toContain('Papers');
    expect(await page(done.course, done.browser)).toContain('your certificate stays valid');
  });

  it('is reopened once, with everything as it was, and whoever was stopped is told', async () => {
    await reopen();
    await reopen();
    await tell();
    expect((await told('reopened')).map(({ email }) => email)).toContain(await underWay.email());
    expect(await page('/courses')).toContain('A small course');
    expect((await underWay.read('doubt')).status).toBe(303);
    expect(await audited()).toEqual([
      ...Array.from({ length: 3 }, () => 'courses.review_day_set'),
      'courses.retired',
      'courses.retired',
      'courses.reopened',
    ]);
  });

  it('stops learners at once where it should not be learned from any more', async () => {
    await retire({ underWay: 'stop' });
    await tell();
    expect((await told('retired')).at(-1)?.subject).toBe('“A small course” is retired');
    expect(await page(underWay.course, underWay.browser)).toContain('What you did in it is kept');
  });

  it('is not retired before whoever is just joining has joined, so that they are told as well', async () => {
    await reopen();
    const joining = await TestLearner.at(app, 'ZZ1');
    const order: string[] = [];
    let retiring: Promise<unknown> = Promise.resolve();
    await app.db.transaction(async () => {
      await app.get<EnrollingService>(EnrollingService).enrol(joining.personId, 'small');
      retiring = retire({ underWay: 'stop' }).then(() => order.push('retired'));
      for (let tries = 0; tries < 100 && order.length === 0; tries += 1) {
        const waiting = await app.db.query(
          `select from pg_locks where locktype = 'advisory' and not granted
              and database = (select oid from pg_database where datname = current_database())`,
        );
        if (waiting.length > 0) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      order.push('joined');
    });
    await retiring;
    expect(order).toEqual(['joined', 'retired']);
    await tell();
    expect((await told('retired')).map(({ email }) => email)).toContain(await joining.email());
  });
});
