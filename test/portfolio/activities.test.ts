import { buffer } from 'node:stream/consumers';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { newId } from '../../src/platform/database/new-id.js';
import { Storage } from '../../src/platform/storage/storage.js';
import { ActivitiesQueries } from '../../src/portfolio/activities/activities.queries.js';
import { ActivitiesService } from '../../src/portfolio/activities/activities.service.js';
import { MOST_FILES, EvidenceFiles } from '../../src/portfolio/evidence/evidence-files.js';
import type { ActivityDetails } from '../../src/portfolio/portfolio.types.js';
import { Completions } from '../certificates/completions.js';
import { docx } from '../policies/documents/files.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const WORKSHOP: ActivityDetails = {
  title: 'Talking about dying',
  kind: 'session',
  provider: 'Fictional Hospice',
  startedOn: '2026-11-02',
  endedOn: '2026-11-02',
  hours: 6,
  participatory: 5,
  setting: 'external',
  themes: ['prioritise'],
  relevance: 'I talk with patients about refusals.',
  benefit: '',
};
const NARROWED = { text: '', kind: '', lacks: '', from: null, to: null } as const;
const FORM = {
  title: 'Talking about dying',
  kind: 'session',
  'endedOn-day': '2',
  'endedOn-month': '11',
  'endedOn-year': '2026',
  hours: '6',
  participatory: '5',
};

describe('the portfolio of a learner', () => {
  let app: TestApp;
  let completions: Completions;
  let activities: ActivitiesService;
  let queries: ActivitiesQueries;
  let files: EvidenceFiles;
  let learner: TestBrowser;
  let learnerId: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    completions = await Completions.in(app);
    activities = app.get(ActivitiesService);
    queries = app.get(ActivitiesQueries);
    files = app.get(EvidenceFiles);
    learner = app.browser();
    await learner.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
    learnerId = await completions.idOf('learner');
  });
  afterAll(() => app.close());

  const all = (personId: string, asked: object = {}) =>
    queries.list(personId, { ...NARROWED, sort: 'newest', after: null, ...asked }, 1000);
  const totals = (personId: string) => queries.totals(personId, NARROWED);
  const audited = async (id: string) =>
    (
      await app.db.query<{ action: string; details: object }>(
        'select action, details from audit_entry where subject_id = $1 order by id',
        [id],
      )
    ).map(({ action, details }) => [action, details]);

  describe('what was completed here', () => {
    it('files itself, as a sample that does not count, then as what counts, and keeps what the learner said', async () => {
      const personId = await completions.person('Filed Once');
      const enrolmentId = await completions.complete(personId);
      await completions.publish(personId, enrolmentId);
      const [filed, ...others] = await all(personId);
      if (!filed) throw new Error('Nothing was filed');
      expect(others).toEqual([]);
      expect(filed).toMatchObject({
        title: completions.title,
        kind: 'online',
        endedOn: '2026-11-25',
        hours: completions.hours,
        participatory: 0,
        notCounted: 'sample',
      });
      expect(await totals(personId)).toEqual({ count: 1, hours: 0, participatory: 0 });
      await activities.remark(personId, filed.id, {
        setting: 'external',
        themes: ['preserve'],
        relevance: 'It does.',
        benefit: '',
      });
      await completions.review();
      await completions.publish(personId, enrolmentId);
      const again = await all(personId);
      expect(again).toHaveLength(1);
      expect(again[0]).toMatchObject({ id: filed.id, notCounted: null, relevance: 'It does.', themes: ['preserve'] });
      expect(again[0]?.certificateNumber).not.toBe(filed.certificateNumber);
      expect(await totals(personId)).toEqual({ count: 1, hours: completions.hours, participatory: 0 });
    });

    it('does not count while its certificate is revoked', async () => {
      const personId = await completions.person('Revoked Once');
      await completions.complete(personId);
      await app.db.query(
        `insert into certificate_change (id, certificate_id, kind, at, "on", reason)
         select $1, certificate_id, 'revoked', now(), now()::date, 'issued_in_error' from portfolio_activity where person_id = $2`,
        [newId(), personId],
      );
      expect((await all(personId))[0]?.notCounted).toBe('revoked');
      await app.db.query(
        `insert into certificate_change (id, certificate_id, kind, at, "on", undoes_id)
         select $1, certificate_id, 'reinstated', now(), now()::date, id from certificate_change where kind = 'revoked'`,
        [newId()],
      );
      expect((await all(personId))[0]?.notCounted).toBeNull();
    });

    it('cannot be taken out or rewritten, by its page or by a forged form', async () => {
      const personId = await completions.person('Stays Filed');
      await completions.complete(personId);
      const [filed] = await all(personId);
      const id = filed?.id ?? '';
      expect(await activities.remove(personId, id)).toBe(false);
      await activities.change(personId, id, WORKSHOP);
      expect((await all(personId))[0]?.title).toBe(completions.title);
    });
  });

  describe('CPD done elsewhere', () => {
    it('is added once, however often its form is sent, then changed, taken out and put back', async () => {
      const formId = newId();
      const send = (fields: object) =>
        learner.submit('/portfolio/activities', { formId, ...FORM, ...fields }, '/portfolio/activities/new');
      const first = await send({ themes: ['practise', 'promote'] });
      expect(first.status).toBe(303);
      expect((await send({})).headers['location']).toBe(first.headers['location']);
      const page = first.headers['location'] ?? '';
      expect((await learner.get(page)).text).toContain('Practise effectively; Promote professionalism and trust');
      const changed = await learner.submit(page, { ...FORM, hours: '2,5', participatory: '' }, `${page}/edit`);
      expect(changed.status).toBe(303);
      expect((await learner.get(page)).text).toContain('2.5 hours, of them 0 hours participatory');
      const removal = await learner.submit(`${page}/removals`, {}, page);
      expect(removal.headers['location']).toBe(`/portfolio?removed=${formId}`);
      const list = (await learner.get(removal.headers['location'] ?? '')).text;
      expect(list).toContain('was taken out');
      expect(list).not.toContain(`href="${page}"`);
      expect((await learner.get('/portfolio/removed')).text).toContain('Talking about dying');
      await learner.submit(`${page}/restorations`, {}, removal.headers['location']);
      expect((await learner.get('/portfolio')).text).toContain(`href="${page}"`);
      expect(await audited(formId)).toEqual([
        ['portfolio_activities.added', {}],
        ['portfolio_activities.changed', {}],
        ['portfolio_activities.removed', {}],
        ['portfolio_activities.restored', {}],
      ]);
    });

    it.each([
      [{ title: ' ' }, 'Enter what it was'],
      [{ title: 'x'.repeat(201) }, 'Keep the title under 200 characters'],
      [{ kind: 'osmosis' }, 'Choose how you learned'],
      [{ 'endedOn-day': '31' }, 'Enter the day it ended'],
      [{ 'endedOn-year': '2027' }, 'must be today, 25 November 2026, or before'],
      [{ hours: 'two' }, 'Enter hours as a number'],
      [{ hours: '0' }, 'Enter more than 0 hours'],
      [{ hours: '25' }, 'more hours than the days have'],
      [{ participatory: '7' }, 'enter no more than those'],
      [{ kind: 'online' }, 'What you learn on your own is never participatory'],
      [{ themes: 'none' }, 'Choose from the themes'],
    ])('with %j says what to do, and what was typed is still there', async (wrong, words) => {
      const answer = await learner.submit(
        '/portfolio/activities',
        { ...FORM, relevance: 'Still <here>', ...wrong },
        '/portfolio/activities/new',
      );
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(words);
      expect(answer.text).toContain('Still &lt;here&gt;');
    });

    it('that is taken out is deleted for good after thirty days, with its files, unless it was put back', async () => {
      const personId = await completions.person('Takes Out');
      const [gone, back] = [newId(), newId()];
      for (const id of [gone, back]) {
        await activities.add(personId, id, WORKSHOP);
        expect(await files.add(personId, id, { name: 'proof.pdf', bytes: PDF })).toBeNull();
        await activities.remove(personId, id);
      }
      await activities.purge(gone);
      expect(await queries.removed(personId)).toHaveLength(2);
      await activities.restore(personId, back);
      app.clock.set('2026-12-25T10:00:00Z');
      for (const id of [gone, back, gone]) await activities.purge(id);
      app.clock.set('2026-11-25T10:00:00Z');
      expect((await all(personId)).map(({ id }) => id)).toEqual([back]);
      expect(await queries.removed(personId)).toEqual([]);
      expect(await files.ofActivity(personId, back)).toHaveLength(1);
      expect((await audited(gone)).at(-1)).toEqual(['portfolio_activities.deleted', {}]);
    });
  });

  describe('evidence', () => {
    const stored = async (name: string) => {
      const [row] = await app.db.query<{ stored: string }>('select stored from portfolio_evidence where name = $1', [
        name,
      ]);
      return row?.stored ?? '';
    };

    it('is a PDF, a picture or a Word document by its content, and comes back as it was sent', async () => {
      const id = newId();
      await activities.add(learnerId, id, WORKSHOP);
      const page = `/portfolio/activities/${id}`;
      const send = (name: string, bytes: Buffer) => learner.upload(`${page}/evidence`, 'file', { name, bytes }, page);
      for (const [name, bytes, as] of [
        ['Zertifikat ä.pdf', PDF, 'application/pdf'],
        ['C:\\photos\\slides.jpeg', PNG, 'image/png'],
        [
          'notes.docx',
          await docx(['Words']),
          'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        ],
      ] as const) {
        expect((await send(name, bytes)).status).toBe(303);
        const [file] = (await files.ofActivity(learnerId, id)).slice(-1);
        const answer = await learner.get(`${page}/evidence/${file?.id ?? ''}`).responseType('blob');
        expect(answer.headers['content-type']).toBe(as);
        expect(answer.headers['content-disposition']).toMatch(/^attachment/);
        expect((answer.body as Buffer).equals(bytes)).toBe(true);
      }
      expect((await files.ofActivity(learnerId, id)).map(({ name }) => name)).toEqual([
        'Zertifikat ä.pdf',
        'slides.png',
        'notes.docx',
      ]);
      for (const [bytes, words] of [
        [Buffer.from('<script>alert(1)</script>'), 'This kind of file is not taken'],
        [Buffer.alloc(0), 'The file is empty'],
        [Buffer.alloc(10 * 1_048_576 + 1, 'a'), 'at most 10 MB'],
      ] as const) {
        const answer = await send('proof.pdf', bytes);
        expect([answer.status, answer.text.includes(words)]).toEqual([422, true]);
      }
      expect((await learner.upload(`${page}/evidence`, 'file', null, page)).text).toContain('Choose a file');
    });

    it('is stored unreadable, apart from others’ same file, and its bytes go with it', async () => {
      const ids = [newId(), newId()];
      for (const [n, id] of ids.entries()) {
        await activities.add(learnerId, id, WORKSHOP);
        await files.add(learnerId, id, { name: `same-${String(n)}.pdf`, bytes: PDF });
      }
      const [one, other] = [await stored('same-0.pdf'), await stored('same-1.pdf')];
      expect(one).not.toBe(other);
      const storage = app.get<Storage>(Storage);
      expect((await buffer(await storage.open(one))).includes('%PDF')).toBe(false);
      await files.sweep(one);
      expect(await storage.has(one)).toBe(true);
      const [file] = await files.ofActivity(learnerId, ids[0] ?? '');
      await files.remove(learnerId, ids[0] ?? '', file?.id ?? '');
      await files.sweep(one);
      expect([await storage.has(one), await storage.has(other)]).toEqual([false, true]);
      expect((await readdir(path.join(app.config.dataDir, 'files'))).length).toBeGreaterThan(0);
    });

    it('has a bound for each entry', async () => {
      const id = newId();
      await activities.add(learnerId, id, WORKSHOP);
      for (let n = 0; n < MOST_FILES; n += 1) await files.add(learnerId, id, { name: 'a.pdf', bytes: PDF });
      expect(await files.add(learnerId, id, { name: 'a.pdf', bytes: PDF })).toContain('the most it can have');
    });
  });

  it('is nobody else’s, whatever their role', async () => {
    const id = newId();
    await activities.add(learnerId, id, WORKSHOP);
    await files.add(learnerId, id, { name: 'mine.pdf', bytes: PDF });
    const [file] = await files.ofActivity(learnerId, id);
    const page = `/portfolio/activities/${id}`;
    const evidence = `${page}/evidence/${file?.id ?? ''}`;
    for (const account of ['admin', 'trainer']) {
      const other = app.browser();
      await other.signIn(`${account}@beforehand.example`, SAMPLE_PASSWORD);
      expect((await other.get('/portfolio')).text).not.toContain('Talking about dying');
      for (const address of [page, `${page}/edit`, evidence]) expect((await other.get(address)).status).toBe(404);
      for (const action of [page, `${page}/removals`, `${page}/restorations`, `${evidence}/removals`])
        expect((await other.submit(action, FORM, '/portfolio/activities/new')).status).toBe(404);
      const sent = await other.upload(
        `${page}/evidence`,
        'file',
        { name: 'a.pdf', bytes: PDF },
        '/portfolio/activities/new',
      );
      expect(sent.status).toBe(404);
      // The id of another's entry, in a form for a new one, makes a new one.
      const added = await other.submit('/portfolio/activities', { ...FORM, formId: id }, '/portfolio/activities/new');
      expect(added.headers['location']).not.toBe(page);
    }
    expect((await app.browser().get(page)).headers['location']).toContain('/sign-in');
    expect(await files.ofActivity(learnerId, id)).toHaveLength(1);
    expect((await learner.get('/portfolio/activities/no-id')).status).toBe(404);
  });

  it('with 400 entries is searched, sorted and paged with a fixed number of statements', async () => {
    const personId = await completions.person('Learned Much');
    await app.db.query(
      `insert into portfolio_activity (id, person_id, title, kind, provider, started_on, ended_on, hours, participatory,
         themes, relevance, benefit, added_at, changed_at)
       select gen_random_uuid(), $1, 'Session ' || n, 'session', 'Provider ' || n % 7, date '2026-11-25' - n / 3,
         date '2026-11-25' - n / 3, 1 + n % 5, n % 2, '{}', '', '', now(), now() from generate_series(1, 400) n`,
      [personId],
    );
    const orders = {
      newest: 'ended_on desc, id desc',
      oldest: 'ended_on, id',
      hours: 'hours desc, id desc',
      title: 'lower(title), id',
    } as const;
    for (const [sort, order] of Object.entries(orders)) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = await queries.list(personId, { ...NARROWED, sort: sort as keyof typeof orders, after }, 26);
        seen.push(...page.slice(0, 25).map(({ id }) => id));
        after = page.length > 25 ? (seen.at(-1) ?? null) : null;
      } while (after !== null);
      const expected = await app.db.query<{ id: string }>(
        `select id from portfolio_activity where person_id = $1 order by ${order}`,
        [personId],
      );
      expect(seen).toEqual(expected.map(({ id }) => id));
    }
    expect((await all(personId, { text: '399 PROVIDER session' })).map(({ title }) => title)).toEqual(['Session 399']);
    expect(await all(personId, { text: '100%' })).toEqual([]);
    expect(await all(personId, { kind: 'reading' })).toEqual([]);
    expect(await all(personId, { from: '2026-11-24', to: '2026-11-24' })).toHaveLength(3);
    for (const lacks of ['relevance', 'benefit', 'themes', 'setting', 'evidence'])
      expect([lacks, (await all(personId, { lacks })).length]).toEqual([lacks, 400]);
    const narrowed = (await learner.get('/portfolio?from=2026-11-01&to=2026-11-30&lacks=evidence')).text;
    expect(narrowed).toContain('What ended from 1 November 2026 to 30 November 2026');
    const statements = await app.statementsOf(() => learner.get('/portfolio'));
    expect(statements.length).toBeLessThan(8);
  });
});
