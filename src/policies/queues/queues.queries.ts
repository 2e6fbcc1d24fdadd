import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { FACT_AGE_LIMIT_MONTHS } from '../fact-age.rules.js';
import { recordedFact, recordedFactSource } from '../facts/facts.queries.js';
import type { FactQueue } from '../paths.js';
import type { PolicyQuestion, RecordedFact } from '../policies.types.js';
import { literally } from '../../platform/database/like-pattern.js';

/** A fact in a queue, with why it is there. */
export interface QueuedFact extends RecordedFact {
  organisation: { code: string; name: string; fictional: boolean };
  question: Pick<PolicyQuestion, 'shortName' | 'kind' | 'options'>;
  extractedById: string | null;
  sentBackFor: string | null;
  correctedFor: string | null;
  reviewOn: string | null;
}

/** Something that waits for the person: a draft of theirs, or a fact that was sent back to them. */
export interface OwnWork {
  kind: 'draft' | 'sent_back';
  organisation: { code: string; name: string; fictional: boolean };
  shortName: string;
  key: string;
  part: number;
  documentId: string;
  documentTitle: string;
  withdrawn: boolean;
  reason: string | null;
  at: Date;
}

export interface QueueAsk {
  queue: FactQueue;
  organisation: string;
  question: string;
  personId: string;
  today: CivilDate;
}

export interface QuestionDifference {
  key: string;
  shortName: string;
  read: number;
  agreed: number;
  corrected: number;
  sentBack: number;
  withdrawn: number;
}

type FactKind = Exclude<FactQueue, 'mine'>;

const source = `${recordedFactSource} join organisation o on o.id = f.organisation_id
  left join policy_verification_outcome b on b.fact_id = f.id and b.outcome = 'sent_back'
  left join policy_verification_outcome c on c.corrected_fact_id = f.id`;

const asked = `($1 = '' or o.code = upper($1) or o.name ilike '%' || $2 || '%') and ($3 = '' or q.key = $3)`;

/** What holds today, of every organisation itself. */
const held = `select (e.value->>'factId')::uuid from policy_profile p join policy_profile_revision r on r.id = p.revision_id,
  jsonb_each(r.snapshot->'facts') e where e.value->>'fromPredecessor' is null`;
const firstDay = `case length(f.ages_from) when 4 then f.ages_from || '-01-01' when 7 then f.ages_from || '-01' else f.ages_from end`;
const hasPassed = (date: string) =>
  `case length(${date}) when 4 then ${date} || '-12-31' when 7 then ${date} || '-31' else ${date} end < $4::text`;
const stale = `f.id in (select id from held) and (f.ages_from is null
  or ((${firstDay})::date + interval '${String(FACT_AGE_LIMIT_MONTHS)} months')::date < $4::date
  or ${hasPassed(`(d.attributes->>'reviewOn')`)} or ${hasPassed(`(d.attributes->>'expiresOn')`)})`;

const inQueue: Record<FactKind, string> = {
  unverified: 'v.id is null and b.id is null',
  disagreed: 'v.id is null and (b.id is not null or c.id is not null)',
  stale,
};
const order: Record<FactKind, string> = {
  unverified: 'o.name, q.position, f.id',
  disagreed: 'coalesce(b.read_at, c.read_at), f.id',
  stale: 'f.ages_from nulls first, o.name, f.id',
};

const organisation = `json_build_object('code', o.code, 'name', o.name, 'fictional', o.fictional) as organisation`;
const part = `(f.lineage::jsonb->>-1)::int`;

/** One's own work: drafts, also of documents that were withdrawn, and facts that came back. */
const own = `
  select 'draft' as kind, ${organisation}, q.short_name as "shortName", q.key, w.part, d.id as "documentId", d.title as "documentTitle",
    d.superseded_at is not null as withdrawn, null as reason, w.kept_at as at
  from policy_draft w join policy_question q on q.id = w.question_id
  join lateral (select * from policy_document d where d.lineage = w.document_lineage order by d.superseded_at desc nulls first limit 1) d on true
  join organisation o on o.id = d.organisation_id
  where w.person_id = $4 and ${asked}
  union all
  select 'sent_back', ${organisation}, q.short_name, q.key, ${part}, d.id, d.title, false, b.reason, b.read_at
  from ${source} where f.superseded_at is null and b.id is not null and f.extracted_by_id = $4 and ${asked}`;

/** Reads what waits, queue by queue. */
@Injectable()
export class QueuesQueries {
  constructor(private readonly database: Database) {}

  /** How much is in each queue, after the same narrowing. */
  async counts(ask: QueueAsk): Promise<Record<FactQueue, number>> {
    const [[facts], [mine]] = await Promise.all([
      this.database.query<Record<FactKind, number>>(
        `with held(id) as materialized (${held})
         select count(*) filter (where ${inQueue.unverified})::int as unverified,
           count(*) filter (where ${inQueue.disagreed})::int as disagreed, count(*) filter (where ${stale})::int as stale
         from ${source} where f.superseded_at is null and ${asked}`,
        [...narrowing(ask), ask.today],
      ),
      this.database.query<{ mine: number }>(`select count(*)::int as mine from (${own}) w`, [
        ...narrowing(ask),
        ask.personId,
      ]),
    ]);
    return {
      mine: mine?.mine ?? 0,
      unverified: facts?.unverified ?? 0,
      disagreed: facts?.disagreed ?? 0,
      stale: facts?.stale ?? 0,
    };
  }

  /** One bounded page of a queue of facts. */
  facts(queue: FactKind, ask: QueueAsk, limit: number, offset: number): Promise<QueuedFact[]> {
    return this.database.query(
      `with held(id) as materialized (${held})
       select ${recordedFact}, f.extracted_by_id as "extractedById", b.reason as "sentBackFor", c.reason as "correctedFor",
         d.attributes->>'reviewOn' as "reviewOn", ${organisation},
         json_build_object('shortName', q.short_name, 'kind', q.kind, 'options', q.options) as question
       from ${source} where f.superseded_at is null and ${inQueue[queue]} and ${asked} and $4::text is not null
       order by ${order[queue]} limit $5 offset $6`,
      [...narrowing(ask), ask.today, limit, offset],
    );
  }

  /** What waits for the person, what was touched last first. */
  mine(ask: QueueAsk, limit: number, offset: number): Promise<OwnWork[]> {
    return this.database.query(`select * from (${own}) w order by at desc limit $5 offset $6`, [
      ...narrowing(ask),
      ask.personId,
      limit,
      offset,
    ]);
  }

  /** How often second readers found something else than the first, by question; readings that came with files do not count. */
  differences(): Promise<QuestionDifference[]> {
    const of = (outcome: string) => `count(*) filter (where r.outcome = '${outcome}')::int`;
    return this.database.query(
      `select q.key, q.short_name as "shortName", count(*)::int as read, ${of('agreed')} as agreed, ${of('corrected')} as corrected,
         ${of('sent_back')} as "sentBack", ${of('withdrawn')} as withdrawn
       from policy_verification_outcome r join policy_fact f on f.id = r.fact_id join policy_question q on q.id = f.question_id
       group by q.id order by count(*) filter (where r.outcome <> 'agreed')::numeric / count(*) desc, count(*) desc, q.position`,
    );
  }
}

/** $1 to $3. */
function narrowing({ organisation, question }: QueueAsk): string[] {
  return [organisation, literally(organisation), question];
}
