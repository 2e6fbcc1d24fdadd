import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Response } from 'express';

/**
 * Sends rows as a CSV file, row by row. What a spreadsheet would take for a formula is escaped; the mark at the beginning
 * tells Excel that the file is UTF-8.
 */
export async function sendCsv<Row>(
  res: Response,
  name: string,
  rows: AsyncIterable<Row> | Iterable<Row>,
  cellsOf: (row: Row) => Record<string, string | number | null>,
): Promise<void> {
  begin(res, `${name}.csv`, 'text/csv; charset=utf-8');
  async function* cells() {
    for await (const row of rows) yield cellsOf(row);
  }
  await send(res, Readable.from(cells()).pipe(stringify({ header: true, bom: true, escape_formulas: true })));
}

/** Sends texts as one file, one after the other. */
export async function sendTexts(res: Response, name: string, texts: AsyncIterable<string>): Promise<void> {
  begin(res, `${name}.txt`, 'text/plain; charset=utf-8');
  await send(res, Readable.from(texts));
}

/** Sends what is made while it is sent, such as a zip. */
export async function sendStream(res: Response, fileName: string, type: string, body: Readable): Promise<void> {
  begin(res, fileName, type);
  await send(res, body);
}

function begin(res: Response, name: string, type: string): void {
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  res.setHeader('Cache-Control', 'no-store');
}

async function send(res: Response, body: Readable): Promise<void> {
  try {
    await pipeline(body, res);
  } catch (error) {
    // Whoever downloads may go away; what fails on our side must be heard of.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
