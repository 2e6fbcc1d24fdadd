import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import type { DocumentToWrite, FactToWrite, StoredFacts } from '../import/facts-import.types.js';

/** Writes facts and documents: what changes is superseded, never overwritten. Call inside a transaction. */
@Injectable()
export class FactsWriter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What stands today under the organisations, and what was withdrawn there with nothing in its place. */
  async stored(organisationIds: readonly string[]): Promise<StoredFacts> {
    const facts = await this.database.query<FactToWrite & { id: string; withdrawn: boolean; recordedAt: Date }>(
      `select f.id, f.organisation_id as "organisationId", f.question_id as "questionId", d.lineage as "documentLineage", f.lineage,
         f.state, f.value, f.quote, f.paraphrase, f.locator, f.note, f.standing, f.ages_from as "agesFrom",
         f.answered_under_id as "answeredUnderId", f.extracted_by_id as "extractedById", v.verified_on as "verifiedOn",
         f.withdrawn_for is not null as withdrawn, f.recorded_at as "recordedAt"
       from policy_fact f join policy_document d on d.id = f.document_id left join policy_verification v on v.fact_id = f.id
       where f.organisation_id = any($1) and (f.superseded_at is null or f.withdrawn_for is not null and not exists
         (select from policy_fact later where later.lineage = f.lineage and later.id > f.id))`,
      [organisationIds],
    );
    const documents = await this.database.query<DocumentToWrite & { id: string }>(
      `select id, organisation_id as "organisationId", lineage, title, url, subject, publisher, standing, document_date as "documentDate",
         seen_on as "seenOn", confirmed_on as "confirmedOn", replied_on as "repliedOn", attributes, unverified, read_by as "readBy", file_id as "fileId", request_id as "requestId",
         replaces_lineage as "replacesLineage", copyright_owner as "copyrightOwner", licence, may_publish as "mayPublish"
       from policy_document where superseded_at is null and organisation_id = any($1)`,
      [organisationIds],
    );
    return {
      facts: new Map(facts.map((fact) => [fact.lineage, fact])),
      documents: new Map(documents.map((document) => [document.lineage, document])),
    };
  }

  /** Documents first: facts cite what stands under their document's lineage. */
  async write(
    documents: readonly DocumentToWrite[],
    facts: readonly FactToWrite[],
    stored: StoredFacts,
  ): Promise<void> {
    const now = this.clock.now();
    await this.writeDocuments(documents, now);
    const verified = facts.filter((fact) => isSame(stored, fact));
    await this.writeFacts(
      facts.filter((fact) => !isSame(stored, fact)),
      now,
    );
    await this.verify(
      verified.map((fact) => ({ factId: stored.facts.get(fact.lineage)?.id, verifiedOn: fact.verifiedOn })),
      now,
    );
  }

  private async writeDocuments(documents: readonly DocumentToWrite[], now: Date): Promise<void> {
    if (documents.length === 0) return;
    await this.database.query(
      'update policy_document set superseded_at = $2 where superseded_at is null and lineage = any($1)',
      [documents.map((document) => document.lineage), now],
    );
    await this.database.query(
      `insert into policy_document (id, organisation_id, title, url, subject, publisher, standing, document_date, seen_on,
         confirmed_on, replied_on, attributes, unverified, read_by, lineage, file_id, request_id, replaces_lineage, copyright_owner, licence,
         may_publish, recorded_at)
       select id, "organisationId", title, url, subject, publisher, standing, "documentDate", "seenOn", "confirmedOn",
         "repliedOn", attributes, unverified, "readBy", lineage, "fileId", "requestId", "replacesLineage", "copyrightOwner", licence, "mayPublish", $2
       from jsonb_to_recordset($1) as d(id uuid, "organisationId" uuid, title text, url text, subject text, publisher text,
         standing text, "documentDate" text, "seenOn" date, "confirmedOn" date, "repliedOn" date, attributes jsonb,
         unverified jsonb, "readBy" jsonb, lineage text, "fileId" uuid, "requestId" uuid, "replacesLineage" text, "copyrightOwner" text, licence text,
         "mayPublish" text)`,
      [JSON.stringify(documents.map((document) => ({ ...document, id: newId() }))), now],
    );
  }

  private async writeFacts(facts: readonly FactToWrite[], now: Date): Promise<void> {
    if (facts.length === 0) return;
    await this.database.query(
      'update policy_fact set superseded_at = $2 where superseded_at is null and lineage = any($1)',
      [facts.map((fact) => fact.lineage), now],
    );
    const rows = facts.map((fact) => ({ ...fact, id: newId() }));
    await this.database.query(
      `insert into policy_fact (id, organisation_id, question_id, document_id, state, value, quote, paraphrase, locator, note,
         standing, ages_from, lineage, answered_under_id, extracted_by_id, recorded_at)
       select f.id, f."organisationId", f."questionId", d.id, f.state, f.value, f.quote, f.paraphrase, f.locator, f.note,
         f.standing, f."agesFrom", f.lineage, f."answeredUnderId", f."extractedById", $2
       from jsonb_to_recordset($1) as f(id uuid, "organisationId" uuid, "questionId" uuid, "documentLineage" text, state text,
         value jsonb, quote text, paraphrase text, locator text, note text, standing text, "agesFrom" text, lineage text,
         "answeredUnderId" uuid, "extractedById" uuid)
       join policy_document d on d.lineage = f."documentLineage" and d.superseded_at is null`,
      [JSON.stringify(rows), now],
    );
    await this.verify(
      rows.filter((fact) => fact.verifiedOn !== null).map((fact) => ({ factId: fact.id, verifiedOn: fact.verifiedOn })),
      now,
    );
  }

  private async verify(facts: { factId: string | undefined; verifiedOn: string | null }[], now: Date): Promise<void> {
    if (facts.length === 0) return;
    await this.database.query(
      `insert into policy_verification (id, fact_id, verified_on, recorded_at)
       select id, "factId", "verifiedOn", $2 from jsonb_to_recordset($1) as v(id uuid, "factId" uuid, "verifiedOn" date)`,
      [JSON.stringify(facts.map((fact) => ({ ...fact, id: newId() }))), now],
    );
  }
}

/** Of what is to be written, a fact that stands already and only gains its verification. */
function isSame(stored: StoredFacts, fact: FactToWrite): boolean {
  const before = stored.facts.get(fact.lineage);
  return before?.verifiedOn === null && fact.verifiedOn !== null && contentOf(before) === contentOf(fact);
}

function contentOf(fact: FactToWrite): string {
  const { state, value, quote, paraphrase, locator, note, standing, agesFrom } = fact;
  return JSON.stringify([state, value, quote, paraphrase, locator, note, standing, agesFrom]);
}
