import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { recordedFact, recordedFactSource } from '../facts/facts.queries.js';
import type { MayPublish, PolicyQuestion, RecordedFact } from '../policies.types.js';

/** A fact with what decides whether, and how, other Trusts may read it. */
export interface FactToShare extends RecordedFact {
  organisation: { code: string; name: string; fictional: boolean };
  question: Pick<PolicyQuestion, 'wording' | 'shortName' | 'kind' | 'options'>;
  superseded: boolean;
  mayPublish: MayPublish;
  copyrightOwner: string | null;
  licence: string | null;
}

/** A passage that is shared. */
export interface SharedPassage extends FactToShare {
  practiceId: string;
  why: string;
  markedAt: Date;
}

const columns = `${recordedFact}, f.superseded_at is not null as superseded, d.may_publish as "mayPublish",
  d.copyright_owner as "copyrightOwner", d.licence,
  json_build_object('code', o.code, 'name', o.name, 'fictional', o.fictional) as organisation,
  json_build_object('wording', q.wording, 'shortName', q.short_name, 'kind', q.kind, 'options', q.options) as question`;
const source = `${recordedFactSource} join organisation o on o.id = f.organisation_id`;

/** Reads passages to learn from. */
@Injectable()
export class GoodPracticeQueries {
  constructor(private readonly database: Database) {}

  async fact(id: string): Promise<FactToShare | undefined> {
    const [fact] = await this.database.query<FactToShare>(`select ${columns} from ${source} where f.id = $1`, [id]);
    return fact;
  }

  /**
   * What is shared, in the order of the questions, the latest first; at most `limit`. Those whose fact no longer stands
   * are left out, unless asked for.
   */
  shared(options: { question: string | null; stale: boolean; limit: number }): Promise<SharedPassage[]> {
    return this.database.query(
      `select g.id as "practiceId", g.why, g.marked_at as "markedAt", ${columns}
       from policy_good_practice g join (${source}) on f.id = g.fact_id
       where g.withdrawn_at is null and ($1::text is null or q.key = $1) and ($2 or f.superseded_at is null)
       order by q.position, g.marked_at desc, g.id limit $3`,
      [options.question, options.stale, options.limit],
    );
  }

  async one(practiceId: string): Promise<SharedPassage | undefined> {
    const [passage] = await this.database.query<SharedPassage>(
      `select g.id as "practiceId", g.why, g.marked_at as "markedAt", ${columns}
       from policy_good_practice g join (${source}) on f.id = g.fact_id where g.id = $1 and g.withdrawn_at is null`,
      [practiceId],
    );
    return passage;
  }
}
