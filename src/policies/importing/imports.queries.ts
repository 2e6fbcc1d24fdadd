import { Injectable, NotFoundException } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { FileRow, ImportFile, ImportFormat, RowOutcome, TakenRow, UndoneBy } from './importing.types.js';
import { isId } from '../../platform/database/new-id.js';

/** An import without its rows. */
export interface StoredImport {
  id: string;
  campaignId: string | null;
  campaignName: string;
  format: ImportFormat;
  fileName: string;
  notes: string[];
  columns: string[];
  createdAt: Date;
  appliedAt: Date | null;
  undoneAt: Date | null;
}

/** A row of an import, as pages and the download show it. */
export interface StoredRow {
  id: string;
  line: number;
  body: string;
  outcome: RowOutcome;
  reasons: string[];
  matchedBy: string | null;
  organisation: string | null;
  organisationCode: string | null;
  candidateIds: string[];
}

export interface RowToUndo {
  requestId: string | null;
  organisationId: string;
  undo: UndoneBy;
}

const importColumns = `i.id, i.campaign_id as "campaignId", i.campaign_name as "campaignName", i.format, i.file_name as "fileName", i.notes,
  i.columns, i.created_at as "createdAt", i.applied_at as "appliedAt", i.undone_at as "undoneAt"`;
const rowColumns = `r.id, r.line, r.body, r.outcome, r.reasons, r.matched_by as "matchedBy", o.name as organisation,
  o.code as "organisationCode", r.candidate_ids as "candidateIds"`;
const rowSource = 'policy_import_row r left join organisation o on o.id = r.organisation_id';

/** Reads imports and their rows. */
@Injectable()
export class ImportsQueries {
  constructor(private readonly database: Database) {}

  /** Throws NotFoundException when there is none. */
  async known(id: string): Promise<StoredImport> {
    const [found] = isId(id)
      ? await this.database.query<StoredImport>(`select ${importColumns} from policy_import i where i.id = $1`, [id])
      : [];
    if (!found) throw new NotFoundException('There is no such import.');
    return found;
  }

  /** The newest first, with how many rows each has by outcome. */
  list(page: {
    limit: number;
    offset: number;
  }): Promise<(StoredImport & { counts: Partial<Record<RowOutcome, number>>; total: number })[]> {
    return this.database.query(
      `select ${importColumns}, count(*) over ()::int as total,
         coalesce((select jsonb_object_agg(outcome, n) from (select outcome, count(*) as n from policy_import_row
           where import_id = i.id group by outcome) c), '{}') as counts
       from policy_import i order by i.created_at desc, i.id desc limit $1 offset $2`,
      [page.limit, page.offset],
    );
  }

  async counts(importId: string): Promise<Record<RowOutcome, number>> {
    const rows = await this.database.query<{ outcome: RowOutcome; n: number }>(
      'select outcome, count(*)::int as n from policy_import_row where import_id = $1 group by outcome',
      [importId],
    );
    const none = { new: 0, changed: 0, unchanged: 0, in_doubt: 0, rejected: 0 };
    return { ...none, ...Object.fromEntries(rows.map(({ outcome, n }) => [outcome, n])) };
  }

  rows(importId: string, outcome: RowOutcome | '', page: { limit: number; offset: number }): Promise<StoredRow[]> {
    return this.database.query(
      `select ${rowColumns} from ${rowSource} where r.import_id = $1 and ($2 = '' or r.outcome = $2)
       order by r.line, r.id limit $3 offset $4`,
      [importId, outcome, page.limit, page.offset],
    );
  }

  /** Throws NotFoundException when the import has no such row. */
  async row(importId: string, id: string): Promise<StoredRow> {
    const [row] = isId(id)
      ? await this.database.query<StoredRow>(
          `select ${rowColumns} from ${rowSource} where r.import_id = $1 and r.id = $2`,
          [importId, id],
        )
      : [];
    if (!row) throw new NotFoundException('There is no such row.');
    return row;
  }

  /** The file as it was read, from its rows. */
  async file({ id, format, columns, notes }: StoredImport): Promise<ImportFile> {
    const rows = await this.database.query<{ content: FileRow }>(
      'select content from policy_import_row where import_id = $1 order by line, id',
      [id],
    );
    return { format, columns, notes, rows: rows.map(({ content }) => content) };
  }

  /** What imports that stand took last for each organisation of a campaign. */
  async lastTaken(campaignId: string): Promise<Map<string, TakenRow>> {
    const rows = await this.database.query<{ organisationId: string; taken: TakenRow }>(
      `select distinct on (r.organisation_id) r.organisation_id as "organisationId", r.taken
       from policy_import_row r join policy_import i on i.id = r.import_id
       where i.campaign_id = $1 and i.applied_at is not null and i.undone_at is null and r.taken is not null
       order by r.organisation_id, i.applied_at desc, i.id desc`,
      [campaignId],
    );
    return new Map(rows.map(({ organisationId, taken }) => [organisationId, taken]));
  }

  toUndo(importId: string): Promise<RowToUndo[]> {
    return this.database.query(
      `select request_id as "requestId", organisation_id as "organisationId", undo from policy_import_row
       where import_id = $1 and undo is not null order by line, id`,
      [importId],
    );
  }
}
