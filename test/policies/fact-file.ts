import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tmpdir } from 'node:os';

const usual = {
  organisation: 'RR7',
  question: 'copy_accepted',
  part: '',
  state: 'stated',
  value: 'copy_ok',
  quote: '',
  paraphrase: 'A copy will do.',
  locator: 's4',
  note: '',
  source_title: 'Made-up policy for a test',
  source_url: 'https://example.org/policy',
  publisher: 'Example',
  subject: 'advance_decision',
  standing: 'published',
  document_date: '2026-01',
  seen_on: '2026-11-01',
  confirmed_on: '',
  replied_on: '',
  second_reading: 'agree',
  second_reading_on: '2026-11-02',
};

export type FactLine = Partial<Record<keyof typeof usual, string>>;

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

/** A file of facts in our format: each line is the usual one with what is said otherwise. */
export function factCsv(...lines: FactLine[]): string {
  const columns = Object.keys(usual) as (keyof typeof usual)[];
  const rows = lines.map((line) => columns.map((column) => quoted({ ...usual, ...line }[column])).join(','));
  return [columns.join(','), ...rows].join('\n') + '\n';
}

/** A folder for files of one test. */
export async function factFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'facts-'));
  return {
    write: async (name: string, content: string | Buffer) => {
      const file = path.join(folder, name);
      await writeFile(file, content);
      return file;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
