import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FactsImportService } from '../../src/policies/facts-import.service.js';
import { RequestsService } from '../../src/policies/requests.service.js';
import { factCsv, factFolder } from '../policies/fact-file.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('what was known of a Trust, and when', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-23T10:00:00Z' });
    // What ships was loaded before this test began; what comes now comes two days later.
    await app.db.query(`alter table policy_profile_revision disable trigger all`);
    await app.db.query(`update policy_profile_revision set made_at = '2026-11-20T12:00:00Z'`);
    await app.db.query(`alter table policy_profile_revision enable trigger all`);
    app.clock.set('2026-11-22T10:00:00Z');
    const folder = await factFolder();
    const news = factCsv({
      organisation: 'ZZ1',
      standing: 'confirmed',
      confirmed_on: '2026-11-21',
      value: 'original_required',
    });
    await app.get<FactsImportService>(FactsImportService).import(await folder.write('n.csv', news), { apply: true });
    await folder.remove();
    app.clock.set('2026-11-24T10:00:00Z');
  });
  afterAll(() => app.close());

  const page = async (path: string) => (await app.browser().get(path).expect(200)).text;

  it('can be asked of a day, and says that it is of that day', async () => {
    const then = await page('/trusts/ZZ1?on=2026-11-21');
    expect(then).toContain('This is what we knew at the end of 21 November 2026');
    expect(then).not.toContain('he original document must be seen');
    expect(await page('/trusts/ZZ1?on=2026-11-22')).toContain('he original document must be seen');
    expect(await page('/trusts/ZZ1?on=2026-11-01')).not.toContain(' copy or photograph is accepted');
    expect(await page('/trusts/ZZ1?on=nonsense')).not.toContain('An earlier day');
  });

  it('lists what each revision changed, and leads to that day', async () => {
    const history = await page('/trusts/ZZ1/history');
    expect(history).toMatch(/Revision \d+, 22 November 2026/);
    expect(history).toContain('Another answer: ');
    expect(history).toContain('/trusts/ZZ1?on&#x3D;2026-11-22');
    expect(history).toContain('No Freedom of Information request to it is recorded here');
  });

  it('takes a day as people write it, and says what is wrong with one that is none', async () => {
    const asked = await app.browser().get('/trusts/ZZ1/history?on-day=1&on-month=6&on-year=2026');
    expect([asked.status, asked.headers['location']]).toEqual([303, '/trusts/ZZ1?on=2026-06-01']);
    const odd = await app.browser().get('/trusts/ZZ1/history?on-day=31&on-month=2&on-year=2026');
    expect(odd.status).toBe(422);
    expect(odd.text).toContain('Give a real day');
    expect((await app.browser().get('/trusts/ZZ1/history?on-day=1&on-month=1&on-year=2999')).text).toContain(
      'Give a day that has come already',
    );
    await app.browser().get('/trusts/NONE/history').expect(404);
  });

  it('tells what it was asked', async () => {
    const requests = app.get<RequestsService>(RequestsService);
    const { campaign } = await requests.start({ name: 'A campaign for a test' });
    const [trust] = await app.db.query<{ id: string }>(`select id from organisation where code = 'ZZ1'`);
    await requests.put(campaign.id, trust?.id ?? '', { state: 'waiting_response', sentOn: '2026-11-02' });
    const history = await page('/trusts/ZZ1/history');
    expect(history).toContain('A campaign for a test');
    expect(history).toContain('sent 2 November 2026');
  });
});
