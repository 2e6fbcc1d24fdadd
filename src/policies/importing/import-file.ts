import { columnName, plainText, readTable } from '../../platform/tables/table-file.js';
import { UnreadableFileError } from '../../platform/tables/unreadable-file.js';
import type { FileRow, ImportFile, ImportFormat } from './importing.types.js';

/** 5,000 bodies with 60 answers. */
export const MOST_BYTES = 10 * 1_048_576;
const MOST_ROWS = 5_000;
const LONGEST_CELL = 4_000;

type Field = Exclude<keyof FileRow, 'line' | 'answers' | 'broken'>;

interface FormatColumns {
  fields: Partial<Record<Field, readonly string[]>>;
  /** Of these at least one has to be there. */
  body: readonly Field[];
  needed: readonly Field[];
  /** Columns that say nothing to us, or name people. */
  ignored: readonly string[];
  /** Whether what is left over may answer questions. */
  hasAnswers: boolean;
}

/** By the first line of the file, evened out. */
const formats: Record<ImportFormat, FormatColumns> = {
  'alaveteli-project': {
    fields: { body: ['public_body'], state: ['status'], url: ['request_url'] },
    body: ['body'],
    needed: ['state', 'url'],
    ignored: [
      'request',
      'requested_by',
      'requested_by_url',
      'public_body_url',
      'classified_by',
      'classified_by_url',
      'extracted_by',
      'extracted_by_url',
    ],
    hasAnswers: true,
  },
  'alaveteli-batch': {
    fields: { body: ['authority_name'], state: ['request_status'], url: ['request_url'] },
    body: ['body'],
    needed: ['state', 'url'],
    ignored: [],
    hasAnswers: false,
  },
  'alaveteli-authorities': {
    fields: { body: ['name'] },
    body: ['body'],
    needed: [],
    ignored: [],
    hasAnswers: false,
  },
  spreadsheet: {
    fields: {
      body: ['body', 'organisation'],
      code: ['ods_code', 'code'],
      state: ['state'],
      sentOn: ['sent_on'],
      answeredOn: ['answered_on'],
      exemption: ['exemption'],
      url: ['url', 'address'],
    },
    body: ['body', 'code'],
    needed: [],
    // The register's own download has these.
    ignored: [
      'nation',
      'region',
      'sector',
      'closed_on',
      'state_in_words',
      'state_on_whatdotheyknow',
      'due_on',
      'last_reminder_on',
      'extracted',
      'verified',
    ],
    hasAnswers: true,
  },
};

/** Reads a file of requests by its content, not by its name. Throws UnreadableFileError when it is none. */
export async function readImportFile(bytes: Buffer, format: ImportFormat): Promise<ImportFile> {
  if (bytes.length > MOST_BYTES) throw new UnreadableFileError('The file has more than 10 MB. Split it.');
  const { rows, notes } = await readTable(bytes);
  const header = rows.shift();
  if (!header) throw new UnreadableFileError('The file is empty.');
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (filled.length > MOST_ROWS)
    throw new UnreadableFileError(
      `The file has ${String(filled.length)} rows, and ${String(MOST_ROWS)} are the most. Split it.`,
    );
  const columns = columnsOf(header.cells, format);
  return {
    format,
    notes,
    columns: columns.answers.map(({ title }) => title),
    rows: filled.map(({ line, cells }) => rowOf(line, cells, columns, header.cells.length)),
  };
}

interface Columns {
  at: Map<Field, number>;
  answers: { title: string; index: number }[];
  /** Where it stands who extracted the answers: without it, there are none. */
  extractedBy: number;
}

function columnsOf(titles: string[], format: ImportFormat): Columns {
  const { fields, body, needed, ignored, hasAnswers } = formats[format];
  const names = titles.map(columnName);
  const at = new Map<Field, number>();
  for (const [field, aliases] of Object.entries(fields)) {
    const index = names.findIndex((name) => aliases.includes(name));
    if (index >= 0) at.set(field as Field, index);
  }
  const nameOf = (field: Field) => fields[field]?.[0] ?? field;
  const missing = needed.filter((field) => !at.has(field)).map(nameOf);
  if (!body.some((field) => at.has(field))) missing.unshift(body.map(nameOf).join(' or '));
  if (missing.length > 0)
    throw new UnreadableFileError(
      `The first line has to name the columns, and ${missing.join(', ')} is missing. Is the file of the kind ${format}? docs/requests-import.md lists the columns.`,
    );
  const taken = new Set(at.values());
  const answers = titles
    .map((title, index) => ({ title: title.trim(), index }))
    .filter(
      ({ title, index }) => hasAnswers && title !== '' && !taken.has(index) && !ignored.includes(names[index] ?? ''),
    );
  const twice = answers.find(({ title }, index) => answers.findIndex((other) => other.title === title) < index);
  if (twice) throw new UnreadableFileError(`The column “${twice.title}” is there twice. Rename or remove one of them.`);
  return { at, answers, extractedBy: format === 'alaveteli-project' ? names.indexOf('extracted_by') : -1 };
}

function rowOf(line: number, cells: string[], { at, answers, extractedBy }: Columns, width: number): FileRow {
  const cell = (index: number | undefined) => (index === undefined ? '' : plainText(cells[index] ?? ''));
  const isExtracted = extractedBy < 0 || cell(extractedBy) !== '';
  const given = answers.map(({ title, index }): [string, string] => [title, isExtracted ? cell(index) : '']);
  const long = cells.some((text) => text.length > LONGEST_CELL);
  const surplus = cells.slice(width).some((text) => text.trim() !== '');
  const broken = surplus
    ? 'It has more cells than the first line has columns: a text with commas has to stand in quotation marks.'
    : long
      ? `One of its cells has more than ${String(LONGEST_CELL)} characters.`
      : null;
  return {
    line,
    body: cell(at.get('body')).slice(0, 300),
    code: cell(at.get('code')).slice(0, 100),
    state: cell(at.get('state')).slice(0, 200),
    sentOn: cell(at.get('sentOn')).slice(0, 50),
    answeredOn: cell(at.get('answeredOn')).slice(0, 50),
    exemption: cell(at.get('exemption')).slice(0, 200),
    url: cell(at.get('url')).slice(0, 2_000),
    answers: broken === null ? Object.fromEntries(given.filter(([, text]) => text !== '')) : {},
    broken,
  };
}
