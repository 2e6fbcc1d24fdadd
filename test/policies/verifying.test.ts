import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FactsImportService } from '../../src/policies/facts-import.service.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';
import { factCsv, factFolder, type FactLine } from './fact-file.js';

describe('verifying facts', () => {
  let app: TestApp;
  let trainer: TestBrowser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    trainer = app.browser();
    const password = /<code>([^<]+)<\/code>/.exec((await trainer.get('/sign-in')).text)?.[1] ?? '';
    await trainer.signIn('trainer@beforehand.example', password);
  });
  afterAll(() => app.close());

  const waiting = async () =>
    [...(await trainer.get('/facts').expect(200)).text.matchAll(/href="(\/facts\/[0-9a-f-]+)"/g)].map(
      ([, path]) => path ?? '',
    );

  it('is not for visitors and learners', async () => {
    expect((await app.browser().get('/facts')).status).toBe(303);
    const learner = app.browser();
    const password = /<code>([^<]+)<\/code>/.exec((await learner.get('/sign-in')).text)?.[1] ?? '';
    await learner.signIn('learner@beforehand.example', password);
    await learner.get('/facts').expect(403);
  });

  it('lists what waits, asks for a comparison, and lets lessons use the fact from then on', async () => {
    const [fact = '', ...others] = await waiting();
    expect(others).toHaveLength(4);
    const page = await trainer.get(fact).expect(200);
    expect(page.text).toContain('Open the source');
    const hasty = await trainer.submit(`${fact}/verifications`, {}, fact);
    expect(hasty.status).toBe(422);
    expect(hasty.text).toContain('Tick that you have opened the source');

    const id = fact.split('/').at(-1);
    const revision = async () =>
      (
        await app.db.query<{ number: number; holds: boolean }>(
          `select p.number, r.snapshot->'facts' @? ('$.*.factId ? (@ == "' || f.id || '")')::jsonpath as holds from policy_fact f
           join policy_profile p on p.organisation_id = f.organisation_id join policy_profile_revision r on r.id = p.revision_id
           where f.id = $1`,
          [id],
        )
      )[0];
    const before = await revision();
    expect(before?.holds).toBe(false);
    expect((await trainer.submit(`${fact}/verifications`, { seen: 'yes' }, fact)).status).toBe(303);
    expect(await revision()).toEqual({ number: (before?.number ?? 0) + 1, holds: true });
    expect(await waiting()).toHaveLength(4);
    const audit = await app.db.query(`select action from audit_entry where subject_id = $1`, [id]);
    expect(audit).toEqual([{ action: 'facts.verified' }]);

    // The same form once more, from a page that was left open.
    const again = await trainer.submit(`${fact}/verifications`, { seen: 'yes' }, '/account');
    expect(again.status).toBe(422);
    expect(again.text).toContain('Somebody has verified it already');
  });

  it('withdraws what the source does not say, with the reason, and keeps it', async () => {
    const [fact = ''] = await waiting();
    expect((await trainer.submit(`${fact}/withdrawals`, { reason: '' }, fact)).status).toBe(422);
    expect((await trainer.submit(`${fact}/withdrawals`, { reason: 'The page says nothing of it.' }, fact)).status).toBe(
      303,
    );
    expect(await waiting()).not.toContain(fact);
    expect((await trainer.get(fact).expect(200)).text).toContain('The page says nothing of it.');
  });

  it('leaves withdrawn what the same file says again; only another reading of the place brings it back', async () => {
    const folder = await factFolder();
    const take = async (line: FactLine) =>
      app.get(FactsImportService).import(await folder.write('facts.csv', factCsv(line)), { apply: true });
    const unread = { second_reading: '', second_reading_on: '' };
    await take(unread);
    const [fact] = await app.db.query<{ id: string }>(
      `select f.id from policy_fact f join organisation o on o.id = f.organisation_id where o.code = 'RR7' and f.paraphrase = 'A copy will do.'`,
    );
    const path = `/facts/${fact?.id ?? ''}`;
    expect((await trainer.submit(`${path}/withdrawals`, { reason: 'It does not say so.' }, path)).status).toBe(303);
    const shown = async () => (await app.browser().get('/trusts/RR7').expect(200)).text;
    expect(await shown()).not.toContain('A copy will do.');

    expect(await take(unread)).toMatchObject({ created: 0, unchanged: 1 });
    expect(await take({})).toMatchObject({ created: 0, verified: 0, unchanged: 1 });
    expect(await shown()).not.toContain('A copy will do.');
    expect(await take({ ...unread, paraphrase: 'A copy will do at night.' })).toMatchObject({ created: 1 });
    expect(await shown()).toContain('A copy will do at night.');
    await folder.remove();
  });

  it('knows no fact by a made-up address', async () => {
    await trainer.get('/facts/nothing').expect(404);
    await trainer.get('/facts/01934b5e-0000-7000-8000-000000000000').expect(404);
  });
});
