/** One row of an `etr` release that passed its checks: 27 columns as they stand in the file; null = the source lacks it. */
export interface EtrRow {
  line: number;
  code: string;
  columns: readonly (string | null)[];
}

/** A row that was not taken, and why, in words for whoever has to mend it. Line 0 is the file as a whole. */
export interface RejectedRow {
  line: number;
  reason: string;
}

export interface EtrRelease {
  rows: EtrRow[];
  rejected: RejectedRow[];
}

/** An organisation that we hold, as an import compares it. `record` has the columns as last seen; null = not held. */
export interface StoredRecord {
  code: string;
  record: readonly (string | null)[];
}

export const outcomes = ['created', 'renamed', 'moved', 'closed', 'updated', 'unchanged'] as const;
export type Outcome = (typeof outcomes)[number];

export interface ColumnChange {
  column: string;
  from: string;
  to: string;
}

/** What a release says about one organisation, compared with what we hold. A row may have several outcomes. */
export interface ImportedRow {
  line: number;
  code: string;
  name: string;
  outcomes: Outcome[];
  changes: ColumnChange[];
  /** A created organisation that had closed before we ever saw it. */
  alreadyClosed: boolean;
}

/** The whole comparison: counts first, then rows. `moved` counts every difference of the raw ICB column. */
export type ImportReport = Record<Outcome, number> & {
  rejected: RejectedRow[];
  rows: ImportedRow[];
  /** Codes that an earlier release had and this one lacks. They are left as they are. */
  absent: string[];
};
