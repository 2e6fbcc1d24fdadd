import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { odsFacts } from '../ods-import/etr-row.rules.js';
import { recordAfter } from '../ods-import/ods-import.rules.js';
import type { EtrRow, ImportReport, StoredRecord } from '../ods-import/ods-import.types.js';
import { comparable, readableName, slugOf } from '../readable-name.rules.js';
import { searchKey } from './search-key.rules.js';

/** A real organisation with an ODS code, as a release is compared with it and written to it. */
export interface StoredOrganisation extends StoredRecord {
  id: string;
  name: string;
  town: string | null;
  icbCode: string | null;
}

const NOTHING_HELD: (string | null)[] = [];

/** Writes what a release says. Each step is one statement, whatever the number of rows; call it inside a transaction. */
@Injectable()
export class DirectoryWriter {
  constructor(private readonly database: Database) {}

  async stored(): Promise<StoredOrganisation[]> {
    const rows = await this.database.query<Omit<StoredOrganisation, 'record'> & { record: (string | null)[] | null }>(
      `select id, ods_code as code, ods_record as record, name, town, icb_code as "icbCode" from organisation
       where ods_code is not null and not fictional`,
    );
    return rows.map((row) => ({ ...row, record: row.record ?? NOTHING_HELD }));
  }

  /** The date of the last release that was applied, or null. */
  async lastRelease(): Promise<string | null> {
    const [row] = await this.database.query<{ asOf: string | null }>(
      'select max(as_of) as "asOf" from organisation_release',
    );
    return row?.asOf ?? null;
  }

  /** Writes the rows of a release; answers the ids of the organisations that it created or changed. */
  async applyRelease(
    stored: readonly StoredOrganisation[],
    rows: readonly EtrRow[],
    report: ImportReport,
    asOf: string,
  ): Promise<string[]> {
    const held = new Map(stored.map((organisation) => [organisation.code, organisation]));
    const outcomes = new Map(report.rows.map((row) => [row.code, row.outcomes]));
    const known = rows.flatMap((row) => {
      const organisation = held.get(row.code);
      return organisation ? [{ row, organisation, renamed: outcomes.get(row.code)?.includes('renamed') ?? false }] : [];
    });
    const created = await this.create(rows.filter((row) => !held.has(row.code)));
    await this.keepFormerNames(
      known.filter((one) => one.renamed).map((one) => one.organisation),
      asOf,
    );
    await this.update(known);
    await this.recordMemberships(asOf);
    await this.refreshSearchKeys();
    const unchanged = new Set(report.rows.filter((row) => row.outcomes.includes('unchanged')).map((row) => row.code));
    const changed = known.filter((one) => !unchanged.has(one.row.code)).map((one) => one.organisation.id);
    return [...created, ...changed];
  }

  private async create(rows: readonly EtrRow[]): Promise<string[]> {
    const taken = new Set(
      (await this.database.query<{ slug: string }>('select slug from organisation')).map((row) => row.slug),
    );
    const created = rows.map((row) => {
      const facts = odsFacts(row.columns);
      const name = readableName(facts.name);
      const slug = taken.has(slugOf(name)) ? slugOf(`${name} ${row.code}`) : slugOf(name);
      taken.add(slug);
      return {
        ...facts,
        id: newId(),
        code: row.code,
        slug,
        name,
        town: facts.town && readableName(facts.town),
        record: recordAfter(row),
      };
    });
    await this.database.query(
      `insert into organisation (id, code, ods_code, slug, name, kind, nation, region_code, icb_code, town, postcode, opened_on,
         closed_on, ods_record, search_key)
       select id, code, code, slug, name, 'trust', nation, "regionCode", "icbCode", town, postcode, "openedOn", "closedOn", record, ''
       from jsonb_to_recordset($1) as created(id uuid, code text, slug text, name text, nation text, "regionCode" text,
         "icbCode" text, town text, postcode text, "openedOn" date, "closedOn" date, record jsonb)`,
      [JSON.stringify(created)],
    );
    return created.map(({ id }) => id);
  }

  private async keepFormerNames(renamed: readonly StoredOrganisation[], asOf: string): Promise<void> {
    const names = renamed.map((organisation) => ({
      id: newId(),
      organisationId: organisation.id,
      name: organisation.name,
    }));
    await this.database.query(
      `insert into organisation_name (id, organisation_id, name, kind, until, source, shipped)
       select id, "organisationId", name, 'former', $2::date, 'ODS etr, until the release of ' || $2, false
       from jsonb_to_recordset($1) as former(id uuid, "organisationId" uuid, name text)
       on conflict (organisation_id, kind, name) do nothing`,
      [JSON.stringify(names), asOf],
    );
  }

  private async update(
    known: readonly { row: EtrRow; organisation: StoredOrganisation; renamed: boolean }[],
  ): Promise<void> {
    const updated = known.map(({ row, organisation, renamed }) => {
      const record = recordAfter(row, organisation);
      const facts = odsFacts(record);
      return {
        ...facts,
        id: organisation.id,
        name: renamed ? readableName(facts.name) : organisation.name,
        town: keptOrReadable(organisation.town, facts.town),
        record,
      };
    });
    await this.database.query(
      `update organisation o set name = u.name, region_code = u."regionCode", icb_code = u."icbCode", town = u.town,
         postcode = u.postcode, opened_on = u."openedOn", closed_on = u."closedOn", ods_record = u.record
       from jsonb_to_recordset($1) as u(id uuid, name text, "regionCode" text, "icbCode" text, town text, postcode text,
         "openedOn" date, "closedOn" date, record jsonb)
       where o.id = u.id`,
      [JSON.stringify(updated)],
    );
  }

  /** Brings memberships in line with the ICB that each organisation now has: one that changed ends, a new one begins. */
  async recordMemberships(asOf: string): Promise<void> {
    await this.database.query(
      `update organisation_membership m set left_by = greatest($1::date, m.first_seen_on) from organisation o
       where o.id = m.organisation_id and m.left_by is null and m.icb_code is distinct from o.icb_code`,
      [asOf],
    );
    const joined = await this.database.query<{ organisationId: string }>(
      `select o.id as "organisationId" from organisation o
       left join organisation_membership m on m.organisation_id = o.id and m.left_by is null
       where o.icb_code is not null and not o.fictional and m.id is null`,
    );
    await this.database.query(
      `insert into organisation_membership (id, organisation_id, icb_code, region_code, first_seen_on)
       select j.id, o.id, o.icb_code, o.region_code, $2::date from jsonb_to_recordset($1) as j(id uuid, "organisationId" uuid)
       join organisation o on o.id = j."organisationId"`,
      [JSON.stringify(joined.map((row) => ({ ...row, id: newId() }))), asOf],
    );
  }

  /** Makes anew what searching compares, after names or towns have changed. */
  async refreshSearchKeys(): Promise<void> {
    const rows = await this.database.query<{ id: string; texts: (string | null)[]; now: string }>(
      `select o.id, o.search_key as now, array[o.name] || coalesce(n.names, '{}') || array[o.town, o.ods_code, o.gss_code] as texts
       from organisation o
       left join (select organisation_id, array_agg(name order by kind, name) as names from organisation_name group by organisation_id) n
         on n.organisation_id = o.id`,
    );
    const stale = rows
      .map((row) => ({ id: row.id, key: searchKey(...row.texts), now: row.now }))
      .filter((row) => row.key !== row.now);
    await this.database.query(
      `update organisation o set search_key = s.key from jsonb_to_recordset($1) as s(id uuid, key text) where o.id = s.id`,
      [JSON.stringify(stale)],
    );
  }

  /** Notes that a release was applied. */
  async recordRelease(release: {
    id: string;
    asOf: string;
    origin: 'shipped' | 'imported';
    counts: object;
    at: Date;
  }): Promise<void> {
    await this.database.query(
      'insert into organisation_release (id, as_of, origin, counts, applied_at) values ($1, $2, $3, $4, $5)',
      [release.id, release.asOf, release.origin, JSON.stringify(release.counts), release.at],
    );
  }
}

/** A town that we wrote more readably stays while ODS says the same. */
function keptOrReadable(held: string | null, now: string | null): string | null {
  if (now === null) return null;
  return held !== null && comparable(held) === comparable(now) ? held : readableName(now);
}
