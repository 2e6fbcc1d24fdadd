import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { DocumentRecord, TextPage } from '../documents.types.js';

const file = `case when f.id is not null then jsonb_build_object('id', f.id, 'sha256', f.sha256, 'name', f.name,
  'mediaType', f.media_type, 'size', f.size, 'uploadedById', f.uploaded_by_id, 'uploadedAt', f.uploaded_at,
  'textState', f.text_state, 'textProblem', f.text_problem, 'pages', f.pages,
  'pagesRead', (select count(*) from policy_file_page p where p.file_id = f.id)) end as file`;

const columns = `d.id, d.organisation_id as "organisationId", d.lineage, d.title, d.url, d.subject, d.publisher, d.standing,
  d.document_date as "documentDate", d.seen_on as "seenOn", d.confirmed_on as "confirmedOn", d.replied_on as "repliedOn",
  d.attributes, d.unverified, d.read_by as "readBy", d.request_id as "requestId", d.replaces_lineage as "replacesLineage", d.copyright_owner as "copyrightOwner", d.licence,
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

  /** The organisation's document on these bytes. */
  async byFile(organisationId: string, sha256: string): Promise<DocumentRecord | undefined> {
    const where = 'd.superseded_at is null and d.organisation_id = $1 and f.sha256 = $2 and f.erased_at is null';
    return (await this.records(where, [organisationId, sha256]))[0];
  }

  /** The later version that says that it replaces this one. */
  async replacing(lineage: string): Promise<DocumentRecord | undefined> {
    return (await this.records('d.superseded_at is null and d.replaces_lineage = $1', [lineage]))[0];
  }

  /** Whether a fact was ever read in it, whatever became of the fact. */
  async isCited(lineage: string): Promise<boolean> {
    const [row] = await this.database.query<{ cited: boolean }>(
      `select exists (select from policy_fact f join policy_document d on d.id = f.document_id where d.lineage = $1) as cited`,
      [lineage],
    );
    return row?.cited ?? false;
  }

  /** When and why the document that had the id was taken back. */
  async withdrawal(id: string): Promise<{ on: Date; reason: string } | undefined> {
    const [row] = await this.database.query<{ on: Date; reason: string }>(
      `select w.superseded_at as "on", w.withdrawn_for as reason from policy_document w
       where w.lineage = (select asked.lineage from policy_document asked where asked.id = $1) and w.withdrawn_for is not null
         and not exists (select from policy_document d where d.lineage = w.lineage and d.superseded_at is null)
       order by w.superseded_at desc limit 1`,
      [id],
    );
    return row;
  }

  /** One page of a copy's text. */
  async page(fileId: string, number: number): Promise<TextPage | undefined> {
    const [page] = await this.database.query<TextPage>(
      'select number, text from policy_file_page where file_id = $1 and number = $2',
      [fileId, number],
    );
    return page;
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
