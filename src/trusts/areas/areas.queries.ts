import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

export const areaKinds = ['nation', 'region', 'icb'] as const;
export type AreaKind = (typeof areaKinds)[number];

/** A place that organisations belong to, with what lies around and in it. */
export interface ListedArea {
  code: string;
  kind: AreaKind;
  name: string;
  parent: string | null;
  closedOn: string | null;
  /** Open organisations that exist. */
  organisations: number;
  /** Of these, those of which something verified is known. */
  known: number;
}

const belongs = `case a.kind when 'nation' then o.nation when 'region' then o.region_code else o.icb_code end = a.code`;

/** Reads areas with how much lies in them. One statement, however many there are. */
@Injectable()
export class AreasQueries {
  constructor(private readonly database: Database) {}

  /** Every area that exists today, and the given one even when it does not; some fifty rows, by name. */
  all(code: string | null = null): Promise<ListedArea[]> {
    return this.database.query(
      `with known as materialized (
         select p.organisation_id from policy_profile p join policy_profile_revision r on r.id = p.revision_id
         where r.snapshot->'facts' <> '{}')
       select a.code, a.kind, a.name, a.parent, a.closed_on as "closedOn", count(o.id)::int as organisations,
         count(known.organisation_id)::int as known
       from organisation_area a
       left join organisation o on ${belongs} and o.closed_on is null and not o.fictional
       left join known on known.organisation_id = o.id
       where a.closed_on is null or upper(a.code) = upper($1)
       group by a.code order by a.name`,
      [code],
    );
  }
}
