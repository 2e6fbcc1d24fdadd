import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';
import { areaOfTrusts } from './area-of-trusts.js';

interface AreaJson {
  code: string;
  name: string;
  organisations: number;
  questions: { key: string; states: Record<string, number> }[];
}

const STATES = ['absent', 'awaiting', 'not_held', 'partial', 'refused', 'stated', 'unclear', 'unknown'];

describe('areas', () => {
  let app: TestApp;
  let staff: TestBrowser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    await areaOfTrusts(app);
    staff = app.browser();
    const password = /<code>([^<]+)<\/code>/.exec((await staff.get('/sign-in')).text)?.[1] ?? '';
    await staff.signIn('trainer@beforehand.example', password);
  });
  afterAll(() => app.close());

  const page = async (path: string, browser = app.browser()) => (await browser.get(path).expect(200)).text;
  const json = async (code: string) => (await app.browser().get(`/areas/${code}.json`).expect(200)).body as AreaJson;

  it('are nations, regions and ICBs, found by name or code', async () => {
    const html = await page('/areas');
    for (const name of ['Northern Ireland', 'North East and Yorkshire', 'North East and North Cumbria', 'Test Valley'])
      expect(html).toContain(name);
    expect(await page('/areas?q=cumbria')).not.toContain('>Dorset<');
    expect(await page('/areas?q=qvv')).toContain('>Dorset<');
    expect(await page('/areas?q=%3Cscript%3E')).toContain('No area matches');
  });

  it.each(['england', 'scotland', 'Y63', 'QHM', 'ZZA'])(
    'count each question of %s to its organisations',
    async (code) => {
      const data = await json(code);
      expect(Object.keys(data)).toEqual(['code', 'name', 'organisations', 'questions']);
      expect(data.questions).toHaveLength(28);
      for (const { states } of data.questions) {
        expect(Object.keys(states).sort()).toEqual(STATES);
        expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(data.organisations);
      }
    },
  );

  it('count only organisations that are open and exist', async () => {
    const [row] = await app.db.query<{ open: number }>(
      `select count(*)::int as open from organisation where region_code = 'Y63' and closed_on is null and not fictional`,
    );
    expect((await json('Y63')).organisations).toBe(row?.open);
    const before = (await json('ZZA')).organisations;
    await app.db.query(`update organisation set fictional = true where code = 'ZZA6'`);
    expect((await json('ZZA')).organisations).toBe(before - 1);
    await app.db.query(`update organisation set fictional = false, closed_on = '2026-01-01' where code = 'ZZA6'`);
    expect((await json('ZZA')).organisations).toBe(before - 1);
    await app.db.query(`update organisation set closed_on = null where code = 'ZZA6'`);
  });

  it('tell the states apart: verified, sources that disagree, and not verified', async () => {
    const states = Object.fromEntries((await json('ZZA')).questions.map((question) => [question.key, question.states]));
    expect(states['copy_accepted']).toMatchObject({ stated: 2, unclear: 1, unknown: 3 });
    expect(states['dispute_escalation']).toMatchObject({ absent: 1, not_held: 1, refused: 1, awaiting: 1, partial: 1 });
    // Recorded, but nobody has verified it.
    expect(states['monitoring']).toMatchObject({ unknown: 6 });
  });

  it('name the Trusts behind a gap to staff alone', async () => {
    const path = '/areas/ZZA/questions/dispute_escalation';
    const visitors = await page(path);
    expect(visitors).toContain('The policy does not say: 1');
    expect(visitors).not.toContain('Area Trust');
    const staffs = await page(path, staff);
    for (const number of [1, 2, 3, 4, 5]) expect(staffs).toContain(`Area Trust ${String(number)} `);
    expect(staffs).toContain('Staff alone');
    // What is in place may always be said.
    expect(await page('/areas/ZZA/questions/copy_accepted')).toContain('Area Trust 1 ');
  });

  it('tell review dates that have passed apart from those to come, and whose they are to staff alone', async () => {
    const html = await page('/areas/ZZA');
    expect(html).toContain('2 review dates have passed');
    const line = /<svg class="bh-line"[\s\S]*?<\/svg>/.exec(html)?.[0] ?? '';
    expect([line.match(/bh-line__passed/g)?.length, line.match(/bh-line__ahead/g)?.length]).toEqual([2, 1]);
    expect(html).not.toContain('Whose review is when');
    expect(await page('/areas/ZZA', staff)).toContain('Whose review is when');
  });

  it('have one address, whatever the capitals, and none that does not exist', async () => {
    const moved = await app.browser().get('/areas/qhm');
    expect([moved.status, moved.headers['location']]).toEqual([301, '/areas/QHM']);
    for (const code of ['NOPE', "' or 1=1 --", '😀', 'x'.repeat(300), '%00'])
      expect((await app.browser().get(`/areas/${encodeURIComponent(code)}`)).status).toBe(404);
    expect((await app.browser().get('/areas/NOPE.json')).status).toBe(404);
    expect((await app.browser().get('/areas/QHM/questions/nothing')).status).toBe(404);
  });

  it('ask the database the same few questions for an ICB and for England', async () => {
    const askedFor = async (path: string) => {
      // Nothing that was kept holds any more.
      await app.db.query('update policy_question set wording = wording');
      return (await app.statementsOf(() => page(path))).length;
    };
    const one = await askedFor('/areas/ZZA');
    expect(one).toBeLessThan(10);
    expect(await askedFor('/areas/england')).toBe(one);
    expect(await askedFor('/areas/england/questions/copy_accepted')).toBe(one);
  });
});
