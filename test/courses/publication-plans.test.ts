import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { CoursesService } from '../../src/courses/courses.service.js';
import { PublicationPlans } from '../../src/courses/publishing/publication-plans.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { SmallDraft } from '../factories/small-draft.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

describe('publishing a draft at a time', () => {
  let app: TestApp;
  let small: SmallDraft;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    small = await SmallDraft.in(app);
    await small.write('The Act asks for no original. It never did. [@mca2005 s25]');
  });
  afterAll(() => app.close());

  const page = (address: string, as?: TestBrowser) => small.page(address, as);
  const begin = async (words: string) => {
    await small.begin();
    await small.write(words);
  };
  const day = (day: string, month: string, year: string, dueTime = '9.30') => ({
    'dueOn-day': day,
    'dueOn-month': month,
    'dueOn-year': year,
    dueTime,
    whatChanged: 'What the Act says of originals.',
  });
  const plan = (fields: Record<string, string>) => small.author.submit(`${small.address}/publication-plan`, fields);
  const planId = async () => {
    const [row] = await app.db.query<{ id: string }>('select id from course_publication_plan order by id desc limit 1');
    return row?.id ?? '';
  };
  const stateOf = async (id: string) =>
    (await app.db.query<{ state: string }>('select state from course_publication_plan where id = $1', [id]))[0]?.state;
  const carryOut = async (id: string) => app.get<PublicationPlans>(PublicationPlans).carryOut(id);
  const newest = () => app.get<CoursesService>(CoursesService).newest('small');

  it('is not planned while something stands in the way', async () => {
    const refused = await plan(day('1', '12', '2026'));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Something stands in the way of publishing it');
    expect(refused.text).toContain('value="9.30"');
    await small.approve();
  });

  it('says what is wrong with a time, and keeps what was typed', async () => {
    for (const [fields, message] of [
      [day('31', '11', '2026'), 'Enter the day as day, month and year'],
      [day('', '', ''), 'Enter the day as day, month and year'],
      [day('1', '12', '2026', 'noon'), 'Enter a time of day'],
      [day('24', '11', '2026'), 'That is past'],
      [day('1', '12', '2027'), 'within the next 12 months'],
      [day('28', '3', '2027', '01:30'), 'The clocks go forward in this hour'],
      [{ ...day('1', '12', '2026'), whatChanged: 'w'.repeat(601) }, 'Keep it under 600 characters'],
    ] as const) {
      const { status, text } = await plan(fields);
      expect(status).toBe(422);
      expect(text).toContain(message);
      expect(text).toContain(`value="${fields.dueTime}"`);
    }
  });

  it('is planned in London time, shown where one writes and reviews, and withdrawn', async () => {
    expect((await plan(day('1', '7', '2027'))).status).toBe(303);
    const [row] = await app.db.query<{ dueAt: Date }>('select due_at as "dueAt" from course_publication_plan');
    expect(row?.dueAt.toISOString()).toBe('2027-07-01T08:30:00.000Z');
    for (const address of [small.address, `${small.address}/review`, `${small.address}/publication-plan`])
      expect(await page(address)).toContain('To be published on 1 July 2027 at 09:30');
    const first = await planId();
    await plan(day('1', '12', '2026'));
    expect(await stateOf(first)).toBe('withdrawn');
    await small.author.submit(`${small.address}/publication-withdrawals`, {}, small.address);
    expect(await page(small.address)).not.toContain('To be published on');
    expect((await small.author.submit(`${small.address}/publication-withdrawals`, {}, small.address)).status).toBe(404);
    const jobs = await app.db.query<{ runAt: Date }>(
      `select run_at as "runAt" from graphile_worker.jobs where task_identifier = 'courses.publish-planned' order by run_at`,
    );
    expect(jobs.map(({ runAt }) => runAt.toISOString())).toEqual([
      '2026-12-01T09:30:00.000Z',
      '2027-07-01T08:30:00.000Z',
    ]);
  });

  it('is not published before its time', async () => {
    await plan(day('1', '12', '2026'));
    await carryOut(await planId());
    expect(await stateOf(await planId())).toBe('waiting');
    expect((await newest()).number).toBe(1);
  });

  it('is not published when something stands in the way by then: the page says what, and who planned it is told', async () => {
    await small.write('The Act asks for no original, ever. [@mca2005 s25]');
    expect(await page(`${small.address}/review`)).toContain('As the draft is now, it will not be published then');
    app.clock.set('2026-12-01T09:30:00Z');
    await carryOut(await planId());
    expect((await newest()).number).toBe(1);
    expect(await stateOf(await planId())).toBe('refused');
    const html = await page(small.address);
    expect(html).toContain('Not published on 1 December 2026 at 09:30');
    expect(html).toContain('The legal approval fell away for what changed afterwards: “Papers”.');
    const mails = await app.db.query<{ to: string; text: string }>(
      `select to_address as "to", text from mail_message where subject = 'Not published as planned: A small course'`,
    );
    expect(mails.map(({ to }) => to)).toEqual(['trainer@beforehand.example']);
    expect(mails[0]?.text).toContain(`${small.address}/review`);
  });

  it('is published once at its time, with its reviews, as the work of whoever planned it', async () => {
    await small.approve();
    await plan(day('2', '12', '2026'));
    const id = await planId();
    app.clock.set('2026-12-02T09:30:00Z');
    await Promise.all([carryOut(id), carryOut(id)]);
    await carryOut(id);
    const version = await newest();
    expect(version).toMatchObject({ number: 2, whatChanged: 'What the Act says of originals.' });
    expect(await app.get<CoursesService>(CoursesService).isReviewed(version.id)).toBe(true);
    expect(await stateOf(id)).toBe('published');
    const [audited] = await app.db.query<{ kind: string; name: string }>(
      `select a.actor_kind as kind, p.email as name from audit_entry a join person p on p.id = a.actor_id
       where a.action = 'courses.published' and a.subject_id = $1`,
      [version.id],
    );
    expect(audited).toEqual({ kind: 'person', name: 'trainer@beforehand.example' });
    const mails = await app.db.query(`select 1 from mail_message where subject like 'Published as planned: %'`);
    expect(mails).toHaveLength(1);
  });

  it('goes with a draft that is laid aside or published before', async () => {
    await begin('A third wording. [@mca2005 s25]');
    await small.approve();
    await plan(day('3', '12', '2026'));
    await small.author.submit(`${small.address}/discards`, {}, small.address);
    app.clock.set('2026-12-03T09:30:00Z');
    await carryOut(await planId());
    expect(await stateOf(await planId())).toBe('withdrawn');
    expect((await newest()).number).toBe(2);
  });

  it('is not published for somebody who may not publish any more', async () => {
    await begin('A fourth wording. [@mca2005 s25]');
    await small.approve();
    await plan(day('4', '12', '2026'));
    await app.db.query(`update person set deactivated_at = $1 where email = 'trainer@beforehand.example'`, [
      app.clock.now(),
    ]);
    app.clock.set('2026-12-04T09:30:00Z');
    await carryOut(await planId());
    const [row] = await app.db.query<{ reasons: string[] }>(
      'select reasons from course_publication_plan where id = $1',
      [await planId()],
    );
    expect(row?.reasons.join()).toContain('may not publish courses any more');
    const [mail] = await app.db.query<{ to: string }>(
      `select to_address as "to" from mail_message where subject like 'Not published as planned: %' order by id desc limit 1`,
    );
    expect(mail?.to).toBe('admin@beforehand.example');
    expect((await newest()).number).toBe(2);
  });

  it('is carried out by the worker, without anybody', async () => {
    await app.db.query(`update person set deactivated_at = null where email = 'trainer@beforehand.example'`);
    await small.author.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    await plan(day('5', '12', '2026'));
    const id = await planId();
    app.clock.set('2026-12-05T09:30:00Z');
    // The worker goes by the clock of the database, which a test cannot set.
    await app.db.query(`update graphile_worker._private_jobs set run_at = now() where key = $1`, [
      `courses.publish-planned:${id}`,
    ]);
    await app.get<Jobs>(Jobs).start();
    for (const end = Date.now() + 60_000; (await stateOf(id)) === 'waiting' && Date.now() < end;)
      await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await stateOf(id)).toBe('published');
    expect((await newest()).number).toBe(3);
  });
});
