import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { recordedFact, recordedFactSource } from '../facts/facts.queries.js';
import type { AnswerState, FactValue, PolicyQuestion, RecordedFact } from '../policies.types.js';

/** One reading of a place in a source. */
export interface Reading {
  id: string;
  state: AnswerState;
  value: FactValue;
  quote: string | null;
  paraphrase: string | null;
  locator: string | null;
}

/** A fact with what somebody needs who compares it with its source. */
export interface FactToVerify extends RecordedFact {
  organisation: { code: string; name: string; fictional: boolean };
  question: Pick<PolicyQuestion, 'key' | 'wording' | 'shortName' | 'kind' | 'options'>;
  questionId: string;
  documentId: string;
  documentLineage: string;
  lineage: string;
  extractedById: string | null;
  extractedBy: string | null;
  /** The question under which the source answers this one. */
  answeredUnder: { id: string; key: string; shortName: string } | null;
  superseded: boolean;
  withdrawnFor: string | null;
  sentBackFor: string | null;
  /** The reading that it corrects, and why. */
  corrects: (Reading & { reason: string; extractedById: string | null }) | null;
  /** What stands in its place, when it was superseded by another reading. */
  replacedById: string | null;
}

const reading = `'id', e.id, 'state', e.state, 'value', e.value, 'quote', e.quote, 'paraphrase', e.paraphrase, 'locator', e.locator`;

const columns = `${recordedFact}, f.question_id as "questionId", d.id as "documentId", d.lineage as "documentLineage", f.lineage,
  f.extracted_by_id as "extractedById", (select p.name from person p where p.id = f.extracted_by_id) as "extractedBy",
  (select json_build_object('id', u.id, 'key', u.key, 'shortName', u.short_name) from policy_question u where u.id = f.answered_under_id)
    as "answeredUnder",
  f.superseded_at is not null as superseded, f.withdrawn_for as "withdrawnFor",
  (select r.reason from policy_verification_outcome r where r.fact_id = f.id and r.outcome = 'sent_back') as "sentBackFor",
  (select json_build_object(${reading}, 'reason', r.reason, 'extractedById', e.extracted_by_id)
    from policy_verification_outcome r join policy_fact e on e.id = r.fact_id where r.corrected_fact_id = f.id) as corrects,
  (select n.id from policy_fact n where n.lineage = f.lineage and n.superseded_at is null and n.id <> f.id) as "replacedById",
  json_build_object('code', o.code, 'name', o.name, 'fictional', o.fictional) as organisation,
  json_build_object('key', q.key, 'wording', q.wording, 'shortName', q.short_name, 'kind', q.kind, 'options', q.options) as question`;

/** Reads facts for those who verify them. */
@Injectable()
export class VerificationsQueries {
  constructor(private readonly database: Database) {}

  async one(id: string): Promise<FactToVerify | undefined> {
    const [fact] = await this.database.query<FactToVerify>(
      `select ${columns} from ${recordedFactSource} join organisation o on o.id = f.organisation_id where f.id = $1`,
      [id],
    );
    return fact;
  }
}
