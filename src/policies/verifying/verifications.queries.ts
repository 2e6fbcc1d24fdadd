import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { recordedFact, recordedFactSource } from '../facts/facts.queries.js';
import type { PolicyQuestion, RecordedFact } from '../policies.types.js';

/** A fact with what somebody needs who compares it with its source. */
export interface FactToVerify extends RecordedFact {
  organisation: { code: string; name: string; fictional: boolean };
  question: Pick<PolicyQuestion, 'wording' | 'shortName' | 'kind' | 'options'>;
  extractedById: string | null;
  superseded: boolean;
  withdrawnFor: string | null;
}

const columns = `${recordedFact}, f.extracted_by_id as "extractedById", f.superseded_at is not null as superseded,
  f.withdrawn_for as "withdrawnFor",
  json_build_object('code', o.code, 'name', o.name, 'fictional', o.fictional) as organisation,
  json_build_object('wording', q.wording, 'shortName', q.short_name, 'kind', q.kind, 'options', q.options) as question`;
const source = `${recordedFactSource} join organisation o on o.id = f.organisation_id`;

/** Reads facts for those who verify them. */
@Injectable()
export class VerificationsQueries {
  constructor(private readonly database: Database) {}

  /** Those that nobody has verified, by organisation and id, after the given fact; one bounded page. */
  waiting(after: string | null, limit: number): Promise<FactToVerify[]> {
    return this.database.query(
      `select ${columns} from ${source}
       where f.superseded_at is null and v.id is null
         and ($1::uuid is null or (f.organisation_id, f.id) > (select a.organisation_id, a.id from policy_fact a where a.id = $1))
       order by f.organisation_id, f.id limit $2`,
      [after, limit],
    );
  }

  async countWaiting(): Promise<number> {
    const [row] = await this.database.query<{ waiting: number }>(
      `select count(*)::int as waiting from policy_fact f
       where f.superseded_at is null and not exists (select from policy_verification v where v.fact_id = f.id)`,
    );
    return row?.waiting ?? 0;
  }

  async one(id: string): Promise<FactToVerify | undefined> {
    const [fact] = await this.database.query<FactToVerify>(`select ${columns} from ${source} where f.id = $1`, [id]);
    return fact;
  }
}
