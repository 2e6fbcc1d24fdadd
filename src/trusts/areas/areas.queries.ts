import { Injectable } from '@nestjs/common';
import type { Nation } from '../../organisations/organisations.types.js';
import type { PartialDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import type { DocumentSubject } from '../../policies/policies.types.js';
import type { HeldAnswer } from './area.rules.js';

export interface AreaRow {
  code: string;
  kind: 'nation' | 'region' | 'icb';
  name: string;
  closedOn: string | null;
  parent: { code: string; name: string } | null;
  /** What it holds, by name; closed ones are left out. */
  parts: { code: string; name: string }[];
}

/** An open organisation of an area with what is held of its policy: the winning answer's state by question. */
export interface AreaOrganisation {
  id: string;
  code: string;
  name: string;
  answers: Record<string, HeldAnswer>;
}

export interface ReviewDate {
  organisationId: string;
  name: string;
  code: string;
  title: string;
  subject: DocumentSubject;
  reviewOn: PartialDate;
}

/** An organisation lies in an area by its nation, region or ICB; the fictional and the closed lie in none. */
const LIES_IN = `o.closed_on is null and not o.fictional
  and (o.nation = $1 or o.region_code = $1 or o.icb_code = $1)`;

/** Reads what is known in an area, in a number of statements that does not depend on its size. */
@Injectable()
export class AreasQueries {
  constructor(private readonly database: Database) {}

  async area(code: string): Promise<AreaRow | undefined> {
    const [row] = await this.database.query<AreaRow>(
      `select a.code, a.kind, a.name, a.closed_on as "closedOn",
         (select json_build_object('code', p.code, 'name', p.name) from organisation_area p where p.code = a.parent) as parent,
         (select coalesce(json_agg(json_build_object('code', c.code, 'name', c.name) order by c.name), '[]')
            from organisation_area c where c.parent = a.code and c.closed_on is null) as parts
       from organisation_area a where lower(a.code) = lower($1)`,
      [code],
    );
    return row;
  }

  /** Every area that exists today with how many open organisations it has, and of how many something verified is held. */
  all(): Promise<
    {
      code: string;
      kind: AreaRow['kind'];
      name: string;
      parent: string | null;
      nation: Nation | null;
      organisations: number;
      known: number;
    }[]
  > {
    return this.database.query(
      `with known as (
         select o.nation, o.region_code, o.icb_code,
           exists (select from jsonb_object_keys(r.snapshot->'facts')) as known
         from organisation o left join policy_profile p on p.organisation_id = o.id
           left join policy_profile_revision r on r.id = p.revision_id
         where o.closed_on is null and not o.fictional)
       select a.code, a.kind, a.name, a.parent, count(k.known)::int as organisations,
         count(*) filter (where k.known)::int as known
       from organisation_area a left join known k on a.code in (k.nation, k.region_code, k.icb_code)
       where a.closed_on is null group by a.code, a.kind, a.name, a.parent order by a.name`,
    );
  }

  organisations(area: string): Promise<AreaOrganisation[]> {
    return this.database.query(
      `select o.id, o.code, o.name,
         (select coalesce(jsonb_object_agg(fact.key, jsonb_build_object('state', fact.value->'state', 'conflicting',
             fact.value->'conflicting', 'standing', fact.value->'standing')), '{}')
          from jsonb_each(r.snapshot->'facts') as fact) as answers
       from organisation o left join policy_profile p on p.organisation_id = o.id
         left join policy_profile_revision r on r.id = p.revision_id
       where ${LIES_IN} order by o.name, o.code`,
      [area],
    );
  }

  /** When documents of the area say that they are to be reviewed, as far as a second person has read that. */
  reviewDates(area: string): Promise<ReviewDate[]> {
    return this.database.query(
      `select o.id as "organisationId", o.name, o.code, d.title, d.subject, d.attributes->>'reviewOn' as "reviewOn"
       from policy_document d join organisation o on o.id = d.organisation_id
       where ${LIES_IN} and d.superseded_at is null and d.attributes->>'reviewOn' is not null
         and not d.unverified ? 'reviewOn'
       order by 6, o.name, d.id limit 1000`,
      [area],
    );
  }
}
