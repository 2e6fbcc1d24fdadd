import { newId } from '../../src/platform/database/new-id.js';
import { FactsImportService } from '../../src/policies/facts-import.service.js';
import { factCsv, factFolder, type FactLine } from '../policies/fact-file.js';
import type { TestApp } from '../support/test-app.js';

/**
 * A made-up ICB, ZZA, with six made-up Trusts, ZZA1 to ZZA6, which count as if they existed: their answers are in every
 * state, their sources disagree, and one answer waits for a second reader.
 */
export async function areaOfTrusts(app: TestApp): Promise<void> {
  await app.db.query(`insert into organisation_area (code, kind, name, parent) values ('ZZA', 'icb', $1, 'Y63')`, [
    'NHS Test Valley Integrated Care Board',
  ]);
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const code = `ZZA${String(number)}`;
    await app.db.query(
      `insert into organisation (id, code, ods_code, slug, name, kind, nation, region_code, icb_code, sector, sector_basis, fictional, search_key)
       values ($1, $2, $2, lower($2), $3, 'trust', 'england', 'Y63', 'ZZA', 'acute', 'name', false, lower($3))`,
      [newId(), code, `Area Trust ${String(number)} (made up)`],
    );
  }
  const disputes = ['absent', 'not_held', 'refused', 'awaiting', 'partial'].map((state, index): FactLine => ({
    organisation: `ZZA${String(index + 1)}`,
    question: 'dispute_escalation',
    state,
    value: '',
    paraphrase: state === 'partial' ? 'The matron is told.' : 'Nothing was found on it.',
  }));
  const other = { source_title: 'Another made-up policy', source_url: 'https://example.org/other' };
  await importFacts(app, [
    ...disputes,
    { organisation: 'ZZA1' },
    { organisation: 'ZZA2', value: 'original_required', paraphrase: 'The original has to be seen.' },
    { organisation: 'ZZA3' },
    { organisation: 'ZZA3', ...other, value: 'original_required', paraphrase: 'The original has to be seen.' },
    { organisation: 'ZZA1', question: 'emergency_rule', value: 'Treat, and look for the document at once' },
    { organisation: 'ZZA2', question: 'emergency_rule', value: 'Treat, and ask the consultant for the document' },
    {
      organisation: 'ZZA1',
      question: 'monitoring',
      value: 'no',
      paraphrase: '',
      second_reading: '',
      second_reading_on: '',
    },
    ...['2024-03', '2026-05-31', '2028'].map((value, index): FactLine => ({
      organisation: `ZZA${String(index + 1)}`,
      question: 'review_date',
      value,
      paraphrase: '',
    })),
  ]);
}

/** Imports lines of our own format, and fails unless every one is taken. */
export async function importFacts(app: TestApp, lines: FactLine[]): Promise<void> {
  const folder = await factFolder();
  // Before the day on which any of these tests stands.
  const days = { seen_on: '2026-05-01', second_reading_on: '2026-05-02' };
  const file = await folder.write('facts.csv', factCsv(...lines.map((line) => ({ ...days, ...line }))));
  const report = await app.get<FactsImportService>(FactsImportService).import(file, { apply: true });
  await folder.remove();
  if (report.rejected.length > 0) throw new Error(JSON.stringify(report.rejected));
}
