import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { gapAnswers, type HeardGap } from './heard-gaps.rules.js';
import type { ResourceName } from './resources.rules.js';

type Row = Record<string, unknown>;

/** Reads what is open: fictional organisations are in none of it. */
@Injectable()
export class OpenDataQueries {
  constructor(private readonly database: Database) {}

  /**
   * Everything on which the files depend, in a few numbers: when they are the same, so are the files. `latest` is the
   * last change of them all.
   */
  async mark(): Promise<{ mark: string; latest: Date }> {
    const [row] = await this.database.query<{ mark: string; latest: Date }>(
      `with parts as (
         select 'profile' as part, count(*) as rows, max(made_at) as latest from policy_profile_revision
         union all select 'fact', count(*), max(greatest(recorded_at, superseded_at)) from policy_fact
         union all select 'document', count(*), max(greatest(recorded_at, superseded_at)) from policy_document
         union all select 'verification', count(*), max(recorded_at) from policy_verification
         union all select 'release', count(*), max(applied_at) from organisation_release
         union all select 'shipped', count(*), max(loaded_at) from shipped_data
         union all select 'request', count(*), max(updated_at) from policy_request)
       select concat_ws('; ', string_agg(concat_ws(' ', part, rows, latest at time zone 'UTC'), '; ' order by part),
         (select md5(string_agg(name, E'\\n' order by id)) from policy_campaign)) as mark,
         coalesce(max(latest), 'epoch') as latest from parts`,
    );
    if (!row) throw new Error('The state of the open data cannot be read');
    return row;
  }

  /** Ids by code: the order in which organisations stand in every file. */
  async organisationIds(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'select id from organisation where not fictional order by code',
    );
    return rows.map(({ id }) => id);
  }

  questions(): Promise<Row[]> {
    return this.database.query(
      `select key, wording, topic, kind, retired, (select string_agg(concat(o->>'value', '=', o->>'label'), '; ')
         from jsonb_array_elements(options) as o) as options from policy_question order by position, key`,
    );
  }

  organisations(ids: readonly string[]): Promise<Row[]> {
    return this.database.query(
      `select o.code, o.ods_code, o.name, o.kind, o.nation, o.region_code as region, o.icb_code as icb, o.sector, o.opened_on,
         o.closed_on, p.number as profile_revision
       from organisation o left join policy_profile p on p.organisation_id = o.id where o.id = any($1) order by o.code`,
      [ids],
    );
  }

  /**
   * What is verified. What would show a gap only where the organisation was heard on that very one; nobody's own words
   * where the owner does not permit it.
   */
  facts(ids: readonly string[], heard: readonly HeardGap[]): Promise<Row[]> {
    return this.database.query(
      `select f.id, o.code as organisation_code, q.key as question, f.state,
         case jsonb_typeof(f.value) when 'array' then (select string_agg(v, ', ') from jsonb_array_elements_text(f.value) as v)
           else f.value #>> '{}' end as value,
         f.paraphrase, case when d.may_publish = 'yes' then f.quote end as quote, f.locator, f.standing, f.ages_from,
         coalesce(r.snapshot->'facts'->q.key->>'factId' = f.id::text, false) as holds,
         d.title as source_title, d.url as source_url, d.document_date, d.seen_on,
         coalesce(d.copyright_owner, d.publisher) as source_owner, d.licence as source_licence, v.verified_on
       from policy_fact f
       join organisation o on o.id = f.organisation_id
       join policy_question q on q.id = f.question_id
       join policy_verification v on v.fact_id = f.id
       join policy_document cited on cited.id = f.document_id
       join policy_document d on d.lineage = cited.lineage and d.superseded_at is null
       left join policy_profile p on p.organisation_id = o.id
       left join policy_profile_revision r on r.id = p.revision_id
       where f.superseded_at is null and o.id = any($1)
         and (f.state <> all($2) or (o.id, q.key, f.state) in (select h."organisationId", h.question, h.state
           from jsonb_to_recordset($3) as h("organisationId" uuid, question text, state text)))
       order by o.code, q.position, q.key, f.id`,
      [ids, gapAnswers, JSON.stringify(heard)],
    );
  }

  /** What was sent. Whom we mean to ask is our plan, here as on the page of a Trust. */
  requests(ids: readonly string[]): Promise<Row[]> {
    return this.database.query(
      `select c.name as campaign, o.code as organisation_code, r.state, r.sent_on, r.due_on, r.answered_on, r.exemption, r.url
       from policy_request r join policy_campaign c on c.id = r.campaign_id join organisation o on o.id = r.organisation_id
       where o.id = any($1) and r.state <> 'not_sent' order by o.code, c.slug`,
      [ids],
    );
  }

  /** The rows of one table, a few organisations at a time, so that memory stays flat. */
  async *rows(name: ResourceName, ids: readonly string[], heard: readonly HeardGap[]): AsyncGenerator<Row> {
    if (name === 'questions') {
      yield* await this.questions();
      return;
    }
    for (let at = 0; at < ids.length; at += ORGANISATIONS_AT_ONCE) {
      const some = ids.slice(at, at + ORGANISATIONS_AT_ONCE);
      if (name === 'organisations') yield* await this.organisations(some);
      else if (name === 'facts') yield* await this.facts(some, heard);
      else yield* await this.requests(some);
    }
  }
}

/** With forty questions from a handful of sources, some thousands of rows. */
const ORGANISATIONS_AT_ONCE = 20;
