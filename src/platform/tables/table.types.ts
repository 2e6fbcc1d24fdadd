/** A file of rows as people keep them in spreadsheets. */
export interface Table {
  /** `line` is where the row begins, as an editor or a spreadsheet counts. The first one may name the columns. */
  rows: { line: number; cells: string[] }[];
  /** What the reader should know of how it was read. */
  notes: string[];
}
