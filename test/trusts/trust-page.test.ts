import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RequestsService } from '../../src/policies/requests.service.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { areaOfTrusts, importFacts } from './area-of-trusts.js';

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

describe('what we knew when', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-05-30T10:00:00Z' });
    await areaOfTrusts(app);
    const line = { organisation: 'ZZA6', standing: 'confirmed', second_reading_on: '2026-05-30' };
    await importFacts(app, [{ ...line, document_date: '2026-05', confirmed_on: '2026-05-30' }]);
    // Half past eleven on 1 June in London, and half past midnight on the next day.
    for (const [instant, value, day] of [
      ['2026-06-01T22:30:00Z', 'original_required', '2026-05-31'],
      ['2026-06-01T23:30:00Z', 'copy_ok', '2026-06-01'],
    ] as const) {
      app.clock.set(instant);
      await importFacts(app, [{ ...line, value, document_date: '2026-05', confirmed_on: day }]);
    }
    app.clock.set('2026-11-26T10:00:00Z');
  });
  afterAll(() => app.close());

  const page = async (path: string) => (await app.browser().get(path).expect(200)).text;
  const shown = (html: string) => html.split('What we knew when')[0] ?? '';

  it('tells what each revision changed, the newest first, and leads to the page as it was', async () => {
    const html = await page('/trusts/ZZA6');
    const told = [...html.matchAll(/<dt>Copy or original<\/dt><dd>([^<]+)<\/dd>/g)].map(([, text]) => text);
    expect(told).toEqual([
      'A copy or photograph is accepted. Before: the original document must be seen.',
      'The original document must be seen. Before: a copy or photograph is accepted.',
      'A copy or photograph is accepted.',
    ]);
    expect(html).toContain('href="/trusts/ZZA6?on&#x3D;2026-06-02"');
    expect(await page('/trusts/ZZA6/history')).toContain('Revision 1<');
    expect(await page('/trusts/ZZA6/history?before=2')).not.toContain('Revision 2<');
    expect(await page('/trusts/ZZA6/history?before=1')).toContain('Nothing earlier');
    await app.browser().get('/trusts/NOPE/history').expect(404);
  });

  it('shows a day as it stood at its end in London', async () => {
    const [copy, original] = ['A copy or photograph is accepted', 'The original document must be seen'];
    const on = async (day: string) => shown(await page(`/trusts/ZZA6?on=${day}`));
    expect(await on('2026-06-01')).toContain('As of 1 June 2026');
    expect(await on('2026-06-01')).toContain(original);
    expect(await on('2026-06-02')).toContain(copy);
    expect(await on('2026-06-02')).not.toContain(original);
    expect(await on('2026-05-31')).toContain(copy);
    expect(await on('2020-01-01')).toContain('Nothing is known here');
  });

  it('gives that day as open data too', async () => {
    const data = async (query: string) =>
      JSON.parse((await app.browser().get(`/trusts/ZZA6.json${query}`).expect(200)).text) as {
        facts: { key: string; value: unknown }[];
        revision: number | null;
      };
    const copy = ({ facts }: Awaited<ReturnType<typeof data>>) =>
      facts.find(({ key }) => key === 'copy_accepted')?.value;
    expect(copy(await data('?on=2026-06-01'))).toBe('original_required');
    expect(copy(await data('?on=2026-06-02'))).toBe('copy_ok');
    expect(await data('?on=2020-01-01')).toMatchObject({ facts: [], revision: null });
    expect(await page('/trusts/ZZA6?on=2026-06-01')).toContain('/trusts/ZZA6.json?on&#x3D;2026-06-01');
    const wrong = await app.browser().get('/trusts/ZZA6.json?on=2026-02-30').expect(422);
    expect(wrong.text).toContain('Enter a day as year, month and day');
  });

  it('says what is wrong with a day, and shows today meanwhile', async () => {
    for (const [on, message] of [
      ['2026-02-30', 'Enter a day as year, month and day'],
      ['soon', 'Enter a day as year, month and day'],
      ['2027-01-01', 'Choose a day up to today, 26 November 2026'],
    ] as const) {
      const answer = await app.browser().get(`/trusts/ZZ1?on=${on}`);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(message);
      expect(answer.text).toContain(`value="${on}"`);
    }
  });

  it('tells what a Trust was asked and how that stands; what is not sent yet, to staff alone', async () => {
    const requests = app.get<RequestsService>(RequestsService);
    const { campaign } = await requests.start({ name: 'Advance decisions 2026' });
    const [organisation] = await app.db.query<{ id: string }>(`select id from organisation where code = 'ZZ1'`);
    await requests.put(campaign.id, organisation?.id ?? '', {});
    expect(await page('/trusts/ZZ1')).not.toContain('Advance decisions 2026');
    await requests.put(campaign.id, organisation?.id ?? '', {
      sentOn: '2026-10-01',
      url: 'https://www.whatdotheyknow.com/request/fictional',
    });
    const html = await page('/trusts/ZZ1');
    expect(html).toContain('href="https://www.whatdotheyknow.com/request/fictional"');
    expect(html).toContain('Sent on 1 October 2026, due by 29 October 2026.');
    expect(html).toContain('Overdue');
  });

  it('asks the database as often for a Trust of which much is known as for one of which nothing is', async () => {
    const askedFor = async (path: string) => (await app.statementsOf(() => page(path))).length;
    // The first time reads a profile that then stays in memory.
    for (const code of ['ZZ1', 'RXE']) await page(`/trusts/${code}`);
    const many = await askedFor('/trusts/ZZ1');
    expect(many).toBeLessThanOrEqual(10);
    expect(await askedFor('/trusts/RXE')).toBe(many);
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
