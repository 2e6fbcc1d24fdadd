import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type {
  Area,
  OrganisationFilter,
  OrganisationSort,
  OrganisationSummary,
  SuccessionLink,
} from '../organisations.types.js';
import { searchKey, searchWords } from './search-key.rules.js';

/** What a successor or predecessor is told with; `s` is the succession and `x` the organisation at its other end. */
const link = `json_build_object('id', x.id, 'code', x.code, 'name', x.name, 'kind', s.kind, 'on', s."on",
  'evidence', s.evidence, 'sourceUrl', s.source_url)`;

const columns = `o.id, o.code, o.ods_code as "odsCode", o.gss_code as "gssCode", o.slug, o.name, o.kind, o.nation,
  o.region_code as "regionCode", region.name as "regionName", o.icb_code as "icbCode", icb.name as "icbName",
  o.sector, o.sector_basis as "sectorBasis", o.town, o.opened_on as "openedOn", o.closed_on as "closedOn", o.fictional,
  coalesce((select json_agg(${link} order by s."on", x.name) from organisation_succession s
    join organisation x on x.id = s.successor_id where s.predecessor_id = o.id), '[]') as successors`;

const source = `organisation o
  left join organisation_area region on region.code = o.region_code
  left join organisation_area icb on icb.code = o.icb_code`;

const orders: Record<Exclude<OrganisationSort, 'relevance'>, string> = {
  name: '(o.closed_on is not null), o.name, o.code',
  opened: 'o.opened_on desc nulls last, o.name, o.code',
  closed: 'o.closed_on desc nulls last, o.name, o.code',
};

/** Reads the directory. Every answer is one statement, however many rows it has. */
@Injectable()
export class OrganisationsQueries {
  constructor(private readonly database: Database) {}

  byIds(ids: readonly string[]): Promise<OrganisationSummary[]> {
    return this.database.query(`select ${columns} from ${source} where o.id = any($1)`, [ids]);
  }

  /** Those whose ODS code, GSS code or slug is among the codes, without regard to capitals. */
  byCodes(codes: readonly string[]): Promise<OrganisationSummary[]> {
    return this.database.query(
      `select ${columns} from ${source} where o.ods_code = any($1) or o.gss_code = any($1) or o.slug = any($2)`,
      [codes.map((code) => code.toUpperCase()), codes.map((code) => code.toLowerCase())],
    );
  }

  /** One bounded page of a list with the size of the whole; the size is 0 when the page lies beyond the end. */
  list(
    filter: OrganisationFilter,
    page: { limit: number; offset: number; sort: OrganisationSort },
  ): Promise<(OrganisationSummary & { total: number })[]> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${String(values.push(value))}`;
    const conditions = conditionsOf(filter, bind);
    const order =
      page.sort === 'relevance' ? `${scoreOf(filter.text ?? '', bind)} desc, ${orders.name}` : orders[page.sort];
    return this.database.query(
      `select ${columns}, count(*) over ()::int as total from ${source}
       where ${conditions.join(' and ')}
       order by ${order} limit ${bind(page.limit)} offset ${bind(page.offset)}`,
      values,
    );
  }

  async count(filter: OrganisationFilter): Promise<number> {
    const values: unknown[] = [];
    const conditions = conditionsOf(filter, (value) => `$${String(values.push(value))}`);
    const [row] = await this.database.query<{ total: number }>(
      `select count(*)::int as total from organisation o where ${conditions.join(' and ')}`,
      values,
    );
    return row?.total ?? 0;
  }

  predecessors(id: string): Promise<SuccessionLink[]> {
    return this.links(
      `select ${link} as link from organisation_succession s join organisation x on x.id = s.predecessor_id
       where s.successor_id = $1 order by s."on" desc, x.name`,
      id,
    );
  }

  private async links(sql: string, id: string): Promise<SuccessionLink[]> {
    const rows = await this.database.query<{ link: SuccessionLink }>(sql, [id]);
    return rows.map((row) => row.link);
  }

  otherNames(id: string): Promise<{ name: string; kind: string; until: string | null; source: string }[]> {
    return this.database.query(
      'select name, kind, until, source from organisation_name where organisation_id = $1 order by until desc nulls first, name',
      [id],
    );
  }

  memberships(
    id: string,
  ): Promise<{ icbCode: string; icbName: string | null; firstSeenOn: string; leftBy: string | null }[]> {
    return this.database.query(
      `select m.icb_code as "icbCode", a.name as "icbName", m.first_seen_on as "firstSeenOn", m.left_by as "leftBy"
       from organisation_membership m left join organisation_area a on a.code = m.icb_code
       where m.organisation_id = $1 order by m.first_seen_on desc`,
      [id],
    );
  }

  /** Regions or ICBs that exist today, by name. */
  areas(kind: 'region' | 'icb'): Promise<Area[]> {
    return this.database.query(
      `select code, name, case when kind = 'icb' then parent end as "regionCode" from organisation_area
       where kind = $1 and closed_on is null order by name`,
      [kind],
    );
  }
}

/** Conditions on `organisation o`. Each word of a search has to be found, exactly or nearly, in the names, town or codes. */
function conditionsOf(filter: OrganisationFilter, bind: (value: unknown) => string): string[] {
  const conditions = ['true'];
  const equal = {
    nation: filter.nation,
    region_code: filter.regionCode,
    icb_code: filter.icbCode,
    sector: filter.sector,
    fictional: filter.fictional,
  };
  for (const [column, value] of Object.entries(equal))
    if (value !== undefined) conditions.push(`o.${column} = ${bind(value)}`);
  if (filter.status) conditions.push(`o.closed_on is ${filter.status === 'open' ? '' : 'not '}null`);
  if (filter.ids) conditions.push(`o.id = any(${bind(filter.ids)})`);
  for (const word of searchWords(filter.text ?? '')) {
    // Short words are like too many others: they have to begin a word.
    if (word.length <= 3) conditions.push(`' ' || o.search_key like ${bind(`% ${word}%`)}`);
    else conditions.push(`o.id in (select organisations_like(${bind(word)}))`);
  }
  return conditions;
}

/** How well an organisation answers a search: its own code or abbreviation, then its name's beginning, then likeness. */
function scoreOf(text: string, bind: (value: unknown) => string): string {
  const key = searchKey(text);
  // A constant would be read as the number of a column.
  if (key === '') return 'null::int';
  const whole = bind(key);
  const like = bind(`% ${key} %`);
  const start = bind(`${key}%`);
  return `(lower(o.code) = ${whole})::int * 8 + (' ' || o.search_key || ' ' like ${like})::int * 2
    + (o.search_key like ${start} or o.search_key like 'the ' || ${start})::int
    + round((word_similarity(${whole}, o.search_key) + strict_word_similarity(${whole}, o.search_key))::numeric, 2)`;
}
