import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { CoursesService } from '../../src/courses/courses.service.js';
import { PublishingService } from '../../src/courses/publishing.service.js';
import { TestLearner } from '../learning/learner.js';
import { publishSmallCourse } from '../learning/small-course.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

describe('reviewing and publishing a draft', () => {
  let app: TestApp;
  let author: TestBrowser;
  let reviewer: TestBrowser;
  let learner: TestLearner;
  let draft: string;
  let lesson: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    await publishSmallCourse(app);
    [author, reviewer] = [app.browser(), app.browser()];
    await author.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    await reviewer.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    await begin();
  });
  afterAll(() => app.close());

  const page = async (address: string, as = author) => (await as.get(address).expect(200)).text;
  const begin = async () => {
    draft = (await author.submit('/studio/drafts', { course: 'small' }, '/studio')).headers['location'] ?? '';
    lesson = /href="(\/studio\/files\/[^"]+)">Papers</.exec(await page(draft))?.[1] ?? '';
  };
  const review = () => `${draft}/review`;
  const say = async (as: TestBrowser, kind: string, verdict = 'approved', note = '', seen = '') => {
    const read = /name="read" value="([^"]+)"/.exec(seen || (await page(review(), as)))?.[1] ?? '';
    return as.submit(`${draft}/verdicts`, { kind, verdict, reviewerRole: 'Consultant nurse', note, read }, review());
  };
  const write = async (words: string) => {
    const base = /name="base" value="(\d+)"/.exec(await page(lesson))?.[1] ?? '';
    return author.submit(`${lesson}/blocks/the-law`, {
      base,
      'nations-0': ['england', 'wales'],
      'words-0': words,
      'nations-1': ['scotland'],
      'words-1': 'The common law governs. [@awia2000]',
    });
  };

  it('is kept from learners while anything stands in its way', async () => {
    const html = await page(review());
    expect(html).toContain('It says the same as the version that is published.');
    expect(html).toContain('The clinical review is missing.');
    expect(html).not.toContain('Publish now');
    const refused = await author.submit(`${draft}/publications`, { whatChanged: '' }, review());
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('It was not published');
    await write('The Mental Capacity Act 2005 asks for none.');
    expect(await page(review())).toContain('names the law of England and Wales and cites no source');
    await write('The Act asks for no original, ever. [@mca2005 s25]');
  });

  it('asks reviewers by mail, and no author to review their own words', async () => {
    const [ids] = await app.db.query<{ author: string; reviewer: string }>(
      `select (select id from person where email = 'trainer@beforehand.example') as author,
         (select id from person where email = 'admin@beforehand.example') as reviewer`,
    );
    const own = await author.submit(
      `${draft}/review-requests`,
      { asked: 'legal', reviewer: ids?.author ?? '' },
      review(),
    );
    expect(own.text).toContain('has written in this draft');
    await author.submit(`${draft}/review-requests`, { asked: 'legal', reviewer: ids?.reviewer ?? '' }, review());
    const mails = await app.db.query<{ text: string }>('select text from mail_message');
    expect(mails.map(({ text }) => text).join()).toContain(`${draft}/review`);
    expect(await page(draft)).toContain('In review');
    expect((await say(author, 'legal')).text).toContain('a review is for somebody who reads it afresh');
  });

  it('takes remarks about blocks, which have to be settled', async () => {
    expect((await reviewer.submit(`${lesson}/comments`, { block: 'the-law', text: '' })).text).toContain(
      'Write your comment',
    );
    await reviewer.submit(`${lesson}/comments`, { block: 'the-law', text: 'Is “ever” right?' });
    const html = await page(review());
    expect(html).toContain('A comment is not settled.');
    const comment = /name="comment" value="([^"]+)"/.exec(html)?.[1] ?? '';
    await author.submit(`${draft}/settlements`, { comment }, review());
    expect(await page(review())).not.toContain('not settled');
  });

  it('lets approvals fall away for what is changed afterwards', async () => {
    expect((await say(reviewer, 'legal', 'changes')).text).toContain('Say which changes you ask for');
    await say(reviewer, 'legal', 'changes', 'Take out “ever”.');
    expect(await page(review())).toContain('The legal reviewer asks for changes.');
    await say(reviewer, 'legal');
    await say(reviewer, 'clinical');
    expect(await page(review())).toContain('Publish now');
    await write('The Act asks for no original. It never did. [@mca2005 s25]');
    expect(await page(review())).toContain('The legal approval fell away for what changed afterwards: “Papers”.');
  });

  it('takes no approval of words that were changed while they were read', async () => {
    const seen = await page(review(), reviewer);
    await write('The Act asks for no original, at any time. [@mca2005 s25]');
    const late = await say(reviewer, 'legal', 'approved', '', seen);
    expect(late.status).toBe(422);
    expect(late.text).toContain('The draft was changed after you opened this page');
    await write('The Act asks for no original. It never did. [@mca2005 s25]');
  });

  it('stays the course that it is, whatever its text says', async () => {
    const settings = await page(`${draft}/settings`);
    const file = /data-presence="(\/studio\/files\/[^/]+)\/presence"/.exec(settings)?.[1] ?? '';
    const html = await page(`${file}/text`);
    const number = /name="base" value="(\d+)"/.exec(html)?.[1] ?? '';
    const [row] = await app.db.query<{ text: string }>(
      'select r.text from course_draft_revision r where r.file_id = $1 and r.number = $2',
      [file.split('/').at(-1), number],
    );
    const text = row?.text ?? '';
    await author.submit(`${file}/text`, { base: number, text: text.replace('slug: small', 'slug: advance-decisions') });
    expect(await page(review())).toContain('slug: It stays small');
    await author.submit(`${file}/text`, { base: String(Number(number) + 1), text });
    expect(await page(review())).not.toContain('slug: It stays');
  });

  it('shows what it changes, block by block', async () => {
    const html = await page(`${draft}/differences`);
    expect(html).toContain('Lesson: Papers');
    expect(html).toContain('Law, by nation: the-law');
    expect(html).toContain('<ins>It never did. </ins>');
    expect(html).not.toContain('Lesson: Doubt');
  });

  it('is published once, however often the button is pressed, with its reviews', async () => {
    await say(reviewer, 'legal');
    await say(reviewer, 'clinical');
    const fields = { whatChanged: 'What the Act says of originals.' };
    const token = await author.token(review());
    const pressed = await Promise.all(
      [1, 2].map(() => author.post(`${draft}/publications`, { ...fields, _csrf: token })),
    );
    expect(pressed.map(({ status }) => status).sort()).toEqual([303, 409]);
    const courses = app.get<CoursesService>(CoursesService);
    const version = await courses.newest('small');
    expect(version).toMatchObject({ number: 2, whatChanged: 'What the Act says of originals.' });
    expect(await courses.isReviewed(version.id)).toBe(true);
    expect(await page('/studio/courses/small/differences')).toContain('<ins>It never did. </ins>');
    await author.get(draft).expect(409);
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
    await begin();
    await write('A third wording. [@mca2005 s25]');
    const files = await app
      .get<PublishingService>(PublishingService)
      .filesOf((await app.get<CoursesService>(CoursesService).newest('small')).id);
    const otherwise = new Map(files).set('course.md', (files.get('course.md') ?? '').replace('Nobody', 'Everybody'));
    await app.get<PublishingService>(PublishingService).publishFiles('small', otherwise);
    await say(reviewer, 'legal');
    await say(reviewer, 'clinical');
    expect(await page(review())).toContain('Version 3 was published after this draft began');
    await author.submit(`${draft}/bases`, {}, review());
    expect(await page(`${draft}/differences`)).toContain('<del>Everybody</del>');
    expect(await page(review())).toContain('Publish now');
  });

  it('is not reviewed by whoever has taken a lesson out or put one back', async () => {
    await reviewer.submit(`${lesson}/removals`, {}, draft);
    await reviewer.submit(`${draft}/returns`, { file: lesson.split('/').at(-1) ?? '' }, draft);
    expect((await say(reviewer, 'legal')).text).toContain('You have written in this draft');
  });
});
