import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { CoursesService } from '../../src/courses/courses.service.js';
import { newId } from '../../src/platform/database/new-id.js';
import { ReflectionsQueries } from '../../src/portfolio/reflections/reflections.queries.js';
import { ReflectionsService } from '../../src/portfolio/reflections/reflections.service.js';
import { Completions } from '../certificates/completions.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

const WHOLE = {
  title: 'Listening first',
  ground: 'cpd',
  nature: 'A lesson on refusals.',
  learned: 'What a document must say.',
  changed: 'I look for it at admission.',
  relevance: 'It is about listening to people.',
  themes: ['prioritise', 'preserve'],
};

describe('reflective accounts', () => {
  let app: TestApp;
  let learner: TestBrowser;
  let learnerId: string;
  let reflections: ReflectionsService;
  let queries: ReflectionsQueries;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    reflections = app.get(ReflectionsService);
    queries = app.get(ReflectionsQueries);
    learner = app.browser();
    await learner.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
    learnerId = await (await Completions.in(app)).idOf('learner');
  });
  afterAll(() => app.close());

  /** Starts one from nothing, in the browser; answers its address. */
  const start = async () => {
    const answer = await learner.submit('/portfolio/reflections', {}, '/portfolio/reflections');
    expect(answer.status).toBe(303);
    return (answer.headers['location'] ?? '').replace(/\/edit$/, '');
  };
  const idOf = (address: string) => address.split('/').at(-1) ?? '';
  /** What an open page carries with what is typed. */
  const opened = async (address: string) => {
    const { text } = await learner.get(`${address}/edit`);
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
    return { page: field('page'), revision: field('revision') };
  };
  const autosave = async (address: string, fields: Record<string, string | string[]>) =>
    learner
      .post(address, { _csrf: await learner.token(`${address}/edit`), ...fields })
      .set('Accept', 'application/json');

  it('are kept as drafts whatever is lacking, and complete once nothing is', async () => {
    const address = await start();
    const form = await opened(address);
    const draft = await learner.submit(address, { ...form, title: 'Half' }, `${address}/edit`);
    expect(draft.headers['location']).toBe(address);
    expect((await learner.get(address)).text).toContain('The draft is kept.');
    const early = await learner.submit(address, { ...form, ...WHOLE, changed: '', as: 'complete' }, `${address}/edit`);
    expect(early.status).toBe(422);
    expect(early.text).toContain('Say how you changed or improved your practice');
    expect(await queries.known(learnerId, idOf(address))).toMatchObject({
      learned: 'What a document must say.',
      completedOn: null,
    });
    await learner.submit(address, { ...form, ...WHOLE, as: 'complete' }, `${address}/edit`);
    expect(await queries.known(learnerId, idOf(address))).toMatchObject({ ...WHOLE, completedOn: '2026-11-25' });
    const page = (await learner.get(address)).text;
    for (const words of ['Complete', 'Prioritise people; Preserve safety', 'A CPD activity', 'I look for it'])
      expect(page).toContain(words);
    const rows = await app.db.query<{ action: string }>(
      'select action from audit_entry where subject_id = $1 order by id',
      [idOf(address)],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'portfolio_reflections.started',
      'portfolio_reflections.completed',
    ]);
  });

  it('warn of who may be known, while one types and once kept, and never refuse the draft', async () => {
    const address = await start();
    const form = await opened(address);
    const learned = 'Mrs Example (943 476 5919), born 3/4/1948, taught me.';
    const answer = await autosave(address, { ...form, ...WHOLE, learned });
    expect(answer.status).toBe(200);
    expect((answer.body as { warnings: { found: string }[] }).warnings.map(({ found }) => found)).toEqual([
      'a name (Mrs Example)',
      'an NHS number (943 476 5919)',
      'a date of birth (born 3/4/1948)',
    ]);
    expect((await queries.known(learnerId, idOf(address))).learned).toBe(learned);
    expect((await learner.get(address)).text).toContain('an NHS number (943 476 5919)');
    const unchecked = await learner.submit(address, { ...form, ...WHOLE, learned, as: 'complete' }, `${address}/edit`);
    expect([unchecked.status, unchecked.text.includes('tick that you have')]).toEqual([422, true]);
    const checked = { ...form, ...WHOLE, learned, as: 'complete', checked: 'yes' };
    expect((await learner.submit(address, checked, `${address}/edit`)).status).toBe(303);
    // What is sent by a page that lies open does not make it a draft again.
    const late = await autosave(address, { ...form, title: 'Late' });
    expect(late.status).toBe(409);
    expect(await queries.known(learnerId, idOf(address))).toMatchObject({ completedOn: '2026-11-25', learned });
  });

  it('open in two places lose nothing: the second is shown what the first has kept', async () => {
    const address = await start();
    const [one, other] = [await opened(address), await opened(address)];
    for (const learned of ['First', 'First words'])
      expect((await autosave(address, { ...one, learned })).status).toBe(200);
    const refused = await learner.submit(address, { ...other, learned: 'Second words' }, `${address}/edit`);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('First words');
    expect(refused.text).toContain('Second words');
    expect((await queries.known(learnerId, idOf(address))).learned).toBe('First words');
    const again = {
      page: /name="page" value="([^"]*)"/.exec(refused.text)?.[1] ?? '',
      revision: /name="revision" value="([^"]*)"/.exec(refused.text)?.[1] ?? '',
    };
    await learner.submit(address, { ...again, learned: 'Both' }, `${address}/edit`);
    expect((await queries.known(learnerId, idOf(address))).learned).toBe('Both');
  });

  it('say what is too long, with what was typed still there', async () => {
    const address = await start();
    const long = 'x'.repeat(10_001);
    const answer = await learner.submit(
      address,
      { ...(await opened(address)), learned: long, changed: 'Kept <b>' },
      `${address}/edit`,
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Keep this under 10,000 characters');
    expect(answer.text).toContain('Kept &lt;b&gt;');
  });

  it('start from a prompt of a lesson with one press, once, and are about what it leads to', async () => {
    const completions = await Completions.in(app);
    const enrolmentId = await completions.complete(learnerId);
    const courses = app.get<CoursesService>(CoursesService);
    const { lessons } = await courses.newest('advance-decisions');
    const content = await courses.lesson(lessons[0]?.id ?? '');
    const block = content.blocks.find(({ kind }) => kind === 'reflect')?.key ?? '';
    const page = `/learning/${enrolmentId}/lessons/${content.slug}`;
    const html = (await learner.get(page)).text;
    expect(html).toContain(`form="reflection" name="block" value="${block}"`);
    const fields = { enrolment: enrolmentId, lesson: content.slug, block };
    const first = await learner.submit('/portfolio/reflections', fields, page);
    const second = await learner.submit('/portfolio/reflections', fields, page);
    expect([first.status, second.headers['location']]).toEqual([303, first.headers['location']]);
    const address = (first.headers['location'] ?? '').replace(/\/edit$/, '');
    const kept = await queries.known(learnerId, idOf(address));
    expect(kept).toMatchObject({ title: content.title, ground: 'cpd', activityTitle: completions.title });
    expect(kept.prompt?.length).toBeGreaterThan(20);
    expect(kept.prompt).not.toMatch(/<|&amp;/);
    for (const wrong of [{ block: 'none' }, { lesson: 'none' }, { enrolment: newId() }])
      expect((await learner.submit('/portfolio/reflections', { ...fields, ...wrong }, page)).status).toBe(404);
    // Taken out and begun anew, both can be there.
    await reflections.remove(learnerId, kept.id);
    const anew = await learner.submit('/portfolio/reflections', fields, page);
    expect(anew.headers['location']).not.toBe(first.headers['location']);
    expect(await reflections.restore(learnerId, kept.id)).toBe(true);
    const listed = await queries.list(learnerId, { text: '', state: '', after: null }, 100);
    expect(listed.filter(({ title }) => title === content.title)).toHaveLength(2);
  });

  it('are taken out, put back, and deleted for good after thirty days', async () => {
    const address = await start();
    const removal = await learner.submit(`${address}/removals`, {}, address);
    expect(removal.headers['location']).toBe(`/portfolio/reflections?removed=${idOf(address)}`);
    expect((await learner.get(removal.headers['location'] ?? '')).text).toContain('was taken out');
    expect((await learner.get('/portfolio/removed')).text).toContain(`${address}/restorations`);
    await learner.submit(`${address}/restorations`, {}, '/portfolio/removed');
    expect((await queries.known(learnerId, idOf(address))).removedAt).toBeNull();
    await learner.submit(`${address}/removals`, {}, address);
    await reflections.purge(idOf(address));
    expect((await learner.get(address)).status).toBe(200);
    app.clock.set('2026-12-25T10:00:00Z');
    await reflections.purge(idOf(address));
    app.clock.set('2026-11-25T10:00:00Z');
    expect((await learner.get(address)).status).toBe(404);
  });

  it('are nobody else’s, whatever their role', async () => {
    const address = await start();
    for (const account of ['admin', 'trainer']) {
      const other = app.browser();
      await other.signIn(`${account}@beforehand.example`, SAMPLE_PASSWORD);
      for (const page of [address, `${address}/edit`]) expect((await other.get(page)).status).toBe(404);
      for (const action of [address, `${address}/removals`, `${address}/restorations`])
        expect((await other.submit(action, WHOLE, '/portfolio/reflections')).status).toBe(404);
    }
    expect((await app.browser().get(address)).headers['location']).toContain('/sign-in');
  });

  it('are searched and paged, each once, with one statement', async () => {
    const personId = await (await Completions.in(app)).person('Wrote Much');
    await app.db.query(
      `insert into portfolio_reflection (id, person_id, title, nature, learned, changed, relevance, themes, started_at, changed_at, completed_on)
       select gen_random_uuid(), $1, 'Account ' || n, '', '', '', '', '{}', now(), timestamptz '2026-11-01' + n / 3 * interval '1 hour',
         case when n % 2 = 0 then date '2026-11-01' end from generate_series(1, 60) n`,
      [personId],
    );
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await queries.list(personId, { text: '', state: '', after }, 26);
      seen.push(...page.slice(0, 25).map(({ id }) => id));
      after = page.length > 25 ? (seen.at(-1) ?? null) : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(60);
    expect(await queries.list(personId, { text: 'account 59', state: 'draft', after: null }, 26)).toHaveLength(1);
    expect(await queries.list(personId, { text: '', state: 'complete', after: null }, 100)).toHaveLength(30);
  });
});
