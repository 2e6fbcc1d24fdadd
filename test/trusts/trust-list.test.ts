import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface Row {
  code: string;
  name: string;
  successor: string | null;
}

describe('the list of Trusts and boards', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
  });

  afterAll(() => app.close());

  const page = async (address: string) => (await app.browser().get(address).expect(200)).text;
  const rows = async (address: string) => (await app.browser().get(address).expect(200)).body as Row[];
  const links = (html: string) => [...html.matchAll(/<a href="\/trusts\/([^".?]+)">/g)].map((match) => match[1]);

  it('shows 25 at a time with a way to the next, and a total without the fictional ones', async () => {
    const html = await page('/trusts');
    expect(html).toContain('246 organisations');
    expect(html).toContain('Showing 1 to 25');
    expect(html).toContain('href="/trusts?page&#x3D;2"');
    expect(html).toContain('Airedale NHS Foundation Trust');
    expect(links(html.split('In the sample')[0] ?? '').filter((code) => code !== undefined)).not.toContain('ZZ1');
  });

  it('keeps what was asked while turning pages, and leads back from beyond the end', async () => {
    expect(await page('/trusts?nation=england&page=2')).toContain('/trusts?nation&#x3D;england&amp;page&#x3D;3');
    const beyond = await app.browser().get('/trusts?nation=wales&page=7');
    expect([beyond.status, beyond.headers['location']]).toEqual([303, '/trusts?nation=wales']);
  });

  it('finds by a misspelt name, an abbreviation, a former name and a code', async () => {
    for (const [text, code] of [
      ['gatshead', 'RR7'],
      ['neas', 'RX6'],
      ['norfolk community health', 'RY3'],
      ['7a3', '7A3'],
    ] as const)
      expect(links(await page(`/trusts?q=${encodeURIComponent(text)}`))[0]).toBe(code);
  });

  it('says of a closed one when it closed and who runs its services now', async () => {
    const html = await page('/trusts?q=solent');
    expect(html).toContain('Closed 30 September 2024');
    expect(html).toMatch(/Now <a href="\/trusts\/RW1">Hampshire and Isle of Wight Healthcare/);
  });

  it('helps when nothing is found, and keeps what was typed', async () => {
    const html = await page('/trusts?q=xqzzy&nation=wales');
    expect(html).toContain('Nothing found');
    expect(html).toContain('value="xqzzy"');
    expect(html).toContain('href="/trusts?q&#x3D;xqzzy"');
  });

  it('shows the fictional ones with a tag and apart', async () => {
    const html = await page('/trusts?q=riverbank');
    expect(html).toContain('Nothing found');
    expect(html.split('In the sample')[1]).toMatch(
      /Riverbank Hospitals NHS Trust \(fictional\)[\s\S]*Fictional<\/strong>/,
    );
  });

  it.each(['<script>alert(1)</script>', '😀', '\u202eLIVE', "' or 1=1 --", 'x'.repeat(5000), '%'])(
    'bears "%.20s" as a search',
    async (text) => {
      const html = await page(`/trusts?q=${encodeURIComponent(text)}`);
      expect(html).not.toContain('<script>alert');
    },
  );

  it('leaves out filters that it does not know', async () => {
    expect(await page('/trusts?nation=atlantis&page=minus&sector[]=acute')).toContain('246 organisations');
  });

  it('asks the database the same number of questions for a page of 25 and a page of 1', async () => {
    const askedFor = async (path: string) => (await app.statementsOf(() => page(path))).length;
    const one = await askedFor('/trusts?q=solent');
    expect(one).toBeLessThanOrEqual(6);
    expect(await askedFor('/trusts')).toBe(one);
  });

  it('gives the same as open data, whole and without the fictional ones', async () => {
    const wales = await rows('/trusts.json?nation=wales');
    expect(wales.map((row) => row.code).sort()).toEqual([
      '7A1',
      '7A2',
      '7A3',
      '7A4',
      '7A5',
      '7A6',
      '7A7',
      'RQF',
      'RT4',
      'RYT',
    ]);
    expect(wales.find((row) => row.code === '7A1')).toEqual({
      code: '7A1',
      odsCode: '7A1',
      name: 'Betsi Cadwaladr University Health Board',
      nation: 'wales',
      region: null,
      icb: null,
      sector: 'integrated',
      openedOn: null,
      closedOn: null,
      successor: null,
      successors: [],
    });
    const all = await rows('/trusts.json');
    expect(all).toHaveLength(246);
    expect(all.filter((row) => row.code.startsWith('ZZ'))).toEqual([]);
    expect(all.find((row) => row.code === 'R1C')).toMatchObject({ closedOn: '2024-09-30', successor: 'RW1' });
    expect(all.find((row) => row.code === 'RYK')).toMatchObject({ successor: null, successors: ['TAJ', 'RNA'] });
    expect((await rows('/trusts.json?region=y63&icb=QHM&sector=ambulance')).map((row) => row.code)).toEqual(['RX6']);
    expect((await rows('/trusts.json?q=sheffeild&status=open')).map((row) => row.code).sort()).toEqual([
      'RCU',
      'RHQ',
      'TAH',
    ]);
  });

  it('refuses a filter of open data that does not exist, since its answer would mislead', async () => {
    for (const address of ['/trusts.json?nation=atlantis', '/trusts.json?country=wales']) {
      const answer = await app.browser().get(address);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ message: expect.stringMatching(/nation|country/) });
    }
  });
});
