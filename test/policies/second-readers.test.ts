import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFact } from '../factories/facts.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

describe('two readers of one source', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  let admin: TestBrowser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    trainer = app.browser();
    admin = app.browser();
    const password = /<code>([^<]+)<\/code>/.exec((await trainer.get('/sign-in')).text)?.[1] ?? '';
    await trainer.signIn('trainer@beforehand.example', password);
    await admin.signIn('admin@beforehand.example', password);
  });
  afterAll(() => app.close());

  const outcomes = (id: string) =>
    app.db.query<{ outcome: string; corrected: string | null }>(
      'select outcome, corrected_fact_id as corrected from policy_verification_outcome where fact_id = $1',
      [id],
    );

  it('do not verify, correct or send back their own', async () => {
    const id = await readFact(app, { by: 'trainer@beforehand.example', question: 'validity_checklist' });
    expect((await trainer.get(`/facts/${id}`)).text).toContain('You recorded it yourself');
    for (const [verb, fields] of [
      ['verifications', { seen: 'yes' }],
      ['returns', { returned: 'Look again.' }],
      ['corrections', { why: 'Wrong.', state: 'absent' }],
    ] as const) {
      const answer = await trainer.submit(`/facts/${id}/${verb}`, fields, `/facts/${id}`);
      expect([verb, answer.status]).toEqual([verb, 422]);
      expect(answer.text).toContain('You recorded it yourself');
    }
    expect(await outcomes(id)).toEqual([]);
    expect((await trainer.get(`/facts/${id}/corrections/new`)).status).toBe(303);
  });

  it('a correction is the second reader’s own fact, which the first may verify and the second may not', async () => {
    const id = await readFact(app, { by: 'trainer@beforehand.example', question: 'local_adrt_form' });
    const form = (await admin.get(`/facts/${id}/corrections/new`).expect(200)).text;
    expect(form).toContain('What was read first');
    const page = `/facts/${id}/corrections/new`;
    const hasty = await admin.submit(`/facts/${id}/corrections`, { state: 'absent' }, page);
    expect(hasty.status).toBe(422);
    expect(hasty.text).toContain('Say why');
    const fields = { why: 'Page 4 takes it back.', state: 'absent', note: 'Dr Jane Example said so' };
    const doubtful = await admin.submit(`/facts/${id}/corrections`, fields, page);
    expect(doubtful.status).toBe(422);
    expect(doubtful.text).toContain('a name (Dr Jane Example)');
    expect((await admin.submit(`/facts/${id}/corrections`, { ...fields, note: '' }, page)).status).toBe(303);

    const [outcome] = await outcomes(id);
    expect(outcome?.outcome).toBe('corrected');
    const corrected = outcome?.corrected ?? '';
    const rows = await app.db.query(
      `select f.state, f.superseded_at is null as current, p.email from policy_fact f join person p on p.id = f.extracted_by_id
       where f.id = any($1) order by f.superseded_at nulls last`,
      [[id, corrected]],
    );
    expect(rows).toEqual([
      expect.objectContaining({ current: false, email: 'trainer@beforehand.example' }),
      { current: true, email: 'admin@beforehand.example', state: 'absent' },
    ]);
    expect((await admin.get('/facts?queue=disagreed')).text).toContain('Page 4 takes it back.');
    expect((await admin.submit(`/facts/${corrected}/verifications`, { seen: 'yes' }, '/account')).status).toBe(422);
    expect((await trainer.get(`/facts/${corrected}`)).text).toContain('It corrects an earlier reading');
    expect(
      (await trainer.submit(`/facts/${corrected}/verifications`, { seen: 'yes' }, `/facts/${corrected}`)).status,
    ).toBe(303);
    expect((await admin.get('/facts?queue=disagreed')).text).toContain('Nowhere do two readers differ');
  });

  it('somebody who corrects what was corrected meanwhile sees both, and keeps what they typed', async () => {
    const id = await readFact(app, { by: 'learner@beforehand.example', question: 'lpa_check_required' });
    const page = `/facts/${id}/corrections/new`;
    await trainer.get(page).expect(200);
    const first = { why: 'It is silent.', state: 'absent', paraphrase: 'Nothing is said of it.' };
    expect((await admin.submit(`/facts/${id}/corrections`, first, page)).status).toBe(303);
    const second = await trainer.submit(
      `/facts/${id}/corrections`,
      { why: 'It is unclear.', state: 'unclear', paraphrase: 'Two pages differ.' },
      '/account',
    );
    expect(second.status).toBe(422);
    expect(second.text).toContain('A newer reading took its place');
    for (const words of [
      'What somebody recorded meanwhile',
      'Nothing is said of it.',
      'Two pages differ.',
      'It is unclear.',
    ])
      expect(second.text).toContain(words);
  });

  it('what is sent back waits for its first reader, with the reason, and for nobody else', async () => {
    const id = await readFact(app, { by: 'admin@beforehand.example', question: 'monitoring' });
    expect((await trainer.submit(`/facts/${id}/returns`, { returned: '' }, `/facts/${id}`)).status).toBe(422);
    expect((await trainer.submit(`/facts/${id}/returns`, { returned: 'Look at page 9.' }, `/facts/${id}`)).status).toBe(
      303,
    );
    expect((await admin.get('/facts?queue=mine')).text).toContain('Look at page 9.');
    expect((await trainer.get('/facts?queue=mine')).text).toContain('You have no drafts');
    expect((await trainer.get('/facts')).text).not.toContain(`/facts/${id}`);
    expect((await trainer.get('/facts?queue=disagreed')).text).toContain('Look at page 9.');
    expect((await trainer.get(`/facts/${id}`)).text).toContain('It was sent back.');
    // They agree, and take their own reading back: that is no third reading.
    expect((await admin.submit(`/facts/${id}/withdrawals`, { reason: 'I misread.' }, `/facts/${id}`)).status).toBe(303);
    expect(await outcomes(id)).toEqual([{ outcome: 'sent_back', corrected: null }]);
  });

  it('a page says how often they differ', async () => {
    const page = (await trainer.get('/facts/differences').expect(200)).text;
    expect(page).toMatch(/Of 4 facts.*3 \(75%\) differed/);
    await app.browser().get('/facts/differences').expect(303);
  });

  it('queues are narrowed, counted and paged', async () => {
    const page = (await trainer.get('/facts?queue=unverified&organisation=no%25such').expect(200)).text;
    expect(page).toContain('Nothing in this queue matches');
    await trainer.get('/facts?queue=nonsense&page=0').expect(200);
    const far = await trainer.get('/facts?page=99');
    expect([far.status, far.headers['location']]).toEqual([303, '/facts?queue=unverified']);
    expect(page).toMatch(/href="\/reports">Reported <span[^>]*>0/);
    // Of the sample's facts that hold, those whose document is old or past its review.
    const stale = (await trainer.get('/facts?queue=stale').expect(200)).text;
    expect(stale).toMatch(/It is older than two years|Its review was due|It has no date/);
    const [count] = await app.db.query<{ verified: number }>(
      'select count(*)::int as verified from policy_fact f join policy_verification v on v.fact_id = f.id where f.superseded_at is null',
    );
    const shown = Number(/Stale <span[^>]*>(\d+)/.exec(stale)?.[1]);
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThanOrEqual(count?.verified ?? 0);
  });
});
