import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OdsImportService } from '../../src/organisations/ods-import.service.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { ShippedData } from '../../src/platform/shipped-data.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { etrLine, releaseFolder } from './etr-lines.js';

const realData = process.env['REAL_DATA'];

describe('the directory that ships', () => {
  let app: TestApp;
  let organisations: OrganisationsService;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    organisations = app.get(OrganisationsService);
  });

  afterAll(() => app.close());

  const codes = async (text: string) => (await organisations.list({ text })).organisations.map((one) => one.code);
  const first = async (text: string) => (await codes(text))[0];

  it.each([
    ['england', 202],
    ['wales', 10],
    ['scotland', 18],
    ['northern_ireland', 6],
  ] as const)('holds the open organisations of %s', async (nation, total) => {
    expect((await organisations.list({ nation, status: 'open', fictional: false })).total).toBe(total);
  });

  it('holds seven regions and 36 ICBs', async () => {
    expect(await organisations.regions()).toHaveLength(7);
    expect(await organisations.icbs()).toHaveLength(36);
  });

  it('follows what closed to its successors, or says that none is known', async () => {
    const successors = async (code: string) =>
      (await organisations.byAddress(code))?.successors.map((one) => [one.code, one.kind, one.on]);
    expect(await successors('R1C')).toEqual([['RW1', 'merger', '2024-10-01']]);
    expect(await successors('RYK')).toEqual([
      ['TAJ', 'split', '2024-08-01'],
      ['RNA', 'split', '2024-10-01'],
    ]);
    expect(
      (await organisations.predecessors((await organisations.byAddress('G6V2S'))?.id ?? ''))
        .map((one) => one.code)
        .sort(),
    ).toEqual(['RNK', 'RRP', 'TAF']);
  });

  it('says in which ICBs it was seen', async () => {
    const trust = await organisations.byAddress('RRV');
    expect(await organisations.memberships(trust?.id ?? '')).toMatchObject([
      { icbCode: 'Z9B2Z', firstSeenOn: '2026-07-01', leftBy: null },
      {
        icbCode: 'QMJ',
        icbName: 'NHS North Central London Integrated Care Board',
        firstSeenOn: '2025-07-01',
        leftBy: '2026-07-01',
      },
    ]);
  });

  it.each([
    ['rxe', 'RXE'],
    ['Gateshead', 'RR7'],
    ['gatshead', 'RR7'],
    ['NEAS', 'RX6'],
    ['UCLH', 'RRV'],
    ['guys and st thomas', 'RJ1'],
    ['Solent', 'R1C'],
    ['Wolverhamton', 'RL4'],
    ['aneurin bevin', '7A6'],
    ['University Hospitals Bristol and Weston', 'RA7'],
    ['Warrington and Halton', 'RWW'],
    ['south eastern health and social care', 'ni-south-eastern'],
    ['S08000031', 'S08000031'],
    ['Glasgow', 'S08000031'],
    ['sheffeild childrens', 'RCU'],
    ['nothumbria', 'RTF'],
    ['moorfeilds', 'RP6'],
    ['hull', 'RWA'],
    ['The Christie', 'RBV'],
    ['Welsh Ambulance Services University', 'RT4'],
  ])('finds "%s" first', async (text, code) => {
    expect(await first(text)).toBe(code);
  });

  it('finds all of a town, the open ones before the closed', async () => {
    const found = await organisations.list({ text: 'Poole' });
    expect(found.organisations.map((one) => one.code).sort()).toEqual(['R0D', 'RDY']);
  });

  it('finds nothing for what no name is like, and is not led astray by signs', async () => {
    expect(await codes('xqzzy')).toEqual([]);
    expect(await codes("%' or 1=1 --")).toEqual([]);
    expect((await organisations.list({ text: '%_' })).total).toBe((await organisations.list({})).total);
  });

  it('answers codes as files write them', async () => {
    const found = await organisations.byCodes(['RXE', 'S08000022', 'NI-South Eastern', 'NI-Belfast', '7A1', 'XXX']);
    expect([...found].map(([asked, one]) => [asked, one.code])).toEqual([
      ['RXE', 'RXE'],
      ['S08000022', 'S08000022'],
      ['NI-South Eastern', 'ni-south-eastern'],
      ['NI-Belfast', 'ni-belfast'],
      ['7A1', '7A1'],
    ]);
  });

  it('answers the GSS code and the slug of an organisation that has an ODS code', async () => {
    expect((await organisations.byAddress('w11000023'))?.code).toBe('7A1');
    expect((await organisations.byAddress('Gateshead-Health-NHS-Foundation-Trust'))?.code).toBe('RR7');
  });

  it('has two fictional organisations, said to be so', async () => {
    const fictional = (await organisations.list({ fictional: true })).organisations;
    expect(fictional.map((one) => one.code).sort()).toEqual(['ZZ1', 'ZZ2']);
    expect(fictional.every((one) => one.name.endsWith('(fictional)'))).toBe(true);
  });

  it('is unchanged when it loads again, and keeps what an import did since', async () => {
    const everything = () => app.db.query('select to_jsonb(o) from organisation o order by code');
    const history = () =>
      app.db
        .query(`select (select count(*) from organisation_name) as names, (select count(*) from organisation_membership) as memberships,
        (select count(*) from organisation_succession) as successions`);
    const before = [await everything(), await history()];
    await app.db.query('delete from shipped_data');
    await app.get(ShippedData).load();
    expect([await everything(), await history()]).toEqual(before);

    const folder = await releaseFolder();
    const file = await folder.write(
      'later.csv',
      etrLine('RR7', { name: 'GATESHEAD EXAMPLE NHS FOUNDATION TRUST', icb: 'QHM', town: 'GATESHEAD' }),
    );
    await app.get(OdsImportService).import(file, '2027-01-31', { apply: true });
    await app.db.query('delete from shipped_data');
    await app.get(ShippedData).load();
    await folder.remove();
    expect(await organisations.byAddress('RR7')).toMatchObject({
      name: 'Gateshead Example NHS Foundation Trust',
      sector: 'acute',
    });
    expect(await first('Gateshead Health')).toBe('RR7');
  });
});

(realData ? describe : describe.skip)('the directory that ships beside the release it was made from', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
  });

  afterAll(() => app.close());

  const importRelease = (month: string, asOf: string) =>
    app.get(OdsImportService).import(path.join(realData ?? '', `ods-etr-${month}.csv`), asOf, { apply: true });

  it('agrees with it: only what had closed before 2024 is new', async () => {
    const report = await importRelease('2026-07', '2026-07-01');
    expect(report).toMatchObject({
      created: 63,
      renamed: 0,
      moved: 0,
      closed: 0,
      updated: 0,
      unchanged: 211,
      rejected: [],
      absent: [],
    });
    expect(report.rows.filter((row) => row.outcomes.includes('created')).every((row) => row.alreadyClosed)).toBe(true);
  });

  it('is unchanged the second time, and refuses the older release', async () => {
    expect(await importRelease('2026-07', '2026-07-31')).toMatchObject({ created: 0, unchanged: 274 });
    await expect(importRelease('2025-07', '2025-07-01')).rejects.toThrow(/older/);
  });

  it('leaves care trusts, boards and HSC trusts alone', async () => {
    const service = app.get(OrganisationsService);
    expect(await service.byAddress('TAD')).toMatchObject({ kind: 'care_trust', closedOn: null, icbCode: 'QWO' });
    expect((await service.list({ nation: 'scotland' })).total).toBe(18);
  });
});

(realData ? describe : describe.skip)('the two real releases in an empty directory', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.close());

  it('show 62 moves, 7 renames, 4 closures and 64 created; then the directory that ships adds what they lack', async () => {
    const imports = app.get(OdsImportService);
    const apply = (month: string, asOf: string) =>
      imports.import(path.join(realData ?? '', `ods-etr-${month}.csv`), asOf, { apply: true });
    expect(await apply('2025-07', '2025-07-31')).toMatchObject({ created: 210 });
    expect(await apply('2026-07', '2026-07-31')).toMatchObject({ moved: 62, renamed: 7, closed: 4, created: 64 });
    await app.get(ShippedData).load();
    const service = app.get(OrganisationsService);
    expect((await service.list({ fictional: false, status: 'open' })).total).toBe(236);
    expect(await service.byAddress('RJ1')).toMatchObject({
      name: "Guy's and St Thomas' NHS Foundation Trust",
      sector: 'acute',
    });
    expect(
      await imports.import(path.join(realData ?? '', 'ods-etr-2026-07.csv'), '2026-07-31', { apply: false }),
    ).toMatchObject({ unchanged: 274 });
  });
});
