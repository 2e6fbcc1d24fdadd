import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { DocumentRecord, TextPage } from '../documents.types.js';

const file = `case when f.id is not null then jsonb_build_object('id', f.id, 'sha256', f.sha256, 'name', f.name,
  'mediaType', f.media_type, 'size', f.size, 'uploadedById', f.uploaded_by_id, 'uploadedAt', f.uploaded_at,
  'textState', f.text_state, 'textProblem', f.text_problem, 'pages', f.pages,
  'pagesRead', (select count(*) from policy_file_page p where p.file_id = f.id)) end as file`;

const columns = `d.id, d.organisation_id as "organisationId", d.lineage, d.title, d.url, d.subject, d.publisher, d.standing,
  d.document_date as "documentDate", d.seen_on as "seenOn", d.confirmed_on as "confirmedOn", d.replied_on as "repliedOn",
  d.attributes, d.unverified, d.replaces_lineage as "replacesLineage", d.copyright_owner as "copyrightOwner", d.licence,
  d.may_publish as "mayPublish", d.recorded_at as "recordedAt", ${file}`;

const source = 'policy_document d left join policy_file f on f.id = d.file_id';

/** Reads documents with the copies that are held of them. */
@Injectable()
export class DocumentsQueries {
  constructor(private readonly database: Database) {}

  /** The present reading of the document that has or had the id. */
  async one(id: string): Promise<DocumentRecord | undefined> {
    const [found] = await this.records(
      `d.superseded_at is null and d.lineage = (select asked.lineage from policy_document asked where asked.id = $1)`,
      [id],
    );
    return found;
  }

  async byLineage(lineage: string): Promise<DocumentRecord | undefined> {
    return (await this.records('d.superseded_at is null and d.lineage = $1', [lineage]))[0];
  }

  /** What stands under an organisation today, the newest document first. */
  ofOrganisation(organisationId: string): Promise<DocumentRecord[]> {
    return this.records('d.superseded_at is null and d.organisation_id = $1', [organisationId]);
  }

  /** The text of a copy, page by page. */
  pages(fileId: string): Promise<TextPage[]> {
    return this.database.query('select number, text from policy_file_page where file_id = $1 order by number', [
      fileId,
    ]);
  }

  private async records(where: string, params: unknown[]): Promise<DocumentRecord[]> {
    const found = await this.database.query<DocumentRecord>(
      `select ${columns} from ${source} where ${where} order by d.document_date desc nulls last, d.title, d.id`,
      params,
    );
    return found.map(withDates);
  }
}

function withDates(record: DocumentRecord): DocumentRecord {
  if (record.file) record.file.uploadedAt = new Date(record.file.uploadedAt);
  return record;
}
