import { CsvError, parse } from 'csv-parse/sync';
import { type ListCells, listColumns } from './list-line.rules.js';

export const MOST_BYTES = 5 * 1_048_576;
export const MOST_LINES = 20_000;

/** The file as a whole cannot be read: why, and what to do. */
export class UnreadableListError extends Error {}

export interface ListFile {
  rows: { line: number; cells: ListCells }[];
  /** Columns of the file that say nothing to us. */
  ignored: string[];
}

/** Reads a CSV file with a header; comma, semicolon or tab. Throws UnreadableListError. */
export function readListFile(bytes: Buffer): ListFile {
  if (bytes.length > MOST_BYTES) throw new UnreadableListError('The file is larger than 5 MB. Split it.');
  if (bytes.includes(0)) throw new UnreadableListError('The file is no CSV: save the sheet as CSV (UTF-8) first.');
  const text = decoded(bytes);
  const [head = ''] = text.split(/\r?\n/, 1);
  const delimiter = [',', ';', '\t'].sort((a, b) => head.split(b).length - head.split(a).length)[0];
  try {
    const records = parse(text, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, info: true });
    const [header, ...lines] = records as unknown as { record: string[]; info: { lines: number } }[];
    const names = (header?.record ?? []).map((name) =>
      name
        .trim()
        .toLowerCase()
        .replaceAll(/[\s-]+/g, '_'),
    );
    if (!names.includes('email'))
      throw new UnreadableListError(
        'The first line has no column “email”. Name the columns there; see docs/certificates.md.',
      );
    if (new Set(names).size < names.length)
      throw new UnreadableListError('Two columns have the same name. Rename one.');
    if (lines.length > MOST_LINES)
      throw new UnreadableListError(`The file has more than ${String(MOST_LINES)} lines. Split it.`);
    const known = new Set<string>(listColumns);
    return {
      rows: lines
        .filter(({ record }) => record.some((cell) => cell.trim() !== ''))
        .map(({ record, info }) => ({
          line: info.lines,
          cells: Object.fromEntries(names.map((name, index) => [name, record[index] ?? ''])),
        })),
      ignored: names.filter((name) => name !== '' && !known.has(name)),
    };
  } catch (error) {
    if (error instanceof CsvError)
      throw new UnreadableListError(`The file is no whole CSV: line ${String(error['lines'])} cannot be read.`, {
        cause: error,
      });
    throw error;
  }
}

/** UTF-8, or what Windows writes where the bytes are none. */
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
