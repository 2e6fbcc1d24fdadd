import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/database/new-id.js';
import { FactsWriter } from './facts/facts-writer.js';
import { type FactFile, readFactFile, UnreadableFactsError } from './import/fact-file.js';
import { compareFacts, type PlacedRow } from './import/facts-import.rules.js';
import type { FactImportReport } from './import/facts-import.types.js';
import { ProfileRevisions } from './profiles/profile-revisions.js';
import { QuestionsService } from './questions.service.js';

export type { FactImportReport };

/** The import cannot go on. The message says why and what to do; nothing was changed. */
export class FactImportRefused extends Error {}

/** Imports files of policy facts in our own format (docs/policy-facts.md). */
@Injectable()
export class FactsImportService {
  constructor(
    private readonly database: Database,
    private readonly organisations: OrganisationsService,
    private readonly questions: QuestionsService,
    private readonly writer: FactsWriter,
    private readonly profiles: ProfileRevisions,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Compares a file with what is recorded and, when told to apply it, writes it in one transaction: rows that are
   * rejected are left out, all others are taken. Applying it again finds everything unchanged. What the file does not
   * hold stays as it is. Throws FactImportRefused when the file cannot be read at all.
   */
  async import(file: string, options: { apply: boolean }): Promise<FactImportReport> {
    const questions = await this.questions.all();
    const read = await readFactFile(file, questions, this.clock.today()).catch((error: unknown) => {
      throw error instanceof UnreadableFactsError ? new FactImportRefused(error.message, { cause: error }) : error;
    });
    return this.database.transaction(async () => {
      const report = await this.take(read, options.apply);
      if (!options.apply) return report;
      if (report.rows.length === 0)
        throw new FactImportRefused('No row of the file could be taken, so there is nothing to apply.');
      const { rows, rejected, ...counts } = report;
      await this.audit.record({
        action: 'facts.imported',
        subjectKind: 'policy_fact_file',
        subjectId: newId(),
        details: { ...counts, rows: rows.length, rejected: rejected.length },
      });
      return report;
    });
  }

  /** Takes what a file holds, and makes the revisions that follow from it. Call inside a transaction. */
  async take(file: FactFile, apply: boolean): Promise<FactImportReport> {
    // Two imports side by side would both compare with the old state.
    await this.database.lock('policy-facts');
    const codes = [...new Set(file.rows.map((row) => row.organisation))];
    const organisations = await this.organisations.byCodes(codes);
    const placed: PlacedRow[] = [];
    const rejected = [...file.rejected];
    for (const row of file.rows) {
      const organisation = organisations.get(row.organisation);
      if (organisation) placed.push({ ...row, organisationId: organisation.id });
      else
        rejected.push({
          line: row.line,
          reason: `The directory has no organisation "${row.organisation}". Give its ODS code, GSS code or address name.`,
        });
    }
    const ids = [...new Set(placed.map((row) => row.organisationId))];
    const stored = await this.writer.stored(ids);
    const { report, facts, documents } = compareFacts(placed, stored);
    report.rejected = [...rejected, ...report.rejected].sort((a, b) => a.line - b.line);
    if (!apply) return report;
    await this.writer.write(documents, facts, stored);
    await this.profiles.revise([...facts, ...documents].map((changed) => changed.organisationId));
    return report;
  }
}
