import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface TrustJson {
  code: string;
  revision: number;
  facts: {
    key: string;
    state: string;
    standing: string;
    verified: boolean;
    stale: boolean;
    predecessor: string | null;
  }[];
  documents: { title: string; reviewOn: string | null; source: { url: string } }[];
  unknown: string[];
}

describe('the page of a Trust', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
  });
  afterAll(() => app.close());

  const page = async (code: string) => (await app.browser().get(`/trusts/${code}`).expect(200)).text;
  const json = async (code: string) => (await app.browser().get(`/trusts/${code}.json`).expect(200)).body as TrustJson;

  it('says what is known with its standing and source, and what is not known', async () => {
    const html = await page('RX6');
    expect(html).toContain('North East Ambulance Service');
    expect(html).toContain('not confirmed by the Trust');
    expect(html).toMatch(/Archived copy, of July 2013, unconfirmed/);
    expect(html).toContain('Review due');
    expect(html).toContain('which has passed');
    expect(html).toContain('What is not known');
    expect(html).toContain('Check for a later attorney');
  });

  it('gives the same as open data', async () => {
    const data = await json('RXE');
    expect(Object.keys(data)).toEqual(
      expect.arrayContaining([
        'code',
        'odsCode',
        'name',
        'nation',
        'region',
        'icb',
        'sector',
        'revision',
        'facts',
        'documents',
        'unknown',
      ]),
    );
    expect(data.facts.find((fact) => fact.key === 'covers_lpa')).toMatchObject({ verified: false, stale: true });
    expect(data.unknown).toContain('copy_accepted');
    const answered = new Set(data.facts.map((fact) => fact.key));
    expect(data.unknown.filter((key) => answered.has(key))).toEqual([]);
    expect(answered.size + data.unknown.length).toBe(28);
  });

  it('marks what nobody has verified', async () => {
    expect(await page('G6V2S')).toContain('Not verified yet');
  });

  it('shows a predecessor’s facts as what they are, and leads from a closed one to its successor', async () => {
    expect((await json('RW1')).facts.some((fact) => fact.predecessor === 'R1C')).toBe(true);
    expect(await page('RW1')).toMatch(/From Solent NHS Trust, before it/);
    expect(await page('R1C')).toMatch(/Closed 30 September 2024[\s\S]*<a href="\/trusts\/RW1">/);
  });

  it('says plainly that nothing is known', async () => {
    const [row] = await app.db.query<{ code: string }>(
      `select code from organisation o where closed_on is null and not fictional
       and not exists (select from policy_fact f where f.organisation_id = o.id) order by code limit 1`,
    );
    const html = await page(row?.code ?? '');
    expect(html).toContain('Nothing is known here');
    expect((await json(row?.code ?? '')).facts).toEqual([]);
  });

  it('tags the fictional ones, whose facts are confirmed and differ', async () => {
    expect(await page('ZZ1')).toContain('It does not exist.');
    expect(await page('ZZ1')).toContain('Confirmed by the Trust on 5 October 2026');
    const [riverbank, moorland] = [await json('ZZ1'), await json('ZZ2')];
    expect([riverbank.unknown, moorland.unknown]).toEqual([[], []]);
    expect(riverbank.facts.every((fact) => fact.standing === 'confirmed' && fact.verified && !fact.stale)).toBe(true);
  });

  it('has one address for each: capitals lead there, and what is no code is not found', async () => {
    const moved = await app.browser().get('/trusts/rx6');
    expect([moved.status, moved.headers['location']]).toEqual([301, '/trusts/RX6']);
    for (const code of ['NOPE', "' or 1=1 --", '😀', 'x'.repeat(300)])
      await app
        .browser()
        .get(`/trusts/${encodeURIComponent(code)}`)
        .expect(404);
    await app.browser().get('/trusts/NOPE.json').expect(404);
  });
});

describe('the card for the ward or the cab', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
  });
  afterAll(() => app.close());

  const card = async (code: string) => (await app.browser().get(`/trusts/${code}/card`).expect(200)).text;

  it('has the tests of the nation', async () => {
    expect(await card('RX6')).toContain('s25(5)–(6)');
    const scottish = (
      await app.db.query<{ code: string }>(`select code from organisation where nation = 'scotland' limit 1`)
    )[0];
    const html = await card(scottish?.code ?? '');
    expect(html).toContain('No Act says when it binds');
    expect(html).not.toContain('s26(1)');
  });

  it('names who to ask where that is confirmed, and leaves a line to write on where it is not', async () => {
    expect(await card('ZZ1')).toContain('mca@riverbank.example');
    const unknown = await card('RX6');
    expect(unknown).toContain('write it here');
    expect(unknown).toContain('Education, not decision support');
  });
});
