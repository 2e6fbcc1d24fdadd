import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CourseReviewed } from '../../src/courses/courses.events.js';
import { CoursesService } from '../../src/courses/courses.service.js';
import { CourseFaulty, PublishingService } from '../../src/courses/publishing.service.js';
import { ReviewsService } from '../../src/courses/reviews.service.js';
import { newId } from '../../src/platform/database/new-id.js';
import { Events } from '../../src/platform/events.js';
import { runInContext } from '../../src/platform/request-context.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';
import { changed, courseFolder } from './course-files.js';

describe('publishing a course', () => {
  let app: TestApp;
  let courses: CoursesService;
  const publish = async (changes: Record<string, string | null> = {}) => {
    const { folder, remove } = await courseFolder(changes);
    try {
      return await app.get<PublishingService>(PublishingService).publish(folder);
    } finally {
      await remove();
    }
  };

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    courses = app.get(CoursesService);
    await publish();
  });
  afterAll(() => app.close());

  it('makes a version, and nothing from the same files', async () => {
    expect(await publish()).toEqual({ slug: 'smallest', number: 1, published: false });
    const version = await courses.newest('smallest');
    expect(version).toMatchObject({ number: 1, publishedOn: '2026-11-24', attempts: null, passMark: 80 });
    expect(version.lessons.map(({ slug, position }) => [slug, position])).toEqual([['first', 1]]);
    expect((await courses.lesson(version.lessons[0]?.id ?? '')).blocks).toHaveLength(6);
    expect((await courses.questions(version.id)).map(({ key }) => key)).toEqual(['one', 'local-one']);
  });

  it('makes the next version from changed files, and leaves the first as it was', async () => {
    const first = await courses.newest('smallest');
    const next = await publish(changed('course.md', 'What introduces it.', 'What introduces it now.'));
    expect(next).toEqual({ slug: 'smallest', number: 2, published: true });
    expect((await courses.newest('smallest')).introductionHtml).toContain('now');
    expect((await courses.version(first.id)).introductionHtml).not.toContain('now');
    const [shipped, ...others] = (await courses.catalogue()).map(({ slug, number }) => [slug, number]);
    expect([shipped, ...others]).toContainEqual(['smallest', 2]);
  });

  it('keeps the files that a version was made from, and makes nothing new from them', async () => {
    const publishing = app.get<PublishingService>(PublishingService);
    const { id, number } = await courses.newest('smallest');
    const files = await publishing.filesOf(id);
    expect([...files.keys()]).toEqual(['course.md', 'lessons/01-first.md', 'questions/01.md', 'sources.yaml']);
    expect(files.get('course.md')).toContain('What introduces it now.');
    const backwards = new Map([...files].reverse());
    expect(await publishing.publishFiles('smallest', backwards)).toEqual({
      slug: 'smallest',
      number,
      published: false,
    });
    await expect(app.db.query(`update course_file set text = ''`)).rejects.toThrow('kept as it was written');
  });

  it('is no more what ships once somebody here has published a version of it', async () => {
    const shipped = app.get<PublishingService>(PublishingService);
    const [first, second] = [
      await courseFolder({}),
      await courseFolder(changed('course.md', 'What introduces it.', 'Newly.')),
    ];
    expect(await shipped.publishShipped(second.folder)).toMatchObject({ published: true });
    const trainer = { requestId: 'a request', actor: { kind: 'person' as const, id: newId() } };
    await runInContext(trainer, () => publish(changed('course.md', 'What introduces it.', 'By a trainer.')));
    const { number } = await courses.newest('smallest');
    expect(await shipped.publishShipped(first.folder)).toBe('ours no more');
    expect((await courses.newest('smallest')).number).toBe(number);
    await Promise.all([first.remove(), second.remove()]);
  });

  it('is refused as a whole while anything is to be put right', async () => {
    const before = (await courses.newest('smallest')).number;
    await expect(publish(changed('questions/01.md', '- [x]', '- [ ]'))).rejects.toThrow(CourseFaulty);
    expect((await courses.newest('smallest')).number).toBe(before);
  });

  it.each(['course_version', 'course_lesson', 'course_question'])(
    'freezes %s: the database refuses to change it',
    async (table) => {
      await expect(app.db.query(`update ${table} set content = '{}'`)).rejects.toThrow('kept as it was written');
      await expect(app.db.query(`delete from ${table}`)).rejects.toThrow('kept as it was written');
    },
  );

  it('ships a whole course on the eight outcomes, the same length in every nation', async () => {
    const version = await courses.newest('advance-decisions');
    expect(version.outcomes).toHaveLength(8);
    expect(version.lessons.length).toBeGreaterThanOrEqual(7);
    expect(Math.min(...Object.values(version.coreQuestionCount))).toBeGreaterThanOrEqual(16);
    const lessons = await Promise.all(version.lessons.map(({ id }) => courses.lesson(id)));
    const tailored = lessons
      .flatMap(({ blocks }) => blocks)
      .filter(({ kind }) => kind === 'tailored' || kind === 'fact');
    expect(tailored.length).toBeGreaterThanOrEqual(15);
    expect(lessons.every(({ minutes }) => minutes <= 10)).toBe(true);
  });
});

describe('reviewing a version', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  const address = '/courses/advance-decisions/versions/1/reviews';
  const review = {
    kind: 'clinical',
    reviewerName: 'Dr Fictional Reviewer',
    reviewerRole: 'Consultant, made up for a test',
    'reviewedOn-day': '24',
    'reviewedOn-month': '11',
    'reviewedOn-year': '2026',
    note: '',
  };

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-12-24T10:00:00Z' });
    trainer = app.browser();
    const password = /<code>([^<]+)<\/code>/.exec((await trainer.get('/sign-in')).text)?.[1] ?? '';
    await trainer.signIn('trainer@beforehand.example', password);
    // The clock of the test stands behind the day on which the sample database was made or before it; a review needs a day between.
    const [row] = await app.db.query<{ day: string }>(
      `select to_char(max(published_at) at time zone 'Europe/London', 'YYYY-MM-DD') as day from course_version`,
    );
    const [year = '', month = '', day = ''] = (row?.day ?? '').split('-');
    Object.assign(review, { 'reviewedOn-year': year, 'reviewedOn-month': month, 'reviewedOn-day': day });
    app.clock.set(`${row?.day ?? ''}T22:00:00Z`);
  });
  afterAll(() => app.close());

  it('is for those who may review, and says what is missing', async () => {
    expect((await app.browser().get(address)).status).toBe(303);
    const page = await trainer.get(address).expect(200);
    expect(page.text).toContain('Awaiting clinical and legal review');
    await trainer.get('/courses/advance-decisions/versions/99/reviews').expect(404);
    await trainer.get('/courses/no-such/versions/1/reviews').expect(404);
  });

  it('keeps what was typed when something is wrong', async () => {
    const empty = await trainer.submit(address, { ...review, reviewerName: '', 'reviewedOn-month': '13' }, address);
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Enter the reviewer’s name');
    expect(empty.text).toContain('Enter the day of the review');
    expect(empty.text).toContain('Consultant, made up for a test');
    const future = await trainer.submit(address, { ...review, 'reviewedOn-year': '2031' }, address);
    expect(future.text).toContain('still to come');
  });

  it('is complete when both are recorded, and tells the rest of the house once', async () => {
    const told: string[] = [];
    app.get<Events>(Events).on(CourseReviewed, (event) => {
      told.push(event.versionId);
      return Promise.resolve();
    });
    const version = await app.get<CoursesService>(CoursesService).newest('advance-decisions');
    expect((await trainer.submit(address, review, address)).status).toBe(303);
    expect(await app.get<CoursesService>(CoursesService).isReviewed(version.id)).toBe(false);
    expect((await trainer.submit(address, { ...review, kind: 'legal' }, address)).status).toBe(303);
    expect((await trainer.submit(address, { ...review, kind: 'legal', note: 'Again.' }, address)).status).toBe(303);
    expect(told).toEqual([version.id]);
    expect(await app.get<CoursesService>(CoursesService).isReviewed(version.id)).toBe(true);
    expect((await app.get<CoursesService>(CoursesService).reviews(version.id)).legal?.note).toBe('Again.');
    expect((await trainer.get(address).expect(200)).text).toContain('valid for CPD');
  });

  it('is never of a day before the version was published', async () => {
    const version = await app.get<CoursesService>(CoursesService).newest('advance-decisions');
    const refused = await app
      .get<ReviewsService>(ReviewsService)
      .record(
        version.id,
        { kind: 'legal', reviewerName: 'A', reviewerRole: 'B', reviewedOn: '2020-01-01', note: null },
        null,
      );
    expect(refused[0]).toContain('cannot be older');
  });

  it('is never nobody’s, from the command line either', async () => {
    const version = await app.get<CoursesService>(CoursesService).newest('advance-decisions');
    const reviews = app.get<ReviewsService>(ReviewsService);
    const review = { kind: 'legal' as const, reviewedOn: app.clock.today(), note: null };
    for (const who of [
      { reviewerName: ' ', reviewerRole: 'Solicitor' },
      { reviewerName: 'A. Person', reviewerRole: '' },
    ])
      expect((await reviews.record(version.id, { ...review, ...who }, null))[0]).toContain(
        'needs the name and the role',
      );
  });
});
