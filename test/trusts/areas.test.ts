import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { areaStates } from '../../src/trusts/areas/area.rules.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface AreaData {
  code: string;
  name: string;
  organisations: number;
  questions: { key: string; states: Record<string, number> }[];
}

describe('areas', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
  });
  afterAll(() => app.close());

  const data = async (code: string) => (await app.browser().get(`/areas/${code}.json`).expect(200)).body as AreaData;

  it.each(['Y63', 'QHM', 'wales', 'scotland'])('adds up in %s', async (code) => {
    const area = await data(code);
    expect(area.code).toBe(code);
    expect(area.organisations).toBeGreaterThan(0);
    const [open] = await app.db.query<{ open: number }>(
      `select count(*)::int as open from organisation
       where closed_on is null and not fictional and (nation = $1 or region_code = $1 or icb_code = $1)`,
      [code],
    );
    expect(area.organisations).toBe(open?.open);
    expect(area.questions).toHaveLength(28);
    for (const { states } of area.questions) {
      expect(Object.keys(states)).toEqual([...areaStates]);
      expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(area.organisations);
    }
    expect(area.questions.some(({ states }) => (states['stated'] ?? 0) > 0)).toBe(true);
  });

  it('shows the same on its page, with the way to its Trusts, however the code is written', async () => {
    const page = (await app.browser().get('/areas/Y63').expect(200)).text;
    expect(page).toContain('North East and Yorkshire');
    expect(page).toContain('region&#x3D;Y63');
    expect((await app.browser().get('/areas/y63')).headers['location']).toBe('/areas/Y63');
    await app.browser().get('/areas/Y00').expect(404);
    await app.browser().get('/areas/Y00.json').expect(404);
    expect((await app.browser().get('/areas?q=york').expect(200)).text).toContain('/areas/Y63');
    expect((await app.browser().get('/areas?q=nowhere').expect(200)).text).toContain('No area is called that');
  });

  it('asks the database no more for a nation than for an ICB, and less than ten times', async () => {
    const queries = async (code: string) => {
      let asked = 0;
      const counted = app.db.query.bind(app.db);
      app.db.query = <Row>(sql: string, params?: unknown[]) => {
        asked += 1;
        return counted<Row>(sql, params);
      };
      await app.browser().get(`/areas/${code}`).expect(200);
      app.db.query = counted;
      return asked;
    };
    const [nation, icb] = [await queries('england'), await queries('QHM')];
    expect(nation).toBe(icb);
    expect(nation).toBeLessThan(10);
  });
});
