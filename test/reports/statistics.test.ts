import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { TestLearner } from '../learning/learner.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';
import { ManyLearners } from './many-learners.js';

const VERSION = '/statistics/advance-decisions/1';

describe('statistics', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  let keys: string[];

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    trainer = app.browser();
    await trainer.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    const many = await ManyLearners.of(app.db, 'advance-decisions');
    const riverbank = await many.enrol(12, 'ZZ1', '2026-10-01');
    const small = await many.enrol(3, 'ZZ2', '2026-10-01');
    const seen = (variant: string) => [{ blockKey: 'passage', variant, factIds: [] }];
    await many.read(riverbank.slice(0, 10), 1, 8, '2026-10-05T10:00:00Z', seen('stated'));
    await many.read(small, 1, 40, '2026-10-05T10:00:00Z', seen('default'));
    await many.read(riverbank.slice(0, 6), 2, 6, '2026-10-06T10:00:00Z');
    await many.read(riverbank.slice(6, 7), 2, 600, '2026-10-06T10:00:00Z');
    const questions = await app.db.query<{ key: string }>(
      `select key from course_question where (content->>'core')::boolean and content->'nations' ? 'england' order by position limit 2`,
    );
    keys = questions.map(({ key }) => key);
    const others = await many.enrol(36, 'RX6', '2026-11-24');
    await many.attempt(others.slice(0, 27), keys, true);
    await many.attempt(others.slice(27), keys, false);
  });
  afterAll(() => app.close());

  /** The cells of the row that names something, as they are read. */
  async function row(address: string, name: string): Promise<string[]> {
    const { text } = await trainer.get(address).expect(200);
    const found = [...text.matchAll(/<tr>([^]*?)<\/tr>/g)]
      .map(([, cells]) => cells ?? '')
      .find((one) => one.includes(name));
    return [...(found ?? '').matchAll(/<td[^>]*>([^]*?)<\/td>/g)].map(([, cell]) =>
      (cell ?? '')
        .replaceAll(/<[^>]+>/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
  }

  it('are for those who write courses', async () => {
    const learner = app.browser();
    await learner.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
    for (const page of ['/statistics', `${VERSION}/lessons`, `${VERSION}/questions.csv`])
      await learner.get(page).expect(403);
    await app.browser().get('/statistics').expect(303);
    await trainer.get('/statistics/no-such-course/1/lessons').expect(404);
    await trainer.get('/statistics/advance-decisions/99/questions').expect(404);
    await trainer.get(`${VERSION}/lessons/no-such-lesson`).expect(404);
    await trainer.get('/statistics/advance-decisions/x/lessons').expect(400);
  });

  it('say of each lesson who started, finished and left, and how long it took', async () => {
    const [first] = await app.db.query<{ title: string }>(
      `select content->>'title' as title from course_lesson where position = 1`,
    );
    const [second] = await app.db.query<{ title: string }>(
      `select content->>'title' as title from course_lesson where position = 2`,
    );
    const one = await row(`${VERSION}/lessons?code=ZZ1`, first?.title ?? '');
    // 12 started and 10 finished; the two who did not are too few to tell.
    expect(one.slice(1, 5)).toEqual(['10', '10', 'fewer than 5', '8 min of 9 min']);
    const two = await row(`${VERSION}/lessons?code=ZZ1`, second?.title ?? '');
    // 10 started, 7 finished, 3 left. The one whose page stood open for ten hours is not timed.
    expect(two.slice(1, 5)).toEqual(['10', '5', 'fewer than 5', '6 min of 8 min']);
  });

  it('hide what fewer than five did, also by Trust and nation', async () => {
    const small = await trainer.get(`${VERSION}/lessons?code=zz2`).expect(200);
    expect(small.text).not.toMatch(/>3</);
    expect(small.text).toContain('fewer than 5');
    expect(small.text).toContain('too few to say');
    expect(small.text).toContain('Of those who work at ');
    const nobody = await trainer.get(`${VERSION}/questions?code=NOSUCH`).expect(200);
    expect(nobody.text).toContain('no Trust or health board with the code NOSUCH');
    const none = await trainer.get(`${VERSION}/lessons?nation=wales`).expect(200);
    expect(none.text).toContain('>0<');
    const csv = await trainer.get(`${VERSION}/lessons.csv?code=ZZ2`).expect(200);
    expect(csv.text).toContain('lesson,started,finished,left_here,median_minutes,remarks,questions_failed');
    expect(csv.text.split('\n')[1]).toMatch(/,fewer than 5,fewer than 5,0,too few to say,0,too few to say/);
  });

  it('say how a lesson does by variant and by Trust', async () => {
    const [first] = await app.db.query<{ slug: string }>('select slug from course_lesson where position = 1');
    const place = `${VERSION}/lessons/${first?.slug ?? ''}`;
    expect(await row(place, '>stated<')).toEqual(['passage', 'stated', '10', '8 min', '0']);
    expect(await row(place, '>default<')).toEqual(['passage', 'default', 'fewer than 5', 'too few to say', '0']);
    expect((await row(place, 'Riverbank')).slice(1)).toEqual(['10', '10', 'fewer than 5', '8 min', '0']);
    const csv = await trainer.get(`${place}/trusts.csv`).expect(200);
    expect(csv.text).toMatch(/Riverbank[^,]*,10,10,fewer than 5,8 min,0/);
    const longest = (await trainer.get(`${place}?sort=started`)).text;
    expect(longest.indexOf('Gateshead')).toBeLessThan(longest.indexOf('Riverbank Hospitals'));
  });

  it('say of each question how many had it right, whether it tells learners apart, and what misleads', async () => {
    const [key = ''] = keys;
    const [, asked, facility, discrimination, wrong] = await row(`${VERSION}/questions`, key);
    expect([asked, facility, discrimination]).toEqual(['35', '71 %', '1.00']);
    expect(wrong).toMatch(/29 % of all$/);
    expect((await row(`${VERSION}/questions?code=ZZ1`, key))[2]).toBe('too few to say');
    const hardest = (await trainer.get(`${VERSION}/questions?sort=hardest`)).text;
    expect(hardest.indexOf(key)).toBeLessThan(hardest.indexOf('0</td>'));
    const csv = await trainer.get(`${VERSION}/questions.csv`).expect(200);
    expect(csv.text).toMatch(new RegExp(`^${key},.*,35,71 %,1\\.00,`, 'm'));
  });

  it('count a second attempt no more, and ask few statements', async () => {
    await app.db.query(
      `insert into attempt (id, enrolment_id, course_version_id, number, started_at, submitted_at, asked, core_right, core_of, local_right, local_of, passed)
       select gen_random_uuid(), enrolment_id, course_version_id, 2, now(), now(), '[]', 1, 1, 0, 0, true from attempt`,
    );
    expect((await row(`${VERSION}/questions`, keys[0] ?? ''))[1]).toBe('35');
    for (const page of ['lessons', 'questions'])
      expect((await app.statementsOf(() => trainer.get(`${VERSION}/${page}`).expect(200))).length).toBeLessThan(5);
  });

  it('count no later attempt as first when the failed first one was deleted', async () => {
    await app.db.query(
      `insert into attempt (id, enrolment_id, course_version_id, number, started_at, asked)
       select gen_random_uuid(), enrolment_id, course_version_id, 3, now(), '[]' from attempt where number = 1`,
    );
    await app.db.query(
      `insert into attempt_answer (attempt_id, question_id, option_id, answered_at)
       select b.id, x.question_id, x.option_id, now() from attempt b cross join (select distinct y.question_id, y.option_id
         from attempt_answer y join attempt a on a.id = y.attempt_id where a.core_right > 0) x where b.number = 3`,
    );
    await app.db.query(
      `update attempt set submitted_at = now(), core_right = 2, core_of = 2, local_right = 0, local_of = 0, passed = true where number = 3`,
    );
    await app.db.query(
      `delete from attempt where number < 3 and enrolment_id in (select enrolment_id from attempt where number = 1 and core_right = 0)`,
    );
    const [, asked, facility] = await row(`${VERSION}/questions`, keys[0] ?? '');
    expect([asked, facility]).toEqual(['25', '100 %']);
  });

  it('know how long a lesson stood open, from who reads it', async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol('advance-decisions');
    const page = await learner.lesson('is-it-valid');
    app.clock.set('2026-11-25T10:07:00Z');
    await learner.read('is-it-valid', page);
    const [timed] = await app.db.query<{ minutes: number }>(
      `select extract(epoch from completed_at - opened_at)::int / 60 as minutes from lesson_completion where enrolment_id = $1`,
      [learner.enrolmentId],
    );
    expect(timed?.minutes).toBe(7);
  });

  it('have pages that anyone can read', async () => {
    const browser = await startBrowser();
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${app.url}/sign-in`);
    await page.getByLabel('Email address').fill('trainer@beforehand.example');
    await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    const problems: string[] = [];
    const lesson = `${VERSION}/lessons/is-it-valid`;
    for (const place of ['/statistics', `${VERSION}/lessons`, lesson, `${lesson}?nation=wales`, `${VERSION}/questions`])
      problems.push(...(await problemsAt(page, app.url + place, 60_000)));
    await browser.close();
    expect(problems).toEqual([]);
  });
});
