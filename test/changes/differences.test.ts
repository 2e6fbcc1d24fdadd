import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { RetirementsService } from '../../src/courses/retirements.service.js';
import { DifferencesService } from '../../src/changes/differences/differences.service.js';
import { NewWorkplaceDiffers } from '../../src/changes/changes.events.js';
import { ImpactsService } from '../../src/changes/impacts.service.js';
import { ChangeNoticesService } from '../../src/notifications/change-notices.service.js';
import { FactsImportService } from '../../src/policies/facts-import.service.js';
import { Events } from '../../src/platform/events.js';
import { TestLearner } from '../learning/learner.js';
import { publishSmallCourse } from '../learning/small-course.js';
import { factCsv, factFolder } from '../policies/fact-file.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { signedInPage } from '../support/signed-in-page.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const SMALL = '/differences/';

describe('what differs where the holder of a certificate works now', () => {
  let app: TestApp;
  let browser: Browser | undefined;
  const told: NewWorkplaceDiffers[] = [];

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-23T10:00:00Z' });
    await publishSmallCourse(app);
    app.get<Events>(Events).on(NewWorkplaceDiffers, (event) => {
      told.push(event);
      return Promise.resolve();
    });
  });
  afterAll(async () => {
    await browser?.close();
    await app.close();
  });

  /** Somebody who has completed the small course at the first fictional Trust; answers them and their certificate's number. */
  async function certified(): Promise<{ learner: TestLearner; number: string }> {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    await learner.readAll();
    await learner.tryCheck(5);
    const [row] = await app.db.query<{ number: string }>('select number from certificate where enrolment_id = $1', [
      learner.enrolmentId,
    ]);
    return { learner, number: row?.number ?? '' };
  }

  const formOf = (page: string) => ({
    shown: /name="shown" value="([^"]+)"/.exec(page)?.[1]?.replaceAll('&#x3D;', '=') ?? '',
    options: [...page.matchAll(/type="radio" value="([^"]+)"/g)].map(([, value]) => value ?? ''),
  });
  const addendaOf = (learner: TestLearner) =>
    app.db.query<{ number: number; from: string; to: string }>(
      `select number, content->>'from' as "from", content->>'to' as "to" from certificate_addendum
       where enrolment_id = $1 order by number`,
      [learner.enrolmentId],
    );

  it('is nothing for who has not moved, and not for others', async () => {
    const { learner, number } = await certified();
    expect(await learner.page('/differences')).toContain('where you work now.');
    const page = await learner.page(SMALL + number);
    expect(page).toContain('there is nothing to compare');
    expect(page).not.toContain('name="shown"');
    const other = await TestLearner.at(app, 'ZZ2');
    await other.browser.get(SMALL + number).expect(404);
    expect(await other.page('/differences')).toContain('Nothing to compare');
    expect((await app.browser().get(SMALL + number)).status).toBe(303);
    const nowhere = await TestLearner.at(app, null);
    expect(await nowhere.page('/differences')).toContain('Nothing to compare');
    expect((await nowhere.browser.get(SMALL + number)).status).toBe(303);
  });

  it('holds only what differs, is recorded once with its answers, and is shown to whoever checks the certificate', async () => {
    const { learner, number } = await certified();
    told.length = 0;
    await learner.workAt('ZZ2');
    const [current] = await app.db.query<{ id: string }>(
      'select id from workplace where person_id = $1 and is_current',
      [learner.personId],
    );
    await app.get<DifferencesService>(DifferencesService).compare(learner.personId, current?.id ?? '');
    expect(told.map(({ certificateNumbers }) => certificateNumbers)).toEqual([[number]]);

    expect(await learner.page('/differences')).toContain(`href="${SMALL}${number}"`);
    const page = await learner.page(SMALL + number);
    expect(page).toContain('Here a copy is enough.');
    expect(page).toContain('Here the original is asked for.');
    expect(page).not.toContain('The Act asks for no original.');
    expect(page).not.toContain('Ask at once.');
    const { shown, options } = formOf(page);
    expect(options).toHaveLength(2);

    const path = `${SMALL}${number}/addenda`;
    const unanswered = await learner.browser.submit(path, { shown }, SMALL + number);
    expect(unanswered.status).toBe(422);
    expect(unanswered.text).toContain('Choose an answer to question 1');
    const forged = await learner.browser.submit(path, { shown: 'made.up', 'answer-1': 'copy_ok' }, SMALL + number);
    expect(forged.status).toBe(422);
    expect(forged.text).toContain('nothing was recorded');
    expect(await addendaOf(learner)).toEqual([]);

    const answered = await Promise.all(
      [1, 2].map(() => learner.browser.submit(path, { shown, 'answer-1': 'copy_ok' }, SMALL + number)),
    );
    expect(answered.map(({ status }) => status)).toContain(303);
    expect(await addendaOf(learner)).toEqual([
      {
        number: 1,
        from: 'Riverbank Hospitals NHS Trust (fictional)',
        to: 'Moorland Ambulance Service NHS Trust (fictional)',
      },
    ]);
    expect(await app.db.query(`select from audit_entry where action = 'certificates.addendum'`)).toHaveLength(1);

    const addendum = await learner.page(`${SMALL}${number}/addenda/1`);
    expect(addendum).toContain('0 of 1 answered rightly');
    expect(addendum).toContain('The right answer');
    const verified = (await app.browser().get(`/verify/${number}`).expect(200)).text;
    expect(verified).toContain('Addendum 1, 23 November 2026');
    expect(verified).not.toContain('answered rightly');
    const json = (await app.browser().get(`/verify/${number}.json`).expect(200)).body as { addenda: unknown[] };
    expect(json.addenda).toHaveLength(1);
    expect(await learner.page(`/certificates/${number}`)).toContain('Addendum 1');
    expect(await learner.page(SMALL + number)).toContain('there is nothing to compare');

    await learner.workAt('ZZ1');
    const back = await learner.page(SMALL + number);
    const again = formOf(back);
    await learner.browser.submit(path, { shown: again.shown, 'answer-1': 'copy_ok' }, SMALL + number);
    expect((await addendaOf(learner)).map(({ number: n, to }) => [n, to])).toEqual([
      [1, 'Moorland Ambulance Service NHS Trust (fictional)'],
      [2, 'Riverbank Hospitals NHS Trust (fictional)'],
    ]);
    expect(await learner.page(`${SMALL}${number}/addenda/2`)).toContain('1 of 1 answered rightly');
  });

  it('refuses what was opened before the workplace changed again', async () => {
    const { learner, number } = await certified();
    await learner.workAt('ZZ2');
    const { shown } = formOf(await learner.page(SMALL + number));
    await learner.workAt({ kind: 'hospice', name: 'A hospice', nation: 'scotland', regionCode: null, icbCode: null });
    const late = await learner.browser.submit(
      `${SMALL}${number}/addenda`,
      { shown, 'answer-1': 'copy_ok' },
      SMALL + number,
    );
    expect(late.status).toBe(422);
    expect(late.text).toContain('nothing was recorded');
    expect(late.text).toContain('The common law governs.');
    expect(await addendaOf(learner)).toEqual([]);
  });

  it('reaches whoever learned it before the policy changed, as was decided, and lets them take it again', async () => {
    const { learner, number } = await certified();
    const folder = await factFolder();
    const news = factCsv({
      organisation: 'ZZ1',
      standing: 'confirmed',
      confirmed_on: '2026-11-20',
      publisher: 'Riverbank',
      value: 'original_required',
      paraphrase: 'The original has to be seen.',
    });
    await app.get<FactsImportService>(FactsImportService).import(await folder.write('news.csv', news), { apply: true });
    await folder.remove();
    const impacts = app.get<ImpactsService>(ImpactsService);
    const [impact] = await app.db.query<{ id: string; after: string }>(
      'select id, after_revision_id as after from change_impact where settled_at is null',
    );
    if (!impact) throw new Error('The change was not noted');
    await impacts.reckon(impact.id);
    expect(await learner.page(SMALL + number)).toContain('there is nothing to compare');
    const [trainer] = await app.db.query<{ id: string }>(
      `select id from person where email = 'trainer@beforehand.example'`,
    );
    const decide = async (whatFollows: 'nothing' | 'refresher' | 'certify_again') => {
      const decision = { whatFollows, note: null, afterRevisionId: impact.after };
      expect(await impacts.decide(impact.id, trainer?.id ?? '', decision)).toEqual([]);
      await app.get<ChangeNoticesService>(ChangeNoticesService).tellOfPolicy(impact.id);
    };
    const mails = () =>
      app.db.query<{ subject: string }>(
        `select n.subject from notification n where n.kind = 'policy' and n.person_id = $1 order by n.told_at, n.id`,
        [learner.personId],
      );
    await decide('nothing');
    expect([await mails(), await learner.page(SMALL + number)]).toEqual([
      [],
      expect.stringContaining('there is nothing to compare'),
    ]);

    await decide('refresher');
    await app.get<ChangeNoticesService>(ChangeNoticesService).tellOfPolicy(impact.id);
    expect(await mails()).toEqual([
      { subject: expect.stringMatching(/^The policy of Riverbank .* has changed since you learned “A small course”$/) },
    ]);
    const page = await learner.page(SMALL + number);
    expect(page).toContain('Here the original is asked for.');
    expect(page).toContain('asked everybody concerned to read what differs');
    const other = await TestLearner.at(app, 'ZZ1');
    expect((await other.browser.submit(`${SMALL}${number}/renewals`, {}, '/differences')).status).toBe(404);
    await learner.browser.submit(`${SMALL}${number}/renewals`, {}, SMALL + number);
    expect(await app.db.query('select from enrolment where person_id = $1', [learner.personId])).toHaveLength(1);

    await decide('certify_again');
    expect(await mails()).toHaveLength(2);
    const again = await learner.page(SMALL + number);
    expect(again).toContain('Take the course again');
    expect(again).not.toContain('name="shown"');
    // Nobody can take a retired course again: what differs is read instead.
    const retirements = app.get<RetirementsService>(RetirementsService);
    await retirements.retire('small', { finishBy: null, reason: 'A newer course is there' }, trainer?.id ?? '');
    const instead = await learner.page(SMALL + number);
    expect(instead).not.toContain('Take the course again');
    expect(instead).toContain('name="shown"');
    await retirements.reopen('small', trainer?.id ?? '');
    const begun = await learner.browser.submit(`${SMALL}${number}/renewals`, {}, SMALL + number);
    expect(begun.headers['location']).toMatch(/^\/learning\//);
    expect(await app.db.query('select from enrolment where person_id = $1', [learner.personId])).toHaveLength(2);
  });

  it('is read lesson by lesson where it is much, each kept as it is read, and recorded once all are', async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol('advance-decisions');
    const slugs = await app.db.query<{ slug: string }>(
      `select l.slug from course_lesson l join enrolment e on e.course_version_id = l.version_id where e.id = $1 order by l.position`,
      [learner.enrolmentId],
    );
    for (const { slug } of slugs) {
      const shown = learner.shownIn(await learner.lesson(slug));
      await learner.browser.submit(`${learner.course}/lessons/${slug}/completions`, { shown }, '/account');
    }
    await learner.tryCheck(100);
    const [row] = await app.db.query<{ number: string }>('select number from certificate where enrolment_id = $1', [
      learner.enrolmentId,
    ]);
    const all = SMALL + (row?.number ?? '');
    await learner.workAt({ kind: 'hospice', name: 'A hospice', nation: 'scotland', regionCode: null, icbCode: null });
    const list = await learner.page(all);
    expect(list).toContain('Read them one by one');
    expect(list).not.toContain('name="shown"');
    const places = [...list.matchAll(/href="([^"]+\/lessons\/\d+)"/g)].map(([, href]) => href ?? '');
    expect(places.length).toBeGreaterThan(2);
    const [first = '', second = ''] = places;
    const one = await learner.page(first);
    expect(one).toContain('<h2>');
    const { shown } = formOf(one);
    const forged = await learner.browser.submit(first, { shown: 'made.up' }, first);
    expect([forged.status, forged.text.includes('nothing was recorded')]).toEqual([422, true]);
    const read = await learner.browser.submit(first, { shown }, first);
    expect(read.headers['location']).toBe(second);
    await learner.browser.submit(first, { shown }, second);
    expect(
      await app.db.query('select from difference_read where enrolment_id = $1', [learner.enrolmentId]),
    ).toHaveLength(1);
    const early = await learner.browser.submit(`${all}/addenda`, { shown }, second);
    expect(early.status).toBe(422);
    expect((await learner.browser.get(`${all}/lessons/99`)).headers['location']).toBe(all);
    const asked = await app.statementsOf(() => learner.page(all));
    expect(asked.length).toBeLessThan(9);

    browser = await startBrowser();
    const page = await signedInPage({ app, browser }, await learner.email());
    const problems: string[] = [];
    for (const place of [all, first, second]) problems.push(...(await problemsAt(page, app.url + place, 60_000)));
    expect(problems).toEqual([]);

    let last = '';
    for (const place of places.slice(1)) {
      const form = formOf(await learner.page(place));
      last = (await learner.browser.submit(place, { shown: form.shown }, place)).headers['location'] ?? '';
    }
    expect(last).toBe(all);
    const ready = formOf(await learner.page(all));
    const recorded = await learner.browser.submit(`${all}/addenda`, { shown: ready.shown }, all);
    expect(recorded.headers['location']).toBe(`${all}/addenda/1`);
    expect(await app.db.query('select from difference_read where enrolment_id = $1', [learner.enrolmentId])).toEqual(
      [],
    );
    const other = await TestLearner.at(app, 'ZZ1');
    await other.browser.get(first).expect(404);
  }, 240_000);

  it('keeps an addendum as it was', async () => {
    await expect(app.db.query(`update certificate_addendum set number = 9`)).rejects.toThrow();
    await expect(app.db.query('delete from certificate_addendum')).rejects.toThrow();
  });
});
