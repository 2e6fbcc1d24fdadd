import type { AnswerState, FactValue } from '../policies.types.js';
import type { RequestChanges, RequestState } from '../requests.types.js';

/** The files that are understood: three of Alaveteli, and a spreadsheet of our own. */
export const importFormats = ['alaveteli-project', 'alaveteli-batch', 'alaveteli-authorities', 'spreadsheet'] as const;
export type ImportFormat = (typeof importFormats)[number];

export const rowOutcomes = ['new', 'changed', 'unchanged', 'in_doubt', 'rejected'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

/** A row of a file, read and not yet judged. Cells are as the file has them, without spaces around. */
export interface FileRow {
  line: number;
  body: string;
  /** An ODS code, GSS code or slug. */
  code: string;
  state: string;
  sentOn: string;
  answeredOn: string;
  exemption: string;
  url: string;
  /** By the title of the column; empty cells are missing. */
  answers: Record<string, string>;
  /** Why it cannot be read, when it cannot. */
  broken: string | null;
}

/** A file of requests, read. */
export interface ImportFile {
  format: ImportFormat;
  rows: FileRow[];
  /** Titles of the columns that may answer policy questions. */
  columns: string[];
  /** What is to be known about the file as a whole. */
  notes: string[];
}

/** An answer of a file, as it becomes a fact. */
export interface ImportedAnswer {
  questionId: string;
  state: AnswerState;
  value: FactValue;
  note: string | null;
}

/** What a row says about a request and its answers, by the key of the question. */
export interface TakenRow {
  request: RequestChanges;
  answers: Record<string, ImportedAnswer>;
}

/** What a request was before an import; null when the import made it. */
export interface UndoneBy {
  request: {
    state: RequestState;
    sentOn: string | null;
    dueOn: string | null;
    answeredOn: string | null;
    exemption: string | null;
    url: string | null;
  } | null;
  /** When the request was written: it stands as the import left it while this holds. */
  writtenAt: string | null;
  /** Facts that it wrote. */
  factIds: string[];
  /** Facts whose place they took. */
  supersededIds: string[];
}
