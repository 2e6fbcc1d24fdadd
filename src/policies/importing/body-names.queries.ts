import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { containing } from '../../platform/database/like-pattern.js';
import type { KnownBody, KnownName } from './body-name.rules.js';

/** Less alike than this is chance. */
const LEAST_ALIKE = 0.3;
const MOST_CANDIDATES = 5;

/** A name whose meaning a person decided. */
export interface DecidedName {
  /** The name, normalised: under it the decision is kept. */
  key: string;
  name: string;
  /** Null when it is none of the directory. */
  organisation: { code: string; name: string; fictional: boolean } | null;
  decidedBy: string | null;
  decidedAt: Date;
}

const decided = `m.name_key as key, m.name, m.decided_at as "decidedAt",
  (select p.name from person p where p.id = m.decided_by_id) as "decidedBy",
  case when o.id is not null then json_build_object('code', o.code, 'name', o.name, 'fictional', o.fictional) end as organisation`;
const decidedSource = 'policy_body_match m left join organisation o on o.id = m.organisation_id';

/** Reads the names of the directory, and what people decided about names. Every answer is one statement. */
@Injectable()
export class BodyNamesQueries {
  constructor(private readonly database: Database) {}

  names(): Promise<KnownName[]> {
    return this.database.query(
      `select id as "organisationId", name, true as current from organisation
       union all select organisation_id, name, false from organisation_name order by 1, 2`,
    );
  }

  async bodies(): Promise<Map<string, KnownBody>> {
    const rows = await this.database.query<KnownBody & { id: string }>(
      `select o.id, o.closed_on as "closedOn", coalesce((select json_agg(s.successor_id order by s."on", s.successor_id)
         from organisation_succession s where s.predecessor_id = o.id), '[]') as "successorIds" from organisation o`,
    );
    return new Map(rows.map(({ id, ...body }) => [id, body]));
  }

  /** By normalised name: the organisation, or null when the name was found to be none of the directory. */
  async decisions(keys: readonly string[]): Promise<Map<string, string | null>> {
    const rows = await this.database.query<{ key: string; organisationId: string | null }>(
      'select name_key as key, organisation_id as "organisationId" from policy_body_match where name_key = any($1)',
      [keys],
    );
    return new Map(rows.map(({ key, organisationId }) => [key, organisationId]));
  }

  /** A page of the decisions whose name, or whose organisation's name or code, has the text; each with the number of all. */
  decided(text: string, page: { limit: number; offset: number }): Promise<(DecidedName & { total: number })[]> {
    return this.database.query(
      `select ${decided}, count(*) over ()::int as total from ${decidedSource}
       where m.name ilike $1 or o.name ilike $1 or o.code ilike $1 order by m.name, m.name_key limit $2 offset $3`,
      [containing(text), page.limit, page.offset],
    );
  }

  async oneDecided(key: string): Promise<DecidedName | undefined> {
    const [found] = await this.database.query<DecidedName>(
      `select ${decided} from ${decidedSource} where m.name_key = $1`,
      [key],
    );
    return found;
  }

  /** For each text the organisations whose names have most trigrams in common with it, the likeliest first. */
  async alike(
    asked: readonly string[],
    known: readonly { key: string; organisationId: string }[],
  ): Promise<Map<string, string[]>> {
    if (asked.length === 0) return new Map();
    const rows = await this.database.query<{ asked: string; ids: string[] }>(
      `select a.asked, array_agg(c.id order by c.likeness desc, c.id) as ids
       from unnest($1::text[]) as a(asked) cross join lateral (
         select k.id, max(similarity(k.key, a.asked)) as likeness from unnest($2::text[], $3::uuid[]) as k(key, id)
         group by k.id having max(similarity(k.key, a.asked)) >= $4 order by 2 desc, 1 limit $5) c
       group by a.asked`,
      [
        asked,
        known.map(({ key }) => key),
        known.map(({ organisationId }) => organisationId),
        LEAST_ALIKE,
        MOST_CANDIDATES,
      ],
    );
    return new Map(rows.map((row) => [row.asked, row.ids]));
  }
}
