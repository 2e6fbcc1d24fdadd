import { readFile, stat } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { parse } from 'csv-parse/sync';
import { ETR_COLUMNS, whyRejected } from './etr-row.rules.js';
import type { EtrRelease, EtrRow, RejectedRow } from './ods-import.types.js';

/** A release is some 60 kB and 300 rows; these bounds leave room and keep another file from filling the directory. */
const LARGEST_FILE = 2_000_000;
const MOST_ROWS = 2_000;

/** The file cannot be read as a release at all. The message says what is wrong and how to put it right. */
export class UnreadableReleaseError extends Error {}

/**
 * Reads an ODS `etr` file (27 columns, no header), row by row: a row that fails its checks is rejected with its line and
 * the reason, and the rest are taken. Throws UnreadableReleaseError when the file as a whole is not a release.
 */
export async function readEtrFile(file: string): Promise<EtrRelease> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new UnreadableReleaseError(`There is no file at ${file}.`);
  if (found.size > LARGEST_FILE) {
    const size = (found.size / 1e6).toFixed(1);
    throw new UnreadableReleaseError(
      `The file has ${size} MB; an etr release has well under 1 MB. Is it another file?`,
    );
  }
  return readEtr(await readFile(file));
}

/** The same for bytes in hand. */
export function readEtr(bytes: Buffer): EtrRelease {
  refuseOtherFormats(bytes);
  const rows: EtrRow[] = [];
  const rejected: RejectedRow[] = [];
  const lineOfCode = new Map<string, number>();
  for (const { line, text, ends } of linesOf(bytes)) {
    const columns = text === undefined ? undefined : columnsOf(text);
    if (!ends && rows.length > 0 && columns?.length !== ETR_COLUMNS) {
      throw new UnreadableReleaseError(
        `The file is cut off in line ${String(line)}, and more may be missing. Download it again; nothing was imported.`,
      );
    }
    const reason = columns ? whyRejected(columns) : whyUnreadable(text);
    const code = columns?.[0] ?? '';
    if (reason !== undefined || !columns) rejected.push({ line, reason: reason ?? '' });
    else if (lineOfCode.has(code))
      rejected.push({ line, reason: `${code} stands in line ${String(lineOfCode.get(code))} already.` });
    else {
      lineOfCode.set(code, line);
      rows.push({ line, code, columns });
    }
  }
  if (rows.length > MOST_ROWS) {
    throw new UnreadableReleaseError(
      `The file has ${String(rows.length)} rows; an etr release has a few hundred. Is it another file?`,
    );
  }
  return { rows, rejected };
}

function refuseOtherFormats(bytes: Buffer): void {
  if (bytes.toString('utf8').trim() === '') throw new UnreadableReleaseError('The file is empty.');
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    throw new UnreadableReleaseError(
      'The file is a ZIP archive or a spreadsheet. Unpack etr.csv from it and import that.',
    );
  }
  if ([0xff, 0xfe].includes(bytes[0] ?? 0) && [0xff, 0xfe].includes(bytes[1] ?? 0)) {
    throw new UnreadableReleaseError('The file is in UTF-16. Use it as it was downloaded, or save it as UTF-8.');
  }
  if (bytes.includes(0)) throw new UnreadableReleaseError('The file is not text. An etr release is a CSV file.');
}

/** Lines with their number from 1; blank ones are left out. A line that is not UTF-8 has no text. */
function* linesOf(bytes: Buffer): Generator<{ line: number; text: string | undefined; ends: boolean }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 0;
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    line += 1;
    const text = decoded(decoder, bytes.subarray(start, end));
    if (text === undefined || text.trim() !== '') yield { line, text: text?.replace(/\r$/, ''), ends: newline !== -1 };
    start = end + 1;
  }
}

function decoded(decoder: TextDecoder, bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The columns of one line; undefined when its quotation marks do not pair. No column of a release spans lines. */
function columnsOf(text: string): string[] | undefined {
  try {
    return parse(text, { relax_column_count: true })[0];
  } catch {
    return undefined;
  }
}

function whyUnreadable(text: string | undefined): string {
  if (text === undefined) return 'The row is not in UTF-8. Use the file as it was downloaded from ODS.';
  return 'The quotation marks of the row do not pair. The file may be cut off here.';
}
