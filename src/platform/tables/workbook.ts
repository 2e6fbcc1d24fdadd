import readWorkbook from 'read-excel-file/node';
import { fromBufferPromise } from 'yauzl';
import type { Table } from './table.types.js';
import { UnreadableFileError } from './unreadable-file.js';

/** Once inflated: 10,000 rows, or 5,000 with 60 cells, are some 20 MB of XML. */
const MOST_BYTES = 40 * 1_048_576;
const MOST_ENTRIES = 1_000;

/** The first sheet of an XLSX workbook as rows of cells, as text: values, never formulas. */
export async function sheetOf(bytes: Buffer): Promise<Table> {
  const { hasFormulas } = await inspected(bytes);
  const sheets = await readWorkbook(bytes).catch((error: unknown) => {
    throw new UnreadableFileError('The file cannot be read as an Excel workbook. Save it again as XLSX or as CSV.', {
      cause: error,
    });
  });
  const notes = [
    ...(hasFormulas
      ? ['The sheet holds formulas. Their last values were taken; a formula without one counts as empty.']
      : []),
    ...(sheets.length > 1
      ? [`The workbook has ${String(sheets.length)} sheets; the first, “${sheets[0]?.sheet ?? ''}”, was read.`]
      : []),
  ];
  const rows = (sheets[0]?.data ?? []).map((row, index) => ({ line: index + 1, cells: row.map(cellText) }));
  return { rows, notes };
}

/** Looks into the archive before it is read as a workbook: whole, a workbook, and not beyond bounds once inflated. */
async function inspected(bytes: Buffer): Promise<{ hasFormulas: boolean }> {
  const tooLarge =
    'The file would grow beyond all measure when it is opened. Save only the sheet itself as XLSX or CSV.';
  let hasFormulas = false;
  let total = 0;
  let isWorkbook = false;
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true });
    if (zip.entryCount > MOST_ENTRIES) throw new UnreadableFileError(tooLarge);
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted())
        throw new UnreadableFileError('The file is locked with a password. Save a copy without one.');
      isWorkbook ||= entry.fileName === 'xl/workbook.xml';
      if (total + entry.uncompressedSize > MOST_BYTES) throw new UnreadableFileError(tooLarge);
      const isSheet = entry.fileName.startsWith('xl/worksheets/');
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        total += (chunk as Buffer).length;
        if (total > MOST_BYTES) throw new UnreadableFileError(tooLarge);
        hasFormulas ||= isSheet && /<f[ >/]/.test((chunk as Buffer).toString('latin1'));
      }
    }
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    throw new UnreadableFileError('The file is cut off or damaged. Save or download it again.', { cause: error });
  }
  if (!isWorkbook)
    throw new UnreadableFileError('The file is a ZIP archive and no Excel workbook. Choose an XLSX or a CSV file.');
  return { hasFormulas };
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? 'Yes' : 'No';
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
}
