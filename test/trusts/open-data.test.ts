import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import datapackage from 'datapackage';
import { FactsImportService } from '../../src/policies/facts-import.service.js';
import { RequestsService } from '../../src/policies/requests.service.js';
import { CampaignsService } from '../../src/policies/requests/campaigns.service.js';
import { aCampaign } from '../factories/requests.js';
import { factCsv, factFolder } from '../policies/fact-file.js';
import { closedReply } from './closed-reply.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface Descriptor {
  version: string;
  resources: { name: string; path: string; bytes: number }[];
}

describe('open data', () => {
  let app: TestApp;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'open-data-'));
    app = await startTestApp({ sample: true, config: { dataDir } });
  });
  afterAll(async () => {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  // Without a word on caching, fetch would ask for a fresh copy whenever it names the one it has.
  const get = (file: string, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/open-data${file}`, { headers: { 'Cache-Control': 'max-age=0', ...headers } });
  const descriptor = async () => (await (await get('/datapackage.json')).json()) as Descriptor;
  const rows = async (name: string) => (await (await get(`/${name}.json`)).json()) as Record<string, unknown>[];

  it('is a valid data package by an independent validator, table by table and row by row', async () => {
    const found = await datapackage.Package.load(`${app.url}/open-data/datapackage.json`);
    expect(found.errors).toEqual([]);
    expect(found.valid).toBe(true);
    for (const resource of found.resources.filter(({ name }) => !name.endsWith('-json'))) {
      const table = await resource.read({ keyed: true, relations: false });
      expect({ name: resource.name, empty: table.length === 0 }).toEqual({
        name: resource.name,
        empty: resource.name === 'requests',
      });
    }
    expect((await descriptor()).resources).toHaveLength(8);
  });

  it('says the same as CSV and as JSON, with the bytes that it says it has', async () => {
    for (const { path: file, bytes } of (await descriptor()).resources) {
      const answer = await get(`/${file}`);
      expect(answer.status).toBe(200);
      expect((await answer.arrayBuffer()).byteLength).toBe(bytes);
    }
    const csv = (await (await get('/facts.csv')).text()).trim().split('\n').length - 1;
    expect(csv).toBeGreaterThanOrEqual((await rows('facts')).length);
  });

  it('holds what is verified, of organisations that exist, without the words of unlicensed sources', async () => {
    const facts = await rows('facts');
    const [count] = await app.db.query<{ verified: number }>(
      `select count(*)::int as verified from policy_fact f join policy_verification v on v.fact_id = f.id
       join organisation o on o.id = f.organisation_id where f.superseded_at is null and not o.fictional
       and f.state not in ('absent', 'unclear', 'not_held')`,
    );
    expect(facts).toHaveLength(count?.verified ?? -1);
    expect(facts.filter(({ quote }) => quote !== null)).toEqual([]);
    const codes = (await rows('organisations')).map(({ code }) => code);
    expect(codes).toContain('RXE');
    expect(codes.filter((code) => String(code).startsWith('ZZ'))).toEqual([]);
  });

  it('leaves out what would show a gap until the Trust was heard on that very gap', async () => {
    const before = await rows('facts');
    const folder = await factFolder();
    const silent = factCsv(
      { organisation: 'RCD', question: 'record_location', state: 'absent', value: '' },
      { organisation: 'RCD', question: 'emergency_rule', state: 'absent', value: '' },
    );
    await app
      .get<FactsImportService>(FactsImportService)
      .import(await folder.write('silent.csv', silent), { apply: true });
    await folder.remove();
    expect(await rows('facts')).toEqual(before);
    await closedReply(app, 'RCD', [
      { kind: 'gap', key: 'silent:record_location', questionKeys: ['record_location'] },
      { kind: 'gap', key: 'unclear:emergency_rule', questionKeys: ['emergency_rule'] },
    ]);
    const added = (await rows('facts')).filter(({ state }) => state === 'absent');
    expect(added).toMatchObject([{ organisation_code: 'RCD', question: 'record_location' }]);
  });

  it('tells of requests once they are sent, and not of whom we mean to ask', async () => {
    await aCampaign(app, 'Autumn', { RR7: { sentOn: '2026-10-01' }, RTD: {} });
    const told = await rows('requests');
    expect(told).toMatchObject([{ campaign: 'Autumn', organisation_code: 'RR7', state: 'waiting_response' }]);
    expect(told).toHaveLength(1);
  });

  it('calls a campaign by the name that it has now', async () => {
    const campaign = await app.get<RequestsService>(RequestsService).campaign('Autumn');
    if (!campaign) throw new Error('There is no such campaign');
    await app.get<CampaignsService>(CampaignsService).edit(campaign, { ...campaign, name: 'Winter' });
    expect(await rows('requests')).toMatchObject([{ campaign: 'Winter' }]);
  });

  it('keeps formulas from running in a spreadsheet', async () => {
    const folder = await factFolder();
    const formula = factCsv({
      organisation: 'RR7',
      question: 'mca_lead',
      value: '=1+1',
      paraphrase: '=HYPERLINK("x")',
    });
    await app.get<FactsImportService>(FactsImportService).import(await folder.write('f.csv', formula), { apply: true });
    await folder.remove();
    expect(await (await get('/facts.csv')).text()).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('is known by its revision, can be asked for in part, and changes when the data do', async () => {
    const whole = await get('/facts.csv');
    const etag = whole.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{16}"$/);
    const text = await whole.text();
    expect((await get('/facts.csv', { 'If-None-Match': etag })).status).toBe(304);
    const part = await get('/facts.csv', { Range: 'bytes=3-9', 'If-Range': etag });
    expect(part.status).toBe(206);
    expect(await part.text()).toBe(text.slice(3, 10));
    const folder = await factFolder();
    const news = factCsv({ organisation: 'RR7', question: 'mca_lead', value: 'The lead for mental capacity' });
    await app.get<FactsImportService>(FactsImportService).import(await folder.write('n.csv', news), { apply: true });
    await folder.remove();
    expect((await get('/facts.csv')).headers.get('etag')).not.toBe(etag);
    expect((await get('/facts.csv', { 'If-None-Match': etag })).status).toBe(200);
  });

  it('knows no other file', async () => {
    expect((await get('/../.data/secret')).status).toBe(404);
    expect((await get('/people.csv')).status).toBe(404);
  });
});
