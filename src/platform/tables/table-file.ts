import { CsvError, parse } from 'csv-parse/sync';
import type { Table } from './table.types.js';
import { UnreadableFileError } from './unreadable-file.js';
import { sheetOf } from './workbook.js';

/** Reads CSV or XLSX, by its content and not by its name. Throws UnreadableFileError when it is neither. */
export async function readTable(bytes: Buffer): Promise<Table> {
  const isArchive = bytes.subarray(0, 2).toString('latin1') === 'PK';
  return isArchive ? sheetOf(bytes) : csvOf(bytes);
}

/** The title of a column evened out: small letters, underscores for spaces and hyphens. */
export function columnName(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** Downloads put an apostrophe before what a spreadsheet would take for a formula; it is no part of the text. */
export function plainText(text: string): string {
  return text
    .replaceAll('\0', '')
    .replace(/^'(?=[=+\-@\t\r])/, '')
    .trim();
}

function csvOf(bytes: Buffer): Table {
  const { text, notes } = textOf(bytes);
  try {
    const parsed = parse(text, {
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      bom: true,
      delimiter: delimiterOf(text),
    }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    // The parser counts the line on which a record ends; people look for where it begins.
    return {
      rows: parsed.map(({ record, info }) => ({
        line: info.lines - record.reduce((lines, cell) => lines + (cell.match(/\n/g)?.length ?? 0), 0),
        cells: record,
      })),
      notes,
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as CsvError & { lines?: number }).lines;
    throw new UnreadableFileError(
      `The file cannot be read as CSV${line === undefined ? '' : ` near line ${String(line)}`}: a quotation mark is not closed, or the file is cut off.`,
      { cause: error },
    );
  }
}

/** Excel separates by semicolons where commas are decimal, and by tabs when told to. */
function delimiterOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const count = (sign: string) => first.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function textOf(bytes: Buffer): { text: string; notes: string[] } {
  const start = bytes.subarray(0, 8).toString('latin1');
  if (start.startsWith('%PDF-')) throw new UnreadableFileError('The file is a PDF. Choose a CSV or an XLSX file.');
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0'))
    throw new UnreadableFileError(
      'The file is an old Excel workbook (XLS), or one locked with a password. Save it as XLSX without a password, or as CSV.',
    );
  if (/^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(start))
    throw new UnreadableFileError('The file is in UTF-16. Save it as CSV in UTF-8.');
  if (bytes.includes(0))
    throw new UnreadableFileError('The file is neither text nor a workbook. Choose a CSV or an XLSX file.');
  let decoded: { text: string; notes: string[] };
  try {
    decoded = { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), notes: [] };
  } catch {
    const note =
      'The file is not in UTF-8; it was read as Windows-1252, as Excel saves plain CSV. Check names with accents and dashes.';
    decoded = { text: new TextDecoder('windows-1252').decode(bytes), notes: [note] };
  }
  if (decoded.text.trim() === '') throw new UnreadableFileError('The file is empty.');
  if (/^\s*<(?:!doctype|html)/i.test(decoded.text))
    throw new UnreadableFileError(
      'The file is a web page, perhaps a sign-in page instead of the download. Download the CSV again.',
    );
  return decoded;
}
