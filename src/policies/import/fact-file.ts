import { readFile, stat } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import type { PolicyQuestion } from '../policies.types.js';
import { factColumns, type FactRow, readFactRow } from './fact-row.form.js';

/** 250 Trusts with every question answered by three sources are some 20,000 rows and 10 MB. */
const LARGEST_FILE = 20_000_000;

/** The file cannot be read as a file of facts at all. The message says why and how to put it right. */
export class UnreadableFactsError extends Error {}

export interface FactFile {
  rows: FactRow[];
  rejected: { line: number; reason: string }[];
}

/**
 * Reads a CSV file of facts (docs/policy-facts.md), row by row: a row that fails its checks is rejected with its line
 * and the reason. Throws UnreadableFactsError when the file as a whole is none.
 */
export async function readFactFile(
  file: string,
  questions: readonly PolicyQuestion[],
  today: CivilDate,
): Promise<FactFile> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new UnreadableFactsError(`There is no file at ${file}.`);
  if (found.size > LARGEST_FILE) {
    const size = (found.size / 1e6).toFixed(1);
    throw new UnreadableFactsError(`The file has ${size} MB, and 20 MB is the most. Split it by organisation.`);
  }
  return readFacts(await readFile(file), questions, today);
}

/** The same for bytes in hand. */
export function readFacts(bytes: Buffer, questions: readonly PolicyQuestion[], today: CivilDate): FactFile {
  const byKey = new Map(questions.map((question) => [question.key, question]));
  const file: FactFile = { rows: [], rejected: [] };
  for (const { record, line } of records(textOf(bytes))) {
    const row = readFactRow(record, line, byKey, today);
    if ('reason' in row) file.rejected.push({ line, reason: row.reason });
    else file.rows.push(row);
  }
  return file;
}

function textOf(bytes: Buffer): string {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK')
    throw new UnreadableFactsError('The file is a spreadsheet or a ZIP archive. Save the sheet as CSV (UTF-8).');
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-')
    throw new UnreadableFactsError('The file is a PDF. Facts are imported from CSV; docs/policy-facts.md says how.');
  if ([0xff, 0xfe].includes(bytes[0] ?? 0) && [0xff, 0xfe].includes(bytes[1] ?? 0))
    throw new UnreadableFactsError('The file is in UTF-16. Save it as CSV in UTF-8.');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFactsError('The file is not in UTF-8. Save it as CSV in UTF-8.');
  }
  if (text.includes('\0')) throw new UnreadableFactsError('The file is not text. Facts are imported from CSV.');
  if (text.trim() === '') throw new UnreadableFactsError('The file is empty.');
  return text;
}

function records(text: string): { record: Record<string, string>; line: number }[] {
  let header: string[] = [];
  try {
    const parsed: unknown = parse(text, {
      columns: (names: string[]) => (header = names.map((name) => name.trim().toLowerCase())),
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    });
    refuseWrongHeader(header);
    return (parsed as { record: Record<string, string>; info: { lines: number } }[]).map(({ record, info }) => ({
      record,
      line: info.lines,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as CsvError & { lines?: number }).lines;
    throw new UnreadableFactsError(
      `The file cannot be read as CSV${line === undefined ? '' : ` near line ${String(line)}`}: a quotation mark is not closed, or the file is cut off. Nothing was imported.`,
      { cause: error },
    );
  }
}

function refuseWrongHeader(header: string[]): void {
  const needed = ['organisation', 'question', 'state', 'source_title', 'subject', 'standing'];
  const missing = needed.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => !(factColumns as readonly string[]).includes(column));
  if (missing.length > 0)
    throw new UnreadableFactsError(
      `The first line has to name the columns; ${missing.join(', ')} is missing. docs/policy-facts.md lists them.`,
    );
  if (unknown.length > 0)
    throw new UnreadableFactsError(
      `The column ${unknown.map((name) => `"${name}"`).join(', ')} is not known. The columns are ${factColumns.join(', ')}.`,
    );
}
