import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { PolicyDocument, RecordedFact } from '../policies.types.js';

/** The title that the document gives itself, once a second person has read it; else what the place calls it. */
const source = `json_build_object('title', case when d.unverified ? 'title' then d.title
  else coalesce(d.attributes->>'title', d.title) end, 'url', d.url, 'publisher', d.publisher,
  'seenOn', d.seen_on, 'documentDate', d.document_date)`;

/** A fact with the present reading of the document that it cites. */
export const recordedFact = `f.id, f.organisation_id as "organisationId", q.key, f.state, f.value, f.quote, d.may_publish = 'yes' as "mayQuote", f.paraphrase, f.locator, f.note,
  f.standing, f.ages_from as "agesFrom", ${source} as source, v.verified_on as "verifiedOn", f.recorded_at as "recordedAt"`;

export const recordedFactSource = `policy_fact f
  join policy_question q on q.id = f.question_id
  join policy_document cited on cited.id = f.document_id
  join policy_document d on d.lineage = cited.lineage and d.superseded_at is null
  left join policy_verification v on v.fact_id = f.id`;

/** Reads facts and documents. */
@Injectable()
export class FactsQueries {
  constructor(private readonly database: Database) {}

  /** What is recorded today about the organisations, verified or not. */
  ofOrganisations(organisationIds: readonly string[]): Promise<RecordedFact[]> {
    return this.database.query(
      `select ${recordedFact} from ${recordedFactSource}
       where f.superseded_at is null and f.organisation_id = any($1) order by q.position, f.recorded_at, f.id`,
      [organisationIds],
    );
  }

  /** The documents that are known of an organisation, the newest first. */
  documents(organisationId: string): Promise<PolicyDocument[]> {
    return this.documentsOf([organisationId]);
  }

  /** The documents that were known of an organisation at an instant, the newest first. */
  documentsAsOf(organisationId: string, instant: Date): Promise<PolicyDocument[]> {
    return this.database.query(
      `select id, title, url, subject, publisher, standing, document_date as "documentDate", seen_on as "seenOn", attributes,
         unverified
       from policy_document where organisation_id = $1 and recorded_at < $2 and (superseded_at is null or superseded_at >= $2)
       order by document_date desc nulls last, title, id`,
      [organisationId, instant],
    );
  }

  /** The documents that are known of the organisations, the newest first. */
  documentsOf(organisationIds: readonly string[]): Promise<(PolicyDocument & { organisationId: string })[]> {
    return this.database.query(
      `select id, organisation_id as "organisationId", title, url, subject, publisher, standing, document_date as "documentDate",
         seen_on as "seenOn", attributes, unverified
       from policy_document where organisation_id = any($1) and superseded_at is null
       order by document_date desc nulls last, title, id`,
      [organisationIds],
    );
  }
}
