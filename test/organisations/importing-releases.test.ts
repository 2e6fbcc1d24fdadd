import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ImportRefused, OdsImportService } from '../../src/organisations/ods-import.service.js';
import { OrganisationsChanged } from '../../src/organisations/organisations.events.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { Events } from '../../src/platform/events.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { etrLine, releaseFolder } from './etr-lines.js';

describe('importing ODS releases into an empty directory', () => {
  let app: TestApp;
  let folder: Awaited<ReturnType<typeof releaseFolder>>;
  let imports: OdsImportService;
  let organisations: OrganisationsService;
  const told: string[] = [];

  beforeAll(async () => {
    app = await startTestApp();
    folder = await releaseFolder();
    imports = app.get(OdsImportService);
    organisations = app.get(OrganisationsService);
    app.get(Events).on(OrganisationsChanged, (event) => {
      told.push(...event.organisationIds);
      return Promise.resolve();
    });
  });

  afterAll(async () => {
    await app.close();
    await folder.remove();
  });

  const july2025 = () =>
    folder.write(
      'july-2025.csv',
      etrLine('ZZ3', { name: "ST EXAMPLE'S HOSPITALS NHS TRUST", icb: 'QMJ', town: 'BURY ST. EDMUNDS' }),
      etrLine('ZZ4', { region: 'W00', icb: 'Q99', letter: 'W' }),
      etrLine('ZZ5'),
    );
  const july2026 = () =>
    folder.write(
      'july-2026.csv',
      etrLine('ZZ3', { name: 'EXAMPLE UNIVERSITY HOSPITALS NHS TRUST', icb: 'Z9B2Z', town: 'BURY ST. EDMUNDS' }),
      etrLine('ZZ4', { region: '', icb: '', letter: 'W' }),
      etrLine('ZZ5', { closed: '20260331' }),
      etrLine('ZZ6', { closed: '20200331' }),
    );

  it('shows what would happen and changes nothing', async () => {
    const report = await imports.import(await july2025(), '2025-07-31', { apply: false });
    expect(report).toMatchObject({ created: 3, unchanged: 0, rejected: [] });
    expect((await organisations.list({})).total).toBe(0);
  });

  it('creates organisations with names that people read', async () => {
    await imports.import(await july2025(), '2025-07-31', { apply: true });
    expect(await organisations.byAddress('zz3')).toMatchObject({
      code: 'ZZ3',
      name: "St Example's Hospitals NHS Trust",
      town: 'Bury St Edmunds',
      nation: 'england',
      regionCode: 'Y63',
      icbCode: 'QMJ',
      closedOn: null,
      sector: null,
    });
    expect(await organisations.byAddress('ZZ4')).toMatchObject({ nation: 'wales', regionCode: null, icbCode: null });
  });

  it('finds the same release unchanged', async () => {
    expect(await imports.import(await july2025(), '2025-07-31', { apply: true })).toMatchObject({
      created: 0,
      unchanged: 3,
    });
  });

  it('applies the next one: moves, renames, closes, creates', async () => {
    told.length = 0;
    const report = await imports.import(await july2026(), '2026-07-31', { apply: true });
    expect(report).toMatchObject({ created: 1, renamed: 1, moved: 2, closed: 1, updated: 1, unchanged: 0 });
    const renamed = await organisations.byAddress('ZZ3');
    expect(renamed).toMatchObject({
      name: 'Example University Hospitals NHS Trust',
      slug: 'st-examples-hospitals-nhs-trust',
      icbCode: 'Z9B2Z',
    });
    expect(await organisations.otherNames(renamed?.id ?? '')).toEqual([
      {
        name: "St Example's Hospitals NHS Trust",
        kind: 'former',
        until: '2026-07-31',
        source: 'ODS etr, until the release of 2026-07-31',
      },
    ]);
    expect(await organisations.memberships(renamed?.id ?? '')).toMatchObject([
      { icbCode: 'Z9B2Z', firstSeenOn: '2026-07-31', leftBy: null },
      { icbCode: 'QMJ', firstSeenOn: '2025-07-31', leftBy: '2026-07-31' },
    ]);
    expect((await organisations.byAddress('ZZ5'))?.closedOn).toBe('2026-03-31');
    expect(told).toHaveLength(4);
  });

  it('still finds it by the name it had', async () => {
    expect((await organisations.list({ text: 'St Examples' })).organisations.map((one) => one.code)).toEqual(['ZZ3']);
  });

  it('refuses a release that is older than the last applied, and changes nothing', async () => {
    await expect(imports.import(await july2025(), '2025-07-31', { apply: true })).rejects.toThrow(
      /2026-07-31 has been applied already/,
    );
    expect((await organisations.byAddress('ZZ3'))?.icbCode).toBe('Z9B2Z');
  });

  it('leaves out rejected rows, takes the rest, and deletes nothing', async () => {
    const file = await folder.write('short-row.csv', etrLine('ZZ7'), etrLine('ZZ8').slice(0, 30));
    const report = await imports.import(file, '2026-08-31', { apply: true });
    expect(report).toMatchObject({ created: 1, rejected: [{ line: 2 }], absent: ['ZZ3', 'ZZ4', 'ZZ5', 'ZZ6'] });
    expect((await organisations.list({})).total).toBe(5);
  });

  it('writes an audit row beside each applied release, and none for a preview', async () => {
    const rows = await app.db.query(
      `select details->>'asOf' as "asOf" from audit_entry where action = 'organisations.imported' order by at, id`,
    );
    expect(rows).toEqual(['2025-07-31', '2025-07-31', '2026-07-31', '2026-08-31'].map((asOf) => ({ asOf })));
  });

  it('does the work once when two operators apply the same release at the same time', async () => {
    const file = await folder.write('new.csv', etrLine('ZZ9'));
    const reports = await Promise.all([1, 2].map(() => imports.import(file, '2026-09-30', { apply: true })));
    expect(reports.map((report) => [report.created, report.unchanged]).sort()).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it.each<[string, () => Promise<[string, string]>, RegExp]>([
    ['there is no file', () => Promise.resolve([folder.path('missing.csv'), '2026-09-30']), /no file/],
    ['the date is none', async () => [await july2026(), '31/07/2026'], /not a date/],
    ['it is cut off in a row', () => cutOff(), /cut off in line 2/],
    ['it has 50 MB', async () => [await big(), '2026-09-30'], /50\.0 MB/],
    [
      'no row can be taken',
      async () => [await folder.write('other.csv', 'a,b', 'c,d'), '2026-09-30'],
      /nothing to apply/,
    ],
  ])('refuses to import when %s', async (_why, given, reason) => {
    const [file, asOf] = await given();
    const refusal = imports.import(file, asOf, { apply: true });
    await expect(refusal).rejects.toThrow(reason);
    await expect(refusal).rejects.toBeInstanceOf(ImportRefused);
  });

  async function cutOff(): Promise<[string, string]> {
    const file = folder.path('half.csv');
    await writeFile(file, `${etrLine('ZZ3')}\r\n${etrLine('ZZ4').slice(0, 30)}`);
    return [file, '2026-09-30'];
  }

  async function big(): Promise<string> {
    const file = folder.path('big.csv');
    await writeFile(file, Buffer.alloc(50_000_000, 'x'));
    return file;
  }
});
