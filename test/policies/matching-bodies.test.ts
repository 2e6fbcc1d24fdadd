import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BodyMatching } from '../../src/policies/importing/body-matching.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('bodies that a file names', () => {
  let app: TestApp;
  let matching: BodyMatching;
  const code = new Map<string, string>();

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    matching = app.get(BodyMatching);
    const rows = await app.db.query<{ id: string; code: string }>('select id, code from organisation');
    for (const row of rows) code.set(row.id, row.code);
  });
  afterAll(() => app.close());

  async function matched(name: string, more: { code?: string; sentOn?: string } = {}, asked: string[] = []) {
    const ids = [...(await app.get<OrganisationsService>(OrganisationsService).byCodes(asked)).values()].map(
      ({ id }) => id,
    );
    const [found] = await matching.match([{ name, code: '', sentOn: null, ...more }], new Set(ids));
    if (!found || 'reason' in found) return found?.reason;
    if ('organisationId' in found) return `${code.get(found.organisationId) ?? '?'} ${found.by}`;
    return found.candidateIds.map((id) => code.get(id));
  }

  it('are found in the real directory: as written, shortened, by a former name, by a successor', async () => {
    expect(await matched('Gateshead Health NHS Foundation Trust')).toBe('RR7 exact');
    expect(await matched('GATESHEAD HEALTH NHSFT')).toBe('RR7 normalised');
    expect(await matched('Royal Surrey County Hospital NHS FT')).toBe('RA2 former_name');
    expect(await matched('Solent NHS Trust')).toBe('RW1 successor');
  });

  it('stay the body that closed when it was asked while it stood', async () => {
    expect(await matched('Solent NHS Trust', { sentOn: '2024-03-01' })).toBe('R1C exact');
    expect(await matched('Solent NHS Trust', {}, ['R1C'])).toBe('R1C exact');
  });

  it('are told by code, and doubted when the name beside it is another’s', async () => {
    expect(await matched('', { code: 'rr7' })).toBe('RR7 code');
    expect(await matched('Gateshead Health', { code: 'RR7' })).toBe('RR7 code');
    expect(await matched('Gateshead Health', { code: 'RX6' })).toEqual(['RX6', 'RR7']);
    expect(await matched('', { code: 'NONE' })).toContain('no organisation with the code “NONE”');
  });

  it('are offered the likeliest when misspelt, and remembered once a person decided', async () => {
    const doubtful = await matched('Gatehead Helth Foundation');
    expect(doubtful).toContain('RR7');
    expect(Array.isArray(doubtful) && doubtful.length <= 5).toBe(true);
    expect(await matched('Zzyzx Quux')).toEqual([]);
    const organisation = await app.get<OrganisationsService>(OrganisationsService).byAddress('RR7');
    await matching.decide('Gatehead Helth Foundation', organisation?.id ?? null);
    await matching.decide('Zzyzx Quux', null);
    expect(await matched('gatehead  helth foundation')).toBe('RR7 decision');
    expect(await matched('Zzyzx Quux')).toContain('none of the directory');
    const audited = await app.db.query(`select from audit_entry where action = 'body_names.decided'`);
    expect(audited).toHaveLength(2);
  });

  it('are all matched in a constant number of statements', async () => {
    const names = await app.db.query<{ name: string }>('select name from organisation where not fictional');
    const bodies = names.map(({ name }) => ({ name, code: '', sentOn: null }));
    const query = app.db.query.bind(app.db);
    let statements = 0;
    app.db.query = (sql, params) => ((statements += 1), query(sql, params));
    const found = await matching.match(bodies, new Set());
    app.db.query = query;
    expect(statements).toBeLessThanOrEqual(5);
    expect(found.filter((one) => 'organisationId' in one).length).toBeGreaterThan(240);
  });
});
