import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import {
  readAreas,
  readEarlierMemberships,
  readNames,
  readSuccessions,
  type ShippedOrganisation,
} from './directory-files.js';

/** What no ODS release holds: other bodies, sectors, areas, names and successions. Call inside a transaction. */
@Injectable()
export class CuratedDirectory {
  constructor(private readonly database: Database) {}

  /** All that other rooms know of each organisation, as text to compare. */
  async snapshot(): Promise<Map<string, string>> {
    const rows = await this.database.query<{ id: string; facts: string }>(
      `select o.id, (to_jsonb(o) - 'ods_record' - 'search_key')::text || coalesce((select string_agg(s.successor_id::text || s."on" || s.kind, ',' order by s.id)
         from organisation_succession s where s.predecessor_id = o.id), '') as facts
       from organisation o`,
    );
    return new Map(rows.map((row) => [row.id, row.facts]));
  }

  async loadAreas(): Promise<void> {
    await this.database.query(
      `insert into organisation_area (code, kind, name, parent, closed_on)
       select * from jsonb_to_recordset($1) as a(code text, kind text, name text, parent text, closed_on date)
       on conflict (code) do update set kind = excluded.kind, name = excluded.name, parent = excluded.parent, closed_on = excluded.closed_on`,
      [JSON.stringify(await readAreas())],
    );
  }

  /**
   * Creates what no release does, and brings curated columns up to the file. What comes from ODS (area, dates) is left to
   * the releases where one holds the organisation; a name or town only gets our spelling of what ODS says.
   */
  async loadOrganisations(
    organisations: readonly ShippedOrganisation[],
    options: { fictional: boolean },
  ): Promise<void> {
    const rows = JSON.stringify(organisations.map((organisation) => ({ ...organisation, id: newId() })));
    const shipped = `jsonb_to_recordset($1) as s(id uuid, code text, ods_code text, gss_code text, slug text, name text, kind text, nation text,
      region_code text, icb_code text, sector text, sector_basis text, town text, postcode text, opened_on date, closed_on date)`;
    await this.database.query(
      `insert into organisation (id, code, ods_code, gss_code, slug, name, kind, nation, region_code, icb_code, sector, sector_basis,
         town, postcode, opened_on, closed_on, fictional, search_key)
       select id, code, ods_code, gss_code, slug, name, kind, nation, region_code, icb_code, sector, sector_basis,
         town, postcode, opened_on, closed_on, $2::boolean, '' from ${shipped}
       where not exists (select from organisation o where o.code = s.code)`,
      [rows, options.fictional],
    );
    const likewise = (column: string) =>
      `case when o.ods_record is null or upper(o.${column}) = upper(s.${column}) then s.${column} else o.${column} end`;
    const fromOds = (column: string) => `case when o.ods_record is null then s.${column} else o.${column} end`;
    await this.database.query(
      `update organisation o set gss_code = s.gss_code, kind = s.kind, nation = s.nation, sector = s.sector, sector_basis = s.sector_basis,
         name = ${likewise('name')}, town = ${likewise('town')}, region_code = ${fromOds('region_code')}, icb_code = ${fromOds('icb_code')},
         postcode = ${fromOds('postcode')}, opened_on = ${fromOds('opened_on')}, closed_on = ${fromOds('closed_on')}
       from ${shipped} where o.code = s.code`,
      [rows],
    );
  }

  /** Loads memberships before today's, other names and successions; what an earlier version shipped and this one does not goes. */
  async loadHistory(organisations: readonly ShippedOrganisation[]): Promise<void> {
    await this.loadMemberships(organisations);
    await this.loadNames();
    await this.loadSuccessions();
  }

  /** Only for organisations whose present ICB is the shipped one and that have no earlier row: an import knows better. */
  private async loadMemberships(organisations: readonly ShippedOrganisation[]): Promise<void> {
    await this.database.query(
      `update organisation_membership m set first_seen_on = s.icb_first_seen_on
       from organisation o, jsonb_to_recordset($1) as s(code text, icb_code text, icb_first_seen_on date)
       where o.code = s.code and m.organisation_id = o.id and m.left_by is null and m.icb_code = s.icb_code
         and s.icb_first_seen_on < m.first_seen_on
         and not exists (select from organisation_membership e where e.organisation_id = o.id and e.left_by is not null)`,
      [JSON.stringify(organisations)],
    );
    const earlier = (await readEarlierMemberships()).map((row) => ({ ...row, id: newId() }));
    await this.database.query(
      `insert into organisation_membership (id, organisation_id, icb_code, region_code, first_seen_on, left_by)
       select s.id, o.id, s.icb_code, s.region_code, s.first_seen_on, s.left_by
       from jsonb_to_recordset($1) as s(id uuid, code text, icb_code text, region_code text, first_seen_on date, left_by date)
       join organisation o on o.code = s.code
       where not exists (select from organisation_membership e where e.organisation_id = o.id and e.left_by is not null)`,
      [JSON.stringify(earlier)],
    );
  }

  private async loadNames(): Promise<void> {
    const names = JSON.stringify((await readNames()).map((row) => ({ ...row, id: newId() })));
    const shipped = `jsonb_to_recordset($1) as s(id uuid, code text, name text, kind text, until date, source text) join organisation o on o.code = s.code`;
    await this.database.query(
      `delete from organisation_name n where n.shipped and not exists (select from ${shipped}
         where o.id = n.organisation_id and s.kind = n.kind and s.name = n.name)`,
      [names],
    );
    await this.database.query(
      `insert into organisation_name (id, organisation_id, name, kind, until, source, shipped)
       select s.id, o.id, s.name, s.kind, s.until, s.source, true from ${shipped}
       on conflict (organisation_id, kind, name) do update set until = excluded.until, source = excluded.source, shipped = true`,
      [names],
    );
  }

  private async loadSuccessions(): Promise<void> {
    const successions = JSON.stringify((await readSuccessions()).map((row) => ({ ...row, id: newId() })));
    const shipped = `jsonb_to_recordset($1) as s(id uuid, predecessor text, successor text, "on" date, kind text, evidence text, source_url text)
      join organisation p on p.code = s.predecessor join organisation x on x.code = s.successor`;
    await this.database.query(
      `delete from organisation_succession t where not exists (select from ${shipped} where p.id = t.predecessor_id and x.id = t.successor_id)`,
      [successions],
    );
    await this.database.query(
      `insert into organisation_succession (id, predecessor_id, successor_id, "on", kind, evidence, source_url)
       select s.id, p.id, x.id, s."on", s.kind, s.evidence, s.source_url from ${shipped}
       on conflict (predecessor_id, successor_id) do update
         set "on" = excluded."on", kind = excluded.kind, evidence = excluded.evidence, source_url = excluded.source_url`,
      [successions],
    );
  }
}
