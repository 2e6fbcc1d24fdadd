import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { isCivilDate } from '../platform/civil-date.rules.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/database/new-id.js';
import { Events } from '../platform/events.js';
import { DirectoryWriter } from './directory/directory-writer.js';
import { readEtrFile, UnreadableReleaseError } from './ods-import/etr-file.js';
import { compareRelease, isOlderThanApplied } from './ods-import/ods-import.rules.js';
import type { EtrRelease, ImportReport } from './ods-import/ods-import.types.js';

import { OrganisationsChanged } from './organisations.events.js';

export type { ImportReport };

/** The import cannot go on. The message says why and what to do; nothing was changed. */
export class ImportRefused extends Error {}

/** Imports releases of the ODS `etr` file (NHS trusts of England and Wales). */
@Injectable()
export class OdsImportService {
  constructor(
    private readonly database: Database,
    private readonly writer: DirectoryWriter,
    private readonly audit: Audit,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /**
   * Compares a release with the directory and, when told to apply it, writes it in one transaction. `asOf` is the civil
   * date of the release. Applying the same release again finds everything unchanged. Organisations that the file does not
   * hold are left alone. Throws ImportRefused when the file is no release, the date is none, or a later release was applied.
   */
  async import(file: string, asOf: string, options: { apply: boolean }): Promise<ImportReport> {
    if (!isCivilDate(asOf))
      throw new ImportRefused(`"${asOf}" is not a date. Give the release's own date, such as 2026-07-31.`);
    const release = await this.read(file);
    return this.database.transaction(async () => {
      // Two imports side by side would both compare with the old state.
      await this.database.lock('organisations');
      const lastApplied = await this.writer.lastRelease();
      if (isOlderThanApplied(asOf, lastApplied)) {
        throw new ImportRefused(
          `A release of ${lastApplied ?? ''} has been applied already; this one, of ${asOf}, is older.`,
        );
      }
      return this.compareAndWrite(release, asOf, options.apply);
    });
  }

  private async read(file: string): Promise<EtrRelease> {
    try {
      return await readEtrFile(file);
    } catch (error) {
      if (error instanceof UnreadableReleaseError) throw new ImportRefused(error.message, { cause: error });
      throw error;
    }
  }

  private async compareAndWrite(release: EtrRelease, asOf: string, apply: boolean): Promise<ImportReport> {
    const stored = await this.writer.stored();
    const report = compareRelease(stored, release);
    if (!apply) return report;
    if (release.rows.length === 0)
      throw new ImportRefused('No row of the file could be taken, so there is nothing to apply.');
    const changed = await this.writer.applyRelease(stored, release.rows, report, asOf);
    const { rows, rejected, absent, ...counts } = report;
    const id = newId();
    await this.writer.recordRelease({ id, asOf, origin: 'imported', counts, at: this.clock.now() });
    await this.audit.record({
      action: 'organisations.imported',
      subjectKind: 'organisation_release',
      subjectId: id,
      details: { asOf, ...counts, rows: rows.length, rejected: rejected.length, absent: absent.length },
    });
    if (changed.length > 0) await this.events.publish(new OrganisationsChanged(changed));
    return report;
  }
}
