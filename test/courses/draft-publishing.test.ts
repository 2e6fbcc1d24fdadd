import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CoursesService } from '../../src/courses/courses.service.js';
import { PublishingService } from '../../src/courses/publishing.service.js';
import { TestLearner } from '../learning/learner.js';
import { SmallDraft } from '../factories/small-draft.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

describe('reviewing and publishing a draft', () => {
  let app: TestApp;
  let small: SmallDraft;
  let learner: TestLearner;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    small = await SmallDraft.in(app);
    learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
  });
  afterAll(() => app.close());

  const page = (address: string, as?: TestBrowser) => small.page(address, as);

  it('is kept from learners while anything stands in its way', async () => {
    const html = await page(small.review);
    expect(html).toContain('It says the same as the version that is published.');
    expect(html).toContain('The clinical review is missing.');
    expect(html).not.toContain('Publish now');
    const refused = await small.author.submit(`${small.address}/publications`, { whatChanged: '' }, small.review);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('It was not published');
    await small.write('The Mental Capacity Act 2005 asks for none.');
    expect(await page(small.review)).toContain('names the law of England and Wales and cites no source');
    await small.write('The Act asks for no original, ever. [@mca2005 s25]');
  });

  it('asks reviewers by mail, and no author to review their own words', async () => {
    const [ids] = await app.db.query<{ author: string; reviewer: string }>(
      `select (select id from person where email = 'trainer@beforehand.example') as author,
         (select id from person where email = 'admin@beforehand.example') as reviewer`,
    );
    const own = await small.author.submit(
      `${small.address}/review-requests`,
      { asked: 'legal', reviewer: ids?.author ?? '' },
      small.review,
    );
    expect(own.text).toContain('has written in this draft');
    await small.author.submit(
      `${small.address}/review-requests`,
      { asked: 'legal', reviewer: ids?.reviewer ?? '' },
      small.review,
    );
    const mails = await app.db.query<{ text: string }>('select text from mail_message');
    expect(mails.map(({ text }) => text).join()).toContain(`${small.address}/review`);
    expect(await page(small.address)).toContain('In review');
    expect((await small.say(small.author, 'legal')).text).toContain('a review is for somebody who reads it afresh');
  });

  it('takes remarks about blocks, which have to be settled', async () => {
    expect((await small.reviewer.submit(`${small.lesson}/comments`, { block: 'the-law', text: '' })).text).toContain(
      'Write your comment',
    );
    await small.reviewer.submit(`${small.lesson}/comments`, { block: 'the-law', text: 'Is “ever” right?' });
    const html = await page(small.review);
    expect(html).toContain('A comment is not settled.');
    const comment = /name="comment" value="([^"]+)"/.exec(html)?.[1] ?? '';
    await small.author.submit(`${small.address}/settlements`, { comment }, small.review);
    expect(await page(small.review)).not.toContain('not settled');
  });

  it('lets approvals fall away for what is changed afterwards', async () => {
    expect((await small.say(small.reviewer, 'legal', 'changes')).text).toContain('Say which changes you ask for');
    await small.say(small.reviewer, 'legal', 'changes', 'Take out “ever”.');
    expect(await page(small.review)).toContain('The legal reviewer asks for changes.');
    await small.say(small.reviewer, 'legal');
    await small.say(small.reviewer, 'clinical');
    expect(await page(small.review)).toContain('Publish now');
    await small.write('The Act asks for no original. It never did. [@mca2005 s25]');
    expect(await page(small.review)).toContain('The legal approval fell away for what changed afterwards: “Papers”.');
  });

  it('takes no approval of words that were changed while they were read', async () => {
    const seen = await page(small.review, small.reviewer);
    await small.write('The Act asks for no original, at any time. [@mca2005 s25]');
    const late = await small.say(small.reviewer, 'legal', 'approved', '', seen);
    expect(late.status).toBe(422);
    expect(late.text).toContain('The draft was changed after you opened this page');
    await small.write('The Act asks for no original. It never did. [@mca2005 s25]');
  });

  it('stays the course that it is, whatever its text says', async () => {
    await small.rewrite('course.md', (text) => text.replace('slug: small', 'slug: advance-decisions'));
    expect(await page(small.review)).toContain('slug: It stays small');
    await small.rewrite('course.md', (text) => text.replace('slug: advance-decisions', 'slug: small'));
    expect(await page(small.review)).not.toContain('slug: It stays');
  });

  it('shows what it changes, block by block', async () => {
    const html = await page(`${small.address}/differences`);
    expect(html).toContain('Lesson: Papers');
    expect(html).toContain('Law, by nation');
    expect(html).not.toMatch(/the-law|\[@|=== /);
    expect(html).toContain('<ins>It never did. </ins>');
    expect(html).not.toContain('Lesson: Doubt');
  });

  it('is published once, however often the button is pressed, with its reviews', async () => {
    await small.say(small.reviewer, 'legal');
    await small.say(small.reviewer, 'clinical');
    const fields = { whatChanged: 'What the Act says of originals.' };
    const token = await small.author.token(small.review);
    const pressed = await Promise.all(
      [1, 2].map(() => small.author.post(`${small.address}/publications`, { ...fields, _csrf: token })),
    );
    expect(pressed.map(({ status }) => status).sort()).toEqual([303, 409]);
    const courses = app.get<CoursesService>(CoursesService);
    const version = await courses.newest('small');
    expect(version).toMatchObject({ number: 2, whatChanged: 'What the Act says of originals.' });
    expect(await courses.isReviewed(version.id)).toBe(true);
    expect(await page('/studio/courses/small/differences')).toContain('<ins>It never did. </ins>');
    await small.author.get(small.address).expect(409);
    const audited = await app.db.query(
      `select 1 from audit_entry where action in ('courses.published', 'course_drafts.published') and actor_kind = 'person'`,
    );
    expect(audited).toHaveLength(2);
  });

  it('leaves a learner under way on their version, and offers them the newer one with what changed', async () => {
    const html = await learner.page(learner.course);
    expect(html).toContain('There is a newer version of this course');
    expect(html).toContain('What the Act says of originals.');
    expect(await learner.lesson('papers')).not.toContain('It never did.');
    await learner.browser.submit(`${learner.course}/version-changes`, {}, '/account');
    expect(await learner.lesson('papers')).toContain('It never did.');
  });

  it('does not undo what was published after it began', async () => {
    await small.begin();
    await small.write('A third wording. [@mca2005 s25]');
    const files = await app
      .get<PublishingService>(PublishingService)
      .filesOf((await app.get<CoursesService>(CoursesService).newest('small')).id);
    const otherwise = new Map(files).set('course.md', (files.get('course.md') ?? '').replace('Nobody', 'Everybody'));
    await app.get<PublishingService>(PublishingService).publishFiles('small', otherwise);
    await small.say(small.reviewer, 'legal');
    await small.say(small.reviewer, 'clinical');
    expect(await page(small.review)).toContain('Version 3 was published after this draft began');
    await small.author.submit(`${small.address}/bases`, {}, small.review);
    expect(await page(`${small.address}/differences`)).toContain('<del>Everybody</del>');
    expect(await page(small.review)).toContain('Publish now');
  });

  it('is not reviewed by whoever has taken a lesson out or put one back', async () => {
    await small.reviewer.submit(`${small.lesson}/removals`, {}, small.address);
    await small.reviewer.submit(
      `${small.address}/returns`,
      { file: small.lesson.split('/').at(-1) ?? '' },
      small.address,
    );
    expect((await small.say(small.reviewer, 'legal')).text).toContain('You have written in this draft');
  });
});
