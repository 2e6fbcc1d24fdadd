import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse } from './small-course.js';

describe('finding a course', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
  });
  afterAll(() => app.close());

  const page = async (query = '') => (await app.browser().get(`/courses${query}`).expect(200)).text;
  const found = async (query: string) =>
    [...(await page(query)).matchAll(/<h2 class="bh-card__title"><a href="\/courses\/([a-z-]+)"/g)].map(
      ([, slug]) => slug,
    );
  const both = ['small', 'advance-decisions'].sort();

  it('offers no filter that would narrow nothing', async () => {
    const html = await page();
    expect(html).toContain('Advance decisions in practice');
    expect(html).toContain('name="q"');
    for (const name of ['length', 'topic', 'reviewed']) expect(html).not.toContain(`name="${name}"`);
  });

  it('finds by words, their stems and beginnings, and forgives typing mistakes', async () => {
    await publishSmallCourse(app);
    expect((await found('')).sort()).toEqual(both);
    expect(await found('?q=escalate+doubt')).toEqual(['advance-decisions']);
    expect(await found('?q=ESCALATING')).toEqual(['advance-decisions']);
    expect(await found('?q=advanse+desicions')).toEqual(['advance-decisions']);
    expect(await found('?q=smal+cuorse')).toEqual(['small']);
    // "Small" stands in the title of one: it comes first.
    expect((await found('?q=small'))[0]).toBe('small');
    expect((await found('?q=the')).sort()).toEqual(both);
    expect((await found('?q=recording')).sort()).toEqual(both);
    const none = await page('?q=xylophone+quartets');
    expect(none).toContain('No course answers');
    expect(none).toContain('value="xylophone quartets"');
  });

  it('takes whatever is typed as words, not as operators', async () => {
    for (const odd of [`' | & ! :* <->`, '%', '\\', '((', '🙂', "d'oh", 'a'.repeat(5000), '!recording'])
      await page(`?q=${encodeURIComponent(odd)}`);
    expect((await found(`?q=${encodeURIComponent('small:* | <-> !')}`))[0]).toBe('small');
    expect((await found('?q=&length=never&topic=x&reviewed=maybe&page=-1')).sort()).toEqual(both);
    const beyond = await app.browser().get('/courses?q=small&page=9');
    expect([beyond.status, beyond.headers['location']]).toEqual([303, '/courses?q=small']);
  });

  it('narrows by what courses are: their length, what they address, and whether they are reviewed', async () => {
    const html = await page();
    expect(html).toContain('Up to 30 minutes');
    expect(html).toContain('More than one hour, up to three');
    expect(html).not.toContain('More than three hours');
    expect(html).not.toContain('name="reviewed"');
    expect(await found('?length=short')).toEqual(['small']);
    expect(await found('?length=half_day')).toEqual(['advance-decisions']);
    expect(await found('?length=long')).toEqual([]);
    // The small course says what the Trust accepts and where it records; nothing of it is about training.
    expect((await found('?topic=recording')).sort()).toEqual(both);
    expect(await page('?q=xylophone&length=half_day')).toContain('without the filters');
    const [version] = await app.db.query<{ id: string }>(
      `select v.id from course_version v join course c on c.id = v.course_id where c.slug = 'small'`,
    );
    for (const kind of ['clinical', 'legal'])
      await app.db.query(
        `insert into course_review (id, version_id, kind, reviewer_name, reviewer_role, reviewed_on, recorded_at)
         values (gen_random_uuid(), $1, $2, 'A Reviewer', 'For the tests', '2026-11-01', now())`,
        [version?.id, kind],
      );
    expect(await page()).toContain('By a clinician and a lawyer');
    expect(await found('?reviewed=yes')).toEqual(['small']);
  });

  it('searches the newest version', async () => {
    expect(await found('?q=families&length=short')).toEqual([]);
    await publishSmallCourse(app, 2);
    expect(await found('?q=families&length=short')).toEqual(['small']);
    expect(await found('?reviewed=yes')).toEqual([]);
  });

  it('asks the same statements however many courses there are', async () => {
    const asked = async (query: string) => (await app.statementsOf(() => page(query))).length;
    await page();
    expect(await asked('?q=recording&length=short')).toBe(await asked(''));
    expect(await asked('')).toBe(2);
  });
});

describe('the page of a course', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
  });
  afterAll(() => app.close());

  const COURSE = '/courses/advance-decisions';

  it('says how many passages are about the learner’s Trust, as many as they meet in the lessons', async () => {
    for (const trust of ['ZZ1', 'ZZ2']) {
      const learner = await TestLearner.at(app, trust);
      const promised = Number(/(\d+) passages are about your Trust/.exec(await learner.page(COURSE))?.[1]);
      await learner.enrol('advance-decisions');
      const lessons = await app.db.query<{ slug: string }>(
        'select l.slug from course_lesson l join enrolment e on e.course_version_id = l.version_id where e.id = $1',
        [learner.enrolmentId],
      );
      let met = 0;
      for (const { slug } of lessons)
        met += (await learner.lesson(slug))
          .split('bh-voice--local')
          .slice(1)
          .filter((section) => !section.slice(0, section.indexOf('</section>')).includes('bh-unanswered')).length;
      expect([trust, promised]).toEqual([trust, met]);
      expect(met).toBeGreaterThan(1);
    }
  });

  it('says so when nothing is held, and nothing to who has no Trust or is not signed in', async () => {
    const unknown = await TestLearner.at(app, 'RX6');
    const html = await unknown.page(COURSE);
    const some = /(\d+) passages? (?:is|are) about your Trust/.test(html);
    expect(some || html.includes('No passage is about')).toBe(true);
    const elsewhere = await TestLearner.at(app, null);
    for (const text of [await elsewhere.page(COURSE), (await app.browser().get(COURSE)).text]) {
      expect(text).not.toContain('about your Trust');
      expect(text).not.toContain('No passage is about');
    }
  });

  it('says what one will be able to do, for how long, for whom, and who reviewed it when', async () => {
    const { text } = await app.browser().get(COURSE).expect(200);
    for (const words of [
      '1 hour 30 minutes',
      'Nurses, paramedics',
      'What you will be able to do',
      'Clinical review: awaited',
    ])
      expect(text).toContain(words);
    const [version] = await app.db.query<{ id: string }>('select id from course_version');
    await app.db.query(
      `insert into course_review (id, version_id, kind, reviewer_name, reviewer_role, reviewed_on, recorded_at)
       values (gen_random_uuid(), $1, 'clinical', 'A Reviewer', 'For the tests', '2026-11-01', now())`,
      [version?.id],
    );
    expect((await app.browser().get(COURSE)).text).toContain(
      'Clinical review: A Reviewer, For the tests, 1 November 2026',
    );
  });
});
