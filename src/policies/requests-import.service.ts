import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { Database } from '../platform/database/database.js';
import { UnreadableFileError } from '../platform/tables/unreadable-file.js';
import { type ComparedRow, ImportComparison } from './importing/comparison.js';
import { MOST_BYTES, readImportFile } from './importing/import-file.js';
import { type ImportFile, type ImportFormat, importFormats } from './importing/importing.types.js';
import { ImportsQueries } from './importing/imports.queries.js';
import { ImportsWriter } from './importing/imports-writer.js';
import { RequestsService } from './requests.service.js';

export { type ImportFormat, importFormats };

/** The import cannot go on. The message says why and what to do; nothing was changed. */
export class RequestsImportRefused extends Error {}

/** What an import of requests does, or would do. Counts are of rows. */
export interface RequestsImportReport {
  new: number;
  changed: number;
  unchanged: number;
  inDoubt: { line: number; body: string; candidates: { code: string; name: string }[] }[];
  rejected: { line: number; reason: string }[];
}

/** What is worth saying beside the report. */
export interface RequestsImportNotes {
  notes: string[];
  warnings: { line: number; reason: string }[];
  campaign: 'exists' | 'is missing' | 'was started';
}

/** Imports files of requests and their answers (docs/requests-import.md). */
@Injectable()
export class RequestsImportService {
  constructor(
    private readonly database: Database,
    private readonly organisations: OrganisationsService,
    private readonly requests: RequestsService,
    private readonly comparison: ImportComparison,
    private readonly writer: ImportsWriter,
    private readonly queries: ImportsQueries,
  ) {}

  /**
   * Compares a file with the register and, when told to apply it, takes it over in one transaction: rows in doubt and
   * rejected ones are left out. The same file again changes nothing. A campaign that does not exist is started when the
   * import is applied. Throws RequestsImportRefused when the file cannot be read at all.
   */
  async import(
    file: string,
    options: { format: ImportFormat; campaign: string; apply: boolean },
  ): Promise<{ report: RequestsImportReport; notes: RequestsImportNotes }> {
    const campaignName = options.campaign.trim();
    if (campaignName === '') throw new RequestsImportRefused('Name the campaign that the file is for.');
    const bytes = await bytesOf(file);
    const read = await readImportFile(bytes, options.format).catch((error: unknown) => {
      throw error instanceof UnreadableFileError ? new RequestsImportRefused(error.message, { cause: error }) : error;
    });
    const campaign = await this.requests.campaign(campaignName);
    if (campaign?.closedAt)
      throw new RequestsImportRefused(`The campaign “${campaign.name}” is closed. Open it again first.`);
    const name = campaign?.name ?? campaignName;
    if (!options.apply) {
      const { rows } = await this.comparison.compare(read, name, campaign);
      return this.told(read, rows, campaign ? 'exists' : 'is missing');
    }
    return this.database.transaction(async () => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const id = await this.writer.keep(read, { campaignName: name, fileName: path.basename(file), sha256 });
      const { rows, started } = await this.writer.apply(await this.queries.known(id));
      return this.told(read, rows, started ? 'was started' : 'exists');
    });
  }

  private async told(
    { notes }: ImportFile,
    rows: readonly ComparedRow[],
    campaign: RequestsImportNotes['campaign'],
  ): Promise<{ report: RequestsImportReport; notes: RequestsImportNotes }> {
    const doubtful = rows.filter(({ outcome }) => outcome === 'in_doubt');
    const known = await this.organisations.byIds([...new Set(doubtful.flatMap(({ candidateIds }) => candidateIds))]);
    const count = (wanted: ComparedRow['outcome']) => rows.filter(({ outcome }) => outcome === wanted).length;
    const report = {
      new: count('new'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      inDoubt: doubtful.map(({ line, body, candidateIds }) => ({
        line,
        body,
        candidates: candidateIds.flatMap((id) => {
          const organisation = known.get(id);
          return organisation ? [{ code: organisation.code, name: organisation.name }] : [];
        }),
      })),
      rejected: rows
        .filter(({ outcome }) => outcome === 'rejected')
        .map(({ line, reasons }) => ({ line, reason: reasons.join(' ') })),
    };
    const warnings = rows
      .filter(({ outcome }) => outcome === 'new' || outcome === 'changed')
      .flatMap(({ line, reasons }) => reasons.map((reason) => ({ line, reason })));
    return { report, notes: { notes, warnings, campaign } };
  }
}

async function bytesOf(file: string): Promise<Buffer> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new RequestsImportRefused(`There is no file at ${file}.`);
  if (found.size > MOST_BYTES) throw new RequestsImportRefused('The file has more than 10 MB. Split it.');
  return readFile(file);
}
