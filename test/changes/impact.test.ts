import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ImpactsService } from '../../src/changes/impacts.service.js';
import { FactsImportService } from '../../src/policies/facts-import.service.js';
import { Completions } from '../certificates/completions.js';
import { TestLearner } from '../learning/learner.js';
import { type FactLine, factCsv, factFolder } from '../policies/fact-file.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

describe('the impact of a change of policy', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  let folder: Awaited<ReturnType<typeof factFolder>>;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    folder = await factFolder();
    trainer = app.browser();
    const password = /<code>([^<]+)<\/code>/.exec((await trainer.get('/sign-in')).text)?.[1] ?? '';
    await trainer.signIn('trainer@beforehand.example', password);
  });
  afterAll(async () => {
    await folder.remove();
    await app.close();
  });

  /** The fictional Trust says something new, confirmed on a later day than what it said before. */
  const says = async (line: FactLine) => {
    const confirmed = {
      organisation: 'ZZ1',
      standing: 'confirmed',
      confirmed_on: '2026-11-20',
      publisher: 'Riverbank',
    };
    const file = await folder.write('news.csv', factCsv({ ...confirmed, ...line }));
    await app.get<FactsImportService>(FactsImportService).import(file, { apply: true });
    for (const { id } of await open()) await app.get<ImpactsService>(ImpactsService).reckon(id);
  };
  const open = () =>
    app.db.query<{ id: string; before: string; after: string }>(
      'select id, before_revision_id as before, after_revision_id as after from change_impact where settled_at is null',
    );

  it('finds nothing before a course was there to be shown', async () => {
    expect(await open()).toEqual([]);
    expect((await trainer.get('/changes').expect(200)).text).toContain('Nothing waits');
  });

  it('is not for visitors and learners', async () => {
    expect((await app.browser().get('/changes')).status).toBe(303);
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.browser.get('/changes').expect(403);
  });

  it('lists what reads differently and whom it concerns, and records what follows', async () => {
    const underWay = await TestLearner.at(app, 'ZZ1');
    await underWay.enrol('advance-decisions');
    const elsewhere = await TestLearner.at(app, 'ZZ2');
    await elsewhere.enrol('advance-decisions');
    const completions = await Completions.in(app);
    const certified = await TestLearner.at(app, 'ZZ1');
    const enrolment = await completions.complete(certified.personId);
    await app.db.query('update enrolment set completed_at = now() where id = $1', [enrolment]);

    await says({ value: 'original_required', paraphrase: 'The original has to be seen.' });
    const [impact, ...others] = await open();
    expect(others).toEqual([]);
    const list = (await trainer.get('/changes').expect(200)).text;
    expect(list).toContain(`/changes/${impact?.id ?? ''}`);
    const page = (await trainer.get(`/changes/${impact?.id ?? ''}`).expect(200)).text;
    expect(page).toContain('the original');
    expect(page).toMatch(/<strong>1<\/strong> under way/);
    expect(page).toMatch(/<strong>1<\/strong> hold a certificate/);
    const people = (await trainer.get(`/changes/${impact?.id ?? ''}/people`).expect(200)).text;
    expect(people.match(/data-label="Name"/g)).toHaveLength(2);

    const path = `/changes/${impact?.id ?? ''}`;
    const undecided = await trainer.submit(
      `${path}/decisions`,
      { revision: impact?.after ?? '', note: 'Because' },
      path,
    );
    expect(undecided.status).toBe(422);
    expect(undecided.text).toContain('Choose what follows');
    expect(undecided.text).toContain('Because');
    const decided = await trainer.submit(
      `${path}/decisions`,
      { revision: impact?.after ?? '', whatFollows: 'refresher', note: 'It matters at night.' },
      path,
    );
    expect(decided.status).toBe(303);
    expect((await trainer.get(path).expect(200)).text).toContain('It matters at night.');
    expect((await trainer.get('/changes?settled=yes').expect(200)).text).toContain('A short refresher');
    expect(await app.db.query(`select action from audit_entry where subject_id = $1`, [impact?.id])).toEqual([
      { action: 'changes.decided' },
    ]);
  });

  it('makes one of several changes, refuses a decision on less than all of them, and forgets what was taken back', async () => {
    await says({ value: 'copy_ok' });
    const [first] = await open();
    await says({ value: 'original_required', paraphrase: 'The original has to be seen.' });
    expect(await open()).toEqual([]);
    await says({ value: 'copy_ok' });
    const [second] = await open();
    await says({ source_title: 'More news', question: 'monitoring', value: 'no', confirmed_on: '2026-11-22' });
    const [both, ...others] = await open();
    expect(others).toEqual([]);
    expect(both?.id).toBe(second?.id);
    expect(both?.before).toBe(second?.before);
    expect(first?.id).not.toBe(second?.id);
    const path = `/changes/${both?.id ?? ''}`;
    const late = await trainer.submit(
      `${path}/decisions`,
      { revision: second?.after ?? '', whatFollows: 'nothing' },
      path,
    );
    expect(late.status).toBe(422);
    expect(late.text).toContain('The policy changed again while you read');
  });

  it('knows no change by a made-up address', async () => {
    await trainer.get('/changes/nothing').expect(404);
    await trainer.get('/changes/01934b5e-0000-7000-8000-000000000000').expect(404);
  });
});
