import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { evaluationForm } from '../../src/learning/evaluations/evaluation.form.js';
import { EvaluationsService } from '../../src/learning/evaluations/evaluations.service.js';
import { newId } from '../../src/platform/database/new-id.js';
import type { TestBrowser } from '../support/test-browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse } from './small-course.js';

const REPORT = '/statistics/small/evaluations';
const answers = { relevant: '5', outcomes: '4', clear: '5', named: 'no', practice: 'I will look for the paper first' };

describe('what learners say when it is over', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  let learner: TestLearner;
  const others: TestLearner[] = [];
  let page: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    await publishSmallCourse(app);
    trainer = app.browser();
    await trainer.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    page = `${learner.course}/evaluation`;
    for (let count = 0; count < 4; count += 1) {
      const other = await TestLearner.at(app, 'ZZ1');
      await other.enrol();
      others.push(other);
    }
  });
  afterAll(() => app.close());

  const complete = (one: TestLearner) =>
    app.db.query('update enrolment set completed_at = $2 where id = $1', [one.enrolmentId, app.clock.now()]);
  const give = (one: TestLearner, fields: Record<string, string>) =>
    one.browser.submit(`${one.course}/evaluation`, fields, `${one.course}/evaluation`);
  const report = async (query = '') => (await trainer.get(`${REPORT}${query}`).expect(200)).text;

  it('is asked after completion, and of nobody else', async () => {
    await learner.browser.get(page).expect(404);
    expect(await learner.page(learner.course)).not.toContain('Tell us what you think of it');
    await complete(learner);
    expect(await learner.page(learner.course)).toContain('Tell us what you think of it');
    await learner.browser.get(page).expect(200);
    await others[0]?.browser.get(page).expect(404);
    expect((await app.browser().get(page)).status).toBe(303);
  });

  it('needs an answer at least, and keeps what was typed', async () => {
    const none = await give(learner, { named: 'no' });
    expect(none.status).toBe(422);
    expect(none.text).toContain('Answer at least one question');
    const long = await give(learner, { named: 'no', relevant: '5', best: `Kept ${'x'.repeat(2000)}` });
    expect(long.text).toContain('under 2,000 characters');
    expect(long.text).toContain('Kept xxx');
    expect((await give(learner, { named: 'no', relevant: '9' })).status).toBe(422);
    expect(await app.db.query('select id from evaluation')).toEqual([]);
  });

  it('is said once, and leads to nobody unless they give their name', async () => {
    await Promise.all([give(learner, answers), give(learner, answers), give(learner, answers)]);
    const rows = await app.db.query<Record<string, unknown>>('select * from evaluation');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ month: '2026-11-01', relevant: 5, balanced: null, person_id: null });
    expect(JSON.stringify(rows)).not.toContain(learner.personId);
    expect(JSON.stringify(rows)).not.toContain(learner.enrolmentId);
    const trail = await app.db.query<{ id: string }>(
      `select subject_id as id from audit_entry where action = 'evaluations.given'`,
    );
    expect(trail).toEqual([{ id: learner.enrolmentId }]);
    expect(JSON.stringify(trail)).not.toContain(String(rows[0]?.['id']));
    expect(await learner.page(page)).toContain('Thank you for telling us');
    expect(await learner.page(learner.course)).not.toContain('Tell us what you think of it');
  });

  it('is told to those who make courses, once it comes from five people or more', async () => {
    await learner.browser.get(REPORT).expect(403);
    for (const [index, other] of others.entries()) {
      expect(await report()).not.toContain('look for the paper');
      expect(await report()).toContain('Answered by fewer than 5');
      await complete(other);
      await give(other, { relevant: '4', named: index === 0 ? 'yes' : 'no', better: index === 0 ? 'More cases' : '' });
    }
    const text = await report();
    expect(text).toContain('Answered by 5 of 5 who were asked (100 %)');
    expect(text).toContain('I will look for the paper first');
    expect(text).toContain('Test Learner');
    expect(text).toMatch(/It was relevant to my work<\/td>.*?>5<.*?>4\.2<.*?>100 %</);
    // One alone said that it was clear.
    expect(text).toMatch(/It was clear, and at the right level<\/td>.*?>fewer than 5<.*?>too few to say</);
    const csv = await trainer.get(`${REPORT}.csv`).expect(200);
    expect(csv.text).toContain('It was relevant to my work,5,4.2,100 %');
    expect(await report('?session=alone')).toContain('Answered by 5 of 5');
    expect(await report('?session=01890000-0000-7000-8000-000000000000')).toContain('Answered by 0 of 0');
    expect(await report('?session=junk&after=junk')).toContain('Answered by 5 of 5');
  });

  it('is asked of those who were at a session, and told for the session', async () => {
    const plan = {
      course: 'small',
      title: 'Cases together',
      'startsOn-day': '3',
      'startsOn-month': '12',
      'startsOn-year': '2026',
      startTime: '10:00',
      endTime: '12:00',
      setting: 'online',
    };
    const session = (await trainer.submit('/live-sessions', plan, '/live-sessions/new')).headers['location'] ?? '';
    const all = [learner, ...others];
    for (const one of all) await one.browser.submit(`${session}/places`, {}, session);
    app.clock.set('2026-12-03T12:30:00Z');
    await learner.browser.get(`${session}/evaluation`).expect(404);
    const [absent, ...there] = all;
    const noted = Object.fromEntries(
      all.map((one) => [`attendance-${one.personId}`, one === absent ? 'absent' : 'present']),
    );
    await trainer.submit(`${session}/attendance`, noted, `${session}/attendance`);
    await absent?.browser.get(`${session}/evaluation`).expect(404);
    expect(await absent?.page(session)).not.toContain('Tell us what you think');
    const said = { relevant: '1', recommend: '5', best: 'Said of a small session' };
    for (const one of there) {
      expect(await one.page(session)).toContain('Tell us what you think');
      await one.browser.submit(`${session}/evaluation`, { ...said, named: 'no' }, `${session}/evaluation`);
      expect(await one.page(session)).not.toContain('Tell us what you think');
    }
    const id = session.split('/').at(-1) ?? '';
    expect(await report(`?session=${id}`)).toContain('Answered by fewer than 5');
    const text = await report();
    expect(text).toContain('Answered by 10 of 10 who were asked');
    // Less what was said of the course taken alone, it would tell what the four of the session said.
    expect(text).not.toContain('Said of a small session');
    expect(text).toContain('I will look for the paper first');
    expect(text).toMatch(/It was relevant to my work<\/td>.*?>5<.*?>4\.2<.*?>100 %</);
    expect(await report('?session=alone')).toContain('Answered by 5 of 5');
  });

  it('loses its name with the account, and stays', async () => {
    const personId = newId();
    await app.db.query(
      `insert into person (id, email, name, profession, created_at, search_key) values ($1, 'gone@ward.example', 'Gone', 'nurse', now(), 'gone')`,
      [personId],
    );
    const [course] = await app.db.query<{ id: string }>(`select id from course where slug = 'small'`);
    const subject = { id: newId(), courseId: course?.id ?? '', courseVersionId: null, liveSessionId: null };
    const said = evaluationForm.parse({ clear: '3', best: 'What the erased one wrote', named: 'yes' });
    expect(await app.get<EvaluationsService>(EvaluationsService).give(personId, subject, said)).toBe(true);
    await app.db.query('delete from person where id = $1', [personId]);
    const left = await app.db.query<{ person: string | null }>(
      `select person_id as person from evaluation where best = 'What the erased one wrote'`,
    );
    expect(left).toEqual([{ person: null }]);
    expect(await app.db.query('select subject_id from evaluation_given where person_id = $1', [personId])).toEqual([]);
  });

  it('is reported with as many questions to the database, however much was said', async () => {
    const count = async () => (await app.statementsOf(() => report())).length;
    const few = await count();
    await app.db.query(
      `insert into evaluation (id, course_id, month, relevant, practice, best, better)
       select gen_random_uuid(), id, '2026-12-01', 3, 'Words ' || n, '', '' from course, generate_series(1, 200) n where slug = 'small'`,
    );
    expect(await count()).toBe(few);
    const next = /href="([^"]+after[^"]+)"/
      .exec(await report())?.[1]
      ?.replaceAll('&#x3D;', '=')
      .replaceAll('&amp;', '&');
    expect((await trainer.get(next ?? '').expect(200)).text).toContain('Words ');
  });
});
