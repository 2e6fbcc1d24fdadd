import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { TextState } from '../../documents.types.js';
import type { DocumentSubject, Standing } from '../../policies.types.js';
import type { DocumentsQuery } from './documents-list.form.js';
import { containing } from '../../../platform/database/like-pattern.js';

export interface ListedDocument {
  id: string;
  title: string;
  reference: string | null;
  version: string | null;
  subject: DocumentSubject;
  standing: Standing;
  documentDate: string | null;
  seenOn: string | null;
  confirmedOn: string | null;
  repliedOn: string | null;
  url: string | null;
  publisher: string | null;
  organisation: { code: string; name: string; fictional: boolean };
  textState: TextState | null;
  facts: number;
  /** The first page that holds the words asked for. */
  hit: { page: number; before: string; match: string; after: string } | null;
}

const conditions: Record<Exclude<DocumentsQuery['copy'], ''>, string> = {
  read: `f.text_state = 'ready'`,
  unread: `f.text_state <> 'ready'`,
  missing: 'f.id is null',
  one_reader: 'jsonb_array_length(d.unverified) > 0',
};
/** Between these the words that were asked for stand in an excerpt; no text of a page holds them. */
const [BEGIN, END] = ['\u0002', '\u0003'];

/** Reads lists of documents. */
@Injectable()
export class DocumentsListQueries {
  constructor(private readonly database: Database) {}

  /** One page, the newest first; words are looked for in titles, names of organisations, and the texts of copies. */
  async list(query: DocumentsQuery, limit: number): Promise<{ total: number; documents: ListedDocument[] }> {
    const like = query.q === '' ? null : containing(query.q);
    const rows = await this.database.query<
      Omit<ListedDocument, 'hit'> & { total: number; page: number | null; excerpt: string | null }
    >(
      `with found as (
         select d.id, d.lineage, d.file_id, count(*) over ()::int as total, d.recorded_at
         from policy_document d join organisation o on o.id = d.organisation_id left join policy_file f on f.id = d.file_id
         where d.superseded_at is null
           and ($1::text is null or coalesce(d.attributes->>'title', d.title) ilike $1 or d.title ilike $1 or o.name ilike $1
             or d.attributes->>'reference' ilike $1
             or exists (select from policy_file_page p where p.file_id = d.file_id and p.search @@ websearch_to_tsquery('english', $2)))
           and ($3 = '' or lower(o.code) = lower($3)) and ($4 = '' or d.subject = $4) and ($5 = '' or d.standing = $5)
           and (${query.copy === '' ? 'true' : conditions[query.copy]})
         order by d.recorded_at desc, d.id limit $6 offset $7)
       select d.id, coalesce(d.attributes->>'title', d.title) as title, d.attributes->>'reference' as reference,
         d.attributes->>'version' as version, d.subject, d.standing, d.document_date as "documentDate", d.seen_on as "seenOn",
         d.confirmed_on as "confirmedOn", d.replied_on as "repliedOn", d.url, d.publisher,
         json_build_object('code', o.code, 'name', o.name, 'fictional', o.fictional) as organisation, f.text_state as "textState",
         (select count(*)::int from policy_fact x join policy_document c on c.id = x.document_id
           where c.lineage = d.lineage and x.superseded_at is null) as facts,
         hit.number as page, hit.excerpt, found.total
       from found join policy_document d on d.id = found.id join organisation o on o.id = d.organisation_id
       left join policy_file f on f.id = d.file_id
       left join lateral (
         select p.number, ts_headline('english', p.text, websearch_to_tsquery('english', $2),
           'MaxFragments=1, MinWords=8, MaxWords=24, StartSel="${BEGIN}", StopSel="${END}"') as excerpt
         from policy_file_page p where p.file_id = d.file_id and p.search @@ websearch_to_tsquery('english', $2)
         order by p.number limit 1) hit on true
       order by found.recorded_at desc, found.id`,
      [like, query.q, query.organisation, query.subject, query.standing, limit, (query.page - 1) * limit],
    );
    const documents = rows.map(({ total: _, page, excerpt, ...document }) => ({
      ...document,
      hit: page === null || excerpt === null ? null : { page, ...marked(excerpt) },
    }));
    return { total: rows[0]?.total ?? 0, documents };
  }

  /** Of how many a second person has still to compare what they say of themselves. */
  async withOneReader(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from policy_document d where d.superseded_at is null and ${conditions.one_reader}`,
    );
    return row?.count ?? 0;
  }
}

function marked(excerpt: string): { before: string; match: string; after: string } {
  const [begin, end] = [excerpt.indexOf(BEGIN), excerpt.lastIndexOf(END)];
  const plain = (text: string) => text.replaceAll(BEGIN, '').replaceAll(END, '').replaceAll(/\s+/g, ' ');
  return {
    before: plain(excerpt.slice(0, begin)),
    match: plain(excerpt.slice(begin, end)),
    after: plain(excerpt.slice(end)),
  };
}
