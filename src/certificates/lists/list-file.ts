import { columnName, plainText, readTable } from '../../platform/tables/table-file.js';
import { UnreadableFileError } from '../../platform/tables/unreadable-file.js';
import { type ListCells, listColumns } from './list-line.rules.js';

export const MOST_BYTES = 5 * 1_048_576;
export const MOST_LINES = 20_000;

export interface ListFile {
  rows: { line: number; cells: ListCells }[];
  /** Columns of the file that say nothing to us. */
  ignored: string[];
  /** What else whoever reads it should know of how it was read. */
  notes: string[];
}

/** Reads CSV or XLSX with a header. Throws UnreadableFileError. */
export async function readListFile(bytes: Buffer): Promise<ListFile> {
  if (bytes.length > MOST_BYTES) throw new UnreadableFileError('The file is larger than 5 MB. Split it.');
  const { rows, notes } = await readTable(bytes);
  const names = (rows.shift()?.cells ?? []).map(columnName);
  if (!names.includes('email'))
    throw new UnreadableFileError(
      'The first line has no column “email”. Name the columns there; see docs/certificates.md.',
    );
  const named = names.filter((name) => name !== '');
  if (new Set(named).size < named.length) throw new UnreadableFileError('Two columns have the same name. Rename one.');
  if (rows.length > MOST_LINES)
    throw new UnreadableFileError(`The file has more than ${MOST_LINES.toLocaleString('en-GB')} lines. Split it.`);
  const known = new Set<string>(listColumns);
  return {
    rows: rows
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
      .map(({ line, cells }) => ({
        line,
        cells: Object.fromEntries(names.map((name, index) => [name, plainText(cells[index] ?? '')])),
      })),
    ignored: named.filter((name) => !known.has(name)),
    notes,
  };
}
