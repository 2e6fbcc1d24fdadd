import { z } from 'zod';
import { professionName } from '../../accounts/account-words.rules.js';
import { type Profession, professions } from '../../accounts/accounts.types.js';
import { columnName, plainText, readTable } from '../../platform/tables/table-file.js';
import { UnreadableFileError } from '../../platform/tables/unreadable-file.js';
import type { StaffRow } from './staff-row.rules.js';

export const MOST_MEGABYTES = 10;
export const MOST_ROWS = 10_000;
const LONGEST_NAME = 300;
const LONGEST_SHOWN = 300;

const columns = ['email', 'name', 'ods_code', 'profession'] as const;
type Column = (typeof columns)[number];

const address = z.email().max(254);
const professionByName = new Map<string, Profession>(
  professions.flatMap((profession) => [
    [profession, profession],
    [columnName(professionName(profession)), profession],
  ]),
);

export function tooLarge(): UnreadableFileError {
  return new UnreadableFileError(`The file has more than ${String(MOST_MEGABYTES)} MB. Split it.`);
}

/** Reads a list of staff from CSV or XLSX. Throws UnreadableFileError when it is none; a faulty row says so itself. */
export async function readStaffFile(bytes: Buffer): Promise<{ rows: StaffRow[]; notes: string[] }> {
  if (bytes.length > MOST_MEGABYTES * 1_048_576) throw tooLarge();
  const { rows, notes } = await readTable(bytes);
  const header = rows.shift();
  if (!header) throw new UnreadableFileError('The file is empty.');
  const names = header.cells.map(columnName);
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.includes('email'))
    throw new UnreadableFileError(
      'The first line has to name the columns email, name, ods_code and profession, and email is missing.',
    );
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (filled.length === 0) throw new UnreadableFileError('The file names its columns and nobody below them.');
  if (filled.length > MOST_ROWS)
    throw new UnreadableFileError(
      `The file has ${filled.length.toLocaleString('en-GB')} rows, and ${MOST_ROWS.toLocaleString('en-GB')} are the most. Split it.`,
    );
  const left = missing.length === 0 ? [] : [`The file has no column ${missing.join(', ')}: these were left empty.`];
  return {
    notes: [...notes, ...left],
    rows: filled.map(({ line, cells }) => {
      const cell = (column: Column) => plainText(cells[names.indexOf(column)] ?? '');
      const surplus = cells.slice(names.length).some((text) => text.trim() !== '');
      return rowOf(line, cell, surplus);
    }),
  };
}

function rowOf(line: number, cell: (column: Column) => string, surplus: boolean): StaffRow {
  const email = cell('email').toLowerCase();
  const profession = professionByName.get(columnName(cell('profession'))) ?? null;
  return {
    line,
    email: email.slice(0, LONGEST_SHOWN),
    name: cell('name').slice(0, LONGEST_NAME),
    organisationCode: cell('ods_code').slice(0, LONGEST_SHOWN),
    profession,
    problem: surplus
      ? 'It has more cells than the first line has columns: a text with commas has to stand in quotation marks.'
      : problemOf(email, cell('name'), cell('profession'), profession),
  };
}

function problemOf(email: string, name: string, typed: string, profession: Profession | null): string | null {
  if (email === '') return 'The email address is missing.';
  if (!address.safeParse(email).success) return `“${email.slice(0, 80)}” is no email address.`;
  if (Array.from(name).length > LONGEST_NAME) return `The name has more than ${String(LONGEST_NAME)} characters.`;
  if (/\p{Cc}/u.test(name)) return 'The name has line breaks or control characters in it.';
  if (typed !== '' && profession === null)
    return `“${typed.slice(0, 80)}” is no profession that is known here. Write one of ${professions.join(', ')}, or leave it empty.`;
  return null;
}
