import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/database/new-id.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { Retention, RETENTION_JOB } from '../../src/platform/retention/retention.js';
import { EvidenceFiles } from '../../src/portfolio/evidence/evidence-files.js';
import { Completions } from '../certificates/completions.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const PERIODS = { attempts: 24, evidence: 48, certificates: 120, mail: 6, changes: 60 };

describe('data that was kept for as long as it is kept', () => {
  let app: TestApp;
  let personId: string;
  let enrolmentId: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z', config: { retention: PERIODS } });
    const completions = await Completions.in(app);
    personId = await completions.idOf('learner');
    enrolmentId = await completions.complete(personId);
  });
  afterAll(() => app.close());

  let attempts = 0;
  async function attempt(submittedAt: string, passed: boolean): Promise<string> {
    const id = newId();
    attempts += 1;
    await app.db.query(
      `insert into attempt (id, enrolment_id, course_version_id, number, started_at, submitted_at, asked, passed)
       select $1, e.id, e.course_version_id, $3, $4, $4, '[]', $5 from enrolment e where e.id = $2`,
      [id, enrolmentId, attempts, submittedAt, passed],
    );
    return id;
  }
  const left = async () =>
    (
      await app.db.query<{ id: string }>('select id from attempt where enrolment_id = $1 order by number', [
        enrolmentId,
      ])
    ).map(({ id }) => id);

  it('goes where an attempt was not passed and its course is over, to the day of London', async () => {
    const passed = await attempt('2020-01-01T10:00:00Z', true);
    const dayBefore = await attempt('2024-11-24T23:59:59Z', false);
    const onTheDay = await attempt('2024-11-25T00:00:00Z', false);
    expect(await app.get(Retention).apply()).toMatchObject({ attempts: 0 });
    await app.db.query('update enrolment set completed_at = $2 where id = $1', [enrolmentId, app.clock.now()]);
    expect(await app.get(Retention).apply()).toMatchObject({ attempts: 1 });
    expect(await left()).toEqual([passed, onTheDay]);
    expect(await left()).not.toContain(dayBefore);
  });

  it('goes in batches, each with its audit row', async () => {
    await app.db.query(
      `insert into mail_message (id, to_address, subject, queued_at)
       select gen_random_uuid(), 'old@example.org', 'Old', timestamptz '2026-05-24T22:59:59Z' from generate_series(1, 501)`,
    );
    await app.db.query(
      `insert into mail_message (id, to_address, subject, queued_at) values ($1, 'new@example.org', 'New', '2026-05-24T23:00:00Z')`,
      [newId()],
    );
    expect(await app.get(Retention).apply()).toMatchObject({ mail: 501 });
    expect(await app.db.query(`select to_address as "to" from mail_message where subject in ('Old', 'New')`)).toEqual([
      { to: 'new@example.org' },
    ]);
    const rows = await app.db.query<{ details: object }>(
      `select details from audit_entry where action = 'retention.applied' and subject_id = 'mail' order by id`,
    );
    expect(rows.map(({ details }) => details)).toEqual([
      { before: '2026-05-25', count: 500 },
      { before: '2026-05-25', count: 1 },
    ]);
  });

  it('goes from the record of changes by the night’s job alone', async () => {
    const id = newId();
    await app.db.query(
      `insert into audit_entry (id, at, actor_kind, action, subject_kind, subject_id, details)
       values ($1, '2021-11-24T10:00:00Z', 'system', 'things.done', 'thing', '1', '{}')`,
      [id],
    );
    await expect(app.db.query('delete from audit_entry where id = $1', [id])).rejects.toThrow('refused');
    await expect(app.db.query(`update audit_entry set action = 'x' where id = $1`, [id])).rejects.toThrow('refused');
    expect(await app.get(Retention).apply()).toMatchObject({ changes: 1 });
    expect(await app.db.query('select from audit_entry where id = $1', [id])).toHaveLength(0);
    await expect(app.db.query('delete from audit_entry')).rejects.toThrow('refused');
  });

  it('goes where a file shows what ended long ago, and only there', async () => {
    const [entry] = await app.db.query<{ id: string }>('select id from portfolio_activity where person_id = $1', [
      personId,
    ]);
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    await app.get(EvidenceFiles).add(personId, entry?.id ?? '', { name: 'seen.png', bytes: png });
    expect(await app.get(Retention).apply()).toMatchObject({ evidence: 0 });
    await app.db.query(
      `update portfolio_activity set started_on = '2022-11-24', ended_on = '2022-11-24' where id = $1`,
      [entry?.id],
    );
    expect(await app.get(Retention).apply()).toMatchObject({ evidence: 1 });
    expect(await app.get(EvidenceFiles).ofActivity(personId, entry?.id ?? '')).toEqual([]);
  });

  it('goes where nobody has to be able to check a certificate any more, by the night’s job alone, and leaves the portfolio', async () => {
    const certificates = () =>
      app.db.query<{ id: string }>('select id from certificate where person_id = $1', [personId]);
    const [first] = await certificates();
    await expect(app.db.query('delete from certificate')).rejects.toThrow('refused');
    expect(await app.get(Retention).apply()).toMatchObject({ certificates: 0 });
    // Issued long ago; one that is newer, of the same course, keeps it.
    const again = newId();
    await app.db.query(
      `insert into certificate (id, number, person_id, enrolment_id, course_id, course_version_id, sample, is_current,
         issued_at, issued_on, valid_until, snapshot, search_key, corrects_id)
       select $1, 'ZZZZ-OLD', person_id, enrolment_id, course_id, course_version_id, sample, false, '2010-01-01',
         '2010-01-01', '2012-01-01', snapshot, search_key, id from certificate where id = $2`,
      [again, first?.id],
    );
    await app.db.query(
      `insert into certificate_change (id, certificate_id, kind, at, "on", successor_id) values ($1, $2, 'superseded', now(), '2010-01-01', $3)`,
      [newId(), first?.id, again],
    );
    expect(await app.get(Retention).apply()).toMatchObject({ certificates: 0 });
    app.clock.set('2036-11-26T10:00:00Z');
    // What is revoked stays told: without it a badge would count as valid again.
    const revocation = newId();
    await app.db.query(
      `insert into certificate_change (id, certificate_id, kind, at, "on", reason) values ($1, $2, 'revoked', now(), '2010-01-01', 'error')`,
      [revocation, again],
    );
    expect(await app.get(Retention).apply()).toMatchObject({ certificates: 0 });
    await app.db.query(
      `insert into certificate_change (id, certificate_id, kind, at, "on", undoes_id) values ($1, $2, 'reinstated', now(), '2010-01-02', $3)`,
      [newId(), again, revocation],
    );
    expect(await app.get(Retention).apply()).toMatchObject({ certificates: 1 });
    expect(await certificates()).toEqual([]);
    const kept = await app.db.query(
      'select certificate_id as certificate, award, hours from portfolio_activity where person_id = $1',
      [personId],
    );
    // It was a sample, which never counted.
    expect(kept).toEqual([{ certificate: null, award: null, hours: 0 }]);
    app.clock.set('2026-11-25T10:00:00Z');
  });

  it('is a job that the queue knows, and leaves nothing to do when it is done', async () => {
    await app.get(Jobs).add(RETENTION_JOB, {});
    expect(await app.get(Retention).apply()).toEqual({
      attempts: 0,
      evidence: 0,
      certificates: 0,
      mail: 0,
      changes: 0,
    });
  });

  it('says on one page for how long, with the periods that are set here', async () => {
    const { text } = await app.browser().get('/who-sees-what').expect(200);
    for (const words of [
      'Deleted 2 years after you sent it in',
      'Deleted 4 years after the day',
      'Deleted 6 months after it was',
      'Deleted 10 years after the last day on which a certificate',
    ])
      expect(text).toContain(words);
    expect((await app.browser().get('/privacy').expect(200)).text).toContain('/who-sees-what#kept');
  });
});
