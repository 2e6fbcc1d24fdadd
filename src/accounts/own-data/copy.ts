import type { Holdings } from '../../platform/holdings/holdings.js';
import { fieldName } from './field-words.rules.js';

/** A line of the copy as a table: one field of one entry, so that every kind fits into the same columns. */
export interface CopyRow {
  What: string;
  Entry: number;
  Field: string;
  Value: string;
}

/** The copy as one JSON document, written while it is read. */
export async function* copyInJson(holdings: Holdings, personId: string, madeAt: Date): AsyncGenerator<string> {
  yield `{"madeAt":${JSON.stringify(madeAt)},"held":[`;
  let first = true;
  for (const holding of holdings.all()) {
    const { key, title, why, kept } = holding;
    // Everything but the end of the object, which waits for the entries.
    yield `${first ? '' : ','}\n${JSON.stringify({ key, title, why, kept }).slice(0, -1)},"entries":[`;
    first = false;
    let separator = '\n';
    for await (const row of holdings.entries(holding, personId)) {
      yield `${separator}${JSON.stringify(row)}`;
      separator = ',\n';
    }
    yield ']}';
  }
  yield ']}\n';
}

/** The copy as lines of a table. */
export async function* copyInRows(holdings: Holdings, personId: string): AsyncGenerator<CopyRow> {
  for (const holding of holdings.all()) {
    let entry = 0;
    for await (const row of holdings.entries(holding, personId)) {
      entry += 1;
      for (const [field, value] of Object.entries(row))
        yield { What: holding.title, Entry: entry, Field: fieldName(field), Value: plain(value) };
    }
  }
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}
