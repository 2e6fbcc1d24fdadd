import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { searchKey } from '../../src/organisations/directory/search-key.rules.js';
import { newId } from '../../src/platform/database/new-id.js';
import { FactsImportService } from '../../src/policies/facts-import.service.js';
import type { TestApp } from '../support/test-app.js';

export const FICTIONAL_ICB = { code: 'ZZICB', name: 'NHS Fellside and Coast Integrated Care Board (fictional)' };

/** An integrated care board that does not exist, with the two sample Trusts and three more; one of them is unknown to us. */
export async function fictionalArea(app: TestApp): Promise<void> {
  await app.db.query(`insert into organisation_area (code, kind, name, parent) values ($1, 'icb', $2, 'Y63')`, [
    FICTIONAL_ICB.code,
    FICTIONAL_ICB.name,
  ]);
  const more = [
    ['ZZ3', 'Beck Valley Hospitals NHS Foundation Trust (fictional)', 'ZZ1'],
    ['ZZ4', 'Harbour Mental Health NHS Trust (fictional)', 'ZZ1'],
    ['ZZ5', 'Saltmarsh Community NHS Trust (fictional)', 'ZZ1'],
  ];
  for (const [code = '', name = '', like = ''] of more)
    await app.db.query(
      `insert into organisation select (jsonb_populate_record(o, jsonb_build_object('id', $1::text, 'code', $2::text, 'ods_code', $2::text,
         'slug', lower($2::text) || '-fictional', 'name', $3::text, 'search_key', $5::text))).* from organisation o where o.code = $4`,
      [newId(), code, name, like, searchKey(name, code)],
    );
  await app.db.query(`update organisation set icb_code = $1 where code like 'ZZ_'`, [FICTIONAL_ICB.code]);
  await copyFacts(app, 'ZZ1', 'ZZ3', (row) => !/^ZZ1,(record_location|copy_accepted|mca_lead)/.test(row));
  await copyFacts(app, 'ZZ2', 'ZZ4', () => true);
}

async function copyFacts(app: TestApp, from: string, to: string, keep: (row: string) => boolean): Promise<void> {
  const [head = '', ...rows] = (await readFile('data/policies/sample-facts.csv', 'utf8')).trim().split('\n');
  const copied = rows.filter((row) => row.startsWith(`${from},`) && keep(row)).map((row) => row.replace(from, to));
  const folder = await mkdtemp(path.join(tmpdir(), 'facts-'));
  const file = path.join(folder, 'facts.csv');
  await writeFile(file, [head, ...copied, ''].join('\n'));
  await app.get<FactsImportService>(FactsImportService).import(file, { apply: true });
  await rm(folder, { recursive: true });
}
