import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FactImportRefused, FactsImportService } from '../../src/policies/facts-import.service.js';
import type { Answer } from '../../src/policies/extracting/answer.form.js';
import { DocumentsQueries } from '../../src/policies/documents/documents.queries.js';
import { DocumentsWriter } from '../../src/policies/documents/documents-writer.js';
import { VerificationsService } from '../../src/policies/verifying/verifications.service.js';
import { FactsService } from '../../src/policies/facts.service.js';
import { ProfilesService } from '../../src/policies/profiles.service.js';
import { OdsImportService } from '../../src/organisations/ods-import.service.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { etrLine, releaseFolder } from '../organisations/etr-lines.js';
import { factCsv, factFolder, type FactLine } from './fact-file.js';

describe('importing policy facts', () => {
  let app: TestApp;
  let folder: Awaited<ReturnType<typeof factFolder>>;
  let imports: FactsImportService;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    folder = await factFolder();
    imports = app.get(FactsImportService);
  });
  afterAll(async () => {
    await app.close();
    await folder.remove();
  });

  const file = (...lines: FactLine[]) => folder.write('facts.csv', factCsv(...lines));
  const idOf = async (code: string) => (await app.get(OrganisationsService).byAddress(code))?.id ?? '';
  const profile = async (code: string) => {
    const found = await app.get(ProfilesService).current(await idOf(code));
    if (!found) throw new Error(`${code} has no profile`);
    return found;
  };

  it('shows first what it would do, does it, and finds nothing to do the second time', async () => {
    const facts = await file({}, { question: 'review_date', value: '2027-01' });
    const before = await profile('RR7');
    expect(await imports.import(facts, { apply: false })).toMatchObject({ created: 2, unchanged: 0, rejected: [] });
    expect((await profile('RR7')).number).toBe(before.number);

    expect(await imports.import(facts, { apply: true })).toMatchObject({ created: 2 });
    const after = await profile('RR7');
    expect(after.number).toBe(before.number + 1);
    expect(after.facts['copy_accepted']).toMatchObject({
      value: 'copy_ok',
      valueInWords: 'a copy or photograph is accepted',
      standing: 'published',
      agesFrom: '2026-01',
    });

    expect(await imports.import(facts, { apply: true })).toMatchObject({ created: 0, unchanged: 2 });
    expect((await profile('RR7')).number).toBe(after.number);
  });

  it('supersedes what the same source says otherwise, keeps the old, and never changes an earlier revision', async () => {
    const facts = app.get(FactsService);
    await imports.import(await file({ organisation: 'RXE' }), { apply: true });
    const earlier = await profile('RXE');
    const report = await imports.import(await file({ organisation: 'RXE', value: 'original_required' }), {
      apply: true,
    });
    expect(report).toMatchObject({ superseded: 1, created: 0 });
    expect((await profile('RXE')).facts['copy_accepted']?.value).toBe('original_required');
    expect((await app.get(ProfilesService).revision(earlier.revisionId)).facts['copy_accepted']?.value).toBe('copy_ok');
    const id = await idOf('RXE');
    const now = (await facts.ofOrganisation(id)).filter((fact) => fact.key === 'copy_accepted');
    expect(now).toHaveLength(1);
    const kept = await app.db.query(
      `select value from policy_fact f join policy_question q on q.id = f.question_id
       where organisation_id = $1 and key = 'copy_accepted' and superseded_at is not null`,
      [id],
    );
    expect(kept).toEqual([{ value: 'copy_ok' }]);
    for (const edit of [
      'update policy_profile_revision set number = 99 where organisation_id = $1',
      `update policy_fact set value = '"copy_ok"' where organisation_id = $1 and superseded_at is null`,
      'update policy_fact set superseded_at = null where organisation_id = $1 and superseded_at is not null',
      'delete from policy_fact where organisation_id = $1',
      `update policy_document set title = 'Another' where organisation_id = $1`,
      'delete from policy_verification v using policy_fact f where f.id = v.fact_id and f.organisation_id = $1',
    ])
      await expect(app.db.query(edit, [id])).rejects.toThrow('is kept as it was written');
  });

  it('keeps out of the profile what nobody has verified, until somebody has', async () => {
    const unverified = { organisation: 'RCF', second_reading: '', second_reading_on: '' };
    await imports.import(await file(unverified), { apply: true });
    expect((await profile('RCF')).facts['copy_accepted']).toBeUndefined();
    expect(await imports.import(await file({ organisation: 'RCF' }), { apply: true })).toMatchObject({ verified: 1 });
    expect((await profile('RCF')).facts['copy_accepted']).toBeDefined();
  });

  it('calls a document by the title that it gives itself only once somebody has verified that', async () => {
    const source = { organisation: 'RP5', source_title: 'A page of a site' };
    const title = { ...source, question: 'policy_title', value: 'The Policy Itself', paraphrase: '' };
    const titleShown = async () => (await profile('RP5')).facts['copy_accepted']?.source.title;
    await imports.import(await file(source, { ...title, second_reading: '', second_reading_on: '' }), { apply: true });
    expect(await titleShown()).toBe('A page of a site');
    expect((await app.browser().get('/trusts/RP5')).text).toContain('The Policy Itself (not verified yet)');
    await imports.import(await file(source, title), { apply: true });
    expect(await titleShown()).toBe('The Policy Itself');
  });

  it('keeps what somebody here recorded since, says so, and takes a file that was read later', async () => {
    const place = { organisation: 'RTF', question: 'monitoring', value: 'yes', paraphrase: 'Audited each year.' };
    await imports.import(await file(place), { apply: true });
    const unread = { ...place, second_reading: '', second_reading_on: '', paraphrase: 'Audited every year.' };
    await imports.import(await file(unread), { apply: true });
    const [waiting] = await app.db.query<{ id: string; admin: string }>(
      `select f.id, (select p.id from person p where p.email = 'admin@beforehand.example') as admin
       from policy_fact f join policy_question q on q.id = f.question_id join organisation o on o.id = f.organisation_id
       where o.code = 'RTF' and q.key = 'monitoring' and f.superseded_at is null`,
    );
    const said: Answer = {
      state: 'stated',
      value: 'no',
      quote: null,
      paraphrase: 'Not audited.',
      locator: null,
      note: null,
      under: null,
    };
    const { id = '', admin = '' } = waiting ?? {};
    expect(await app.get(VerificationsService).correct(id, admin, said, 'It says no.')).toEqual([]);

    for (const apply of [false, true]) {
      const report = await imports.import(await file(unread), { apply });
      expect(report).toMatchObject({ kept: 1, superseded: 0 });
      expect(report.rows[0]).toMatchObject({ line: 2, outcome: 'kept' });
      expect(report.rows[0]?.reason).toContain('somebody here has read the source since');
    }
    const stands = async () =>
      (await app.get(FactsService).ofOrganisation(await idOf('RTF'))).find(({ key }) => key === 'monitoring')?.value;
    expect(await stands()).toBe('no');

    app.clock.set('2026-12-02T10:00:00Z');
    const later = { ...place, paraphrase: 'Audited every year.', second_reading_on: '2026-12-01' };
    expect(await imports.import(await file(later), { apply: true })).toMatchObject({ kept: 0, superseded: 1 });
    expect(await stands()).toBe('yes');
    app.clock.set('2026-11-23T10:00:00Z');
  });

  it('keeps what somebody here put right of a document, until a file was read later', async () => {
    const place = {
      organisation: 'RTF',
      question: 'training_requirement',
      paraphrase: 'Yearly.',
      source_title: 'Theirs',
    };
    await imports.import(await file(place), { apply: true });
    const documents = app.get<DocumentsQueries>(DocumentsQueries);
    const known = async () => {
      const found = (await app.get(FactsService).documents(await idOf('RTF'))).find(({ title }) => title === 'Theirs');
      const document = await documents.one(found?.id ?? '');
      if (!document) throw new Error('The document is not there');
      return document;
    };
    const before = await known();
    const [person] = await app.db.query<{ id: string }>(
      `select id from person where email = 'admin@beforehand.example'`,
    );
    const details = {
      ...before,
      replaces: null,
      standing: 'published' as const,
      publisher: 'The region',
      subject: 'consent' as const,
    };
    await app.get<DocumentsWriter>(DocumentsWriter).correct(before.id, details, person?.id ?? '');
    await imports.import(await file({ ...place, paraphrase: 'Each year.' }), { apply: true });
    expect(await known()).toMatchObject({ publisher: 'The region', subject: 'consent' });

    app.clock.set('2026-12-02T10:00:00Z');
    const later = { ...place, paraphrase: 'Every year.', second_reading_on: '2026-12-01' };
    await imports.import(await file(later), { apply: true });
    expect((await known()).publisher).toBe(before.publisher);
    app.clock.set('2026-11-23T10:00:00Z');
  });

  it('takes nothing that was seen, confirmed or written on a day to come, and points out a reply without its day', async () => {
    const report = await imports.import(
      await file(
        { organisation: 'RWP', seen_on: '2027-01-01' },
        { organisation: 'RWP', document_date: '2027' },
        { organisation: 'RWP', standing: 'confirmed', confirmed_on: '2026-11-24' },
        { organisation: 'RWP', question: 'ratified_date', value: '2026-12' },
        { organisation: 'RWP', standing: 'foi_reply', document_date: '' },
      ),
      { apply: false },
    );
    expect(report.rejected.map(({ reason }) => reason)).toEqual([
      'seen_on 2027-01-01 is in the future.',
      'document_date 2027 is in the future.',
      'confirmed_on 2026-11-24 is in the future.',
      'ratified_date 2026-12 is in the future.',
    ]);
    expect(report.rows).toMatchObject([
      { line: 6, outcome: 'created', reason: expect.stringContaining('no day of the reply') as unknown },
    ]);
  });

  it('says of every row that it cannot take why, and takes the others', async () => {
    const report = await imports.import(
      await file(
        { organisation: 'NOPE' },
        { question: 'shoe_size' },
        { value: 'perhaps' },
        { standing: 'hearsay' },
        { document_date: 'spring' },
        { standing: 'confirmed' },
        { source_url: 'javascript:alert(1)' },
        { organisation: 'RTX', paraphrase: 'With "quotes", 😀 and \u202eright-to-left' },
        { organisation: 'RTX' },
        { organisation: 'RTX', part: '2', subject: 'consent' },
      ),
      { apply: true },
    );
    expect(report.created).toBe(1);
    expect(report.rejected.map((row) => row.line)).toEqual([2, 3, 4, 5, 6, 7, 8, 10, 11]);
    const reasons = report.rejected.map((row) => row.reason).join('\n');
    for (const reason of [
      'no organisation "NOPE"',
      'no question "shoe_size"',
      'perhaps is no answer to copy_accepted',
      'standing is one of',
      'document_date is a day, month or year',
      'needs the day of the confirmation',
      'begins with https://',
      'Line 9 has the same question from the same source',
      'another subject for this document than line 9',
    ])
      expect(reasons).toContain(reason);
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004xyz'), 'spreadsheet'],
    ['a PDF', '%PDF-1.7', 'PDF'],
    ['another encoding', Buffer.from([0x6f, 0xe9, 0x2c]), 'UTF-8'],
    ['a table of something else', 'a,b\n1,2\n', 'columns'],
    ['a file that was cut off', `${factCsv({})}"RR7","copy_acc`, 'cut off'],
  ])('refuses %s, and changes nothing', async (_what, content, reason) => {
    const before = (await profile('RR7')).number;
    const refused = imports.import(await folder.write('bad.csv', content), { apply: true });
    await expect(refused).rejects.toThrow(FactImportRefused);
    await expect(refused).rejects.toThrow(reason);
    expect((await profile('RR7')).number).toBe(before);
  });

  it('lets a successor use what its predecessor had, marked, until it has a fact of its own', async () => {
    // Solent (R1C) closed in 2024; Hampshire and Isle of Wight Healthcare (RW1) runs its services now.
    const inherited = Object.values((await profile('RW1')).facts).filter((fact) => fact.fromPredecessor !== null);
    expect(inherited.length).toBeGreaterThan(0);
    expect(inherited[0]?.fromPredecessor?.code).toBe('R1C');
    const key = inherited[0]?.key ?? '';
    await imports.import(await file({ organisation: 'RW1', question: key, value: '', paraphrase: 'Its own words.' }), {
      apply: true,
    });
    expect((await profile('RW1')).facts[key]).toMatchObject({ fromPredecessor: null, paraphrase: 'Its own words.' });
  });

  it('gives a Trust that comes into the directory a profile at once, and a renamed one one revision more', async () => {
    const release = await releaseFolder();
    const before = await profile('RXE');
    const lines = [etrLine('ZZ8'), etrLine('RXE', { name: 'FICTIONAL NEW NAME NHS TRUST' })];
    await app.get(OdsImportService).import(await release.write('etr.csv', ...lines), '2027-01-31', { apply: true });
    await release.remove();
    expect(await profile('ZZ8')).toMatchObject({ number: 1, facts: {}, organisation: { name: 'Fictional Trust Zz8' } });
    expect((await profile('RXE')).number).toBe(before.number + 1);
    expect((await app.browser().get('/trusts/ZZ8').expect(200)).text).not.toContain('copy_accepted');
  });
});
