import { Injectable } from '@nestjs/common';
import type { Nation, OrganisationSummary, Sector } from '../../organisations/organisations.types.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import { clockRuns, statesOf } from '../request-states.rules.js';
import type { PolicyRequest, RequestState } from '../requests.types.js';
import { isExtracted, isVerified } from './landed-facts.js';
import { requestColumns } from './requests.queries.js';

const quoted = (states: readonly RequestState[]): string => states.map((state) => `'${state}'`).join(', ');

/** What a list can be narrowed to, each as a condition. `$1` is the campaign and `$2` today. */
const shown = {
  not_sent: `r.state = 'not_sent'`,
  sent: `r.state <> 'not_sent'`,
  waiting: `r.state in (${quoted(statesOf('waiting'))})`,
  overdue: `r.state in (${quoted(clockRuns)}) and r.due_on < $2`,
  waiting_clarification: `r.state = 'waiting_clarification'`,
  internal_review: `r.state = 'internal_review'`,
  trouble: `r.state in ('error_message', 'requires_admin', 'attention_requested')`,
  answered: `r.state in (${quoted(statesOf('answered'))})`,
  successful: `r.state = 'successful'`,
  partially_successful: `r.state = 'partially_successful'`,
  not_held: `r.state = 'not_held'`,
  rejected: `r.state = 'rejected'`,
  late: `r.answered_on > r.due_on`,
  ended: `r.state in (${quoted(statesOf('ended'))})`,
  to_extract: `r.state in ('successful', 'partially_successful') and not ${isExtracted}`,
  extracted: isExtracted,
  verified: isVerified,
  closed: `o.closed_on <= $2`,
} as const;

export type Shown = keyof typeof shown;
export const showable = Object.keys(shown) as Shown[];

/** The numbers of the board, in its order. */
export const boardNumbers = ['not_sent', 'sent', 'waiting', 'overdue', 'answered', 'extracted', 'verified'] as const;
export type BoardNumber = (typeof boardNumbers)[number];

export interface BoardRow extends Record<BoardNumber, number> {
  by: 'all' | 'nation' | 'region' | 'sector';
  /** Of the nation, region or sector; null for those that have none. */
  key: string | null;
  name: string | null;
  bodies: number;
}

export const registerSorts = ['name', 'due', 'sent', 'updated'] as const;
export type RegisterSort = (typeof registerSorts)[number];

/** What to list of a campaign. Everything left out does not narrow it; `none` as region or sector asks for those without. */
export interface RegisterFilter {
  show?: Shown;
  nation?: Nation;
  region?: string;
  icb?: string;
  sector?: Sector | 'none';
  exemption?: string;
  /** Only these bodies: those that a search found. */
  organisationIds?: readonly string[];
}

export interface ListedRequest extends PolicyRequest {
  body: Pick<OrganisationSummary, 'code' | 'name' | 'nation' | 'sector' | 'regionName' | 'closedOn' | 'fictional'>;
  extracted: boolean;
  verified: boolean;
  remindedOn: CivilDate | null;
}

const listed = `${requestColumns}, json_build_object('code', o.code, 'name', o.name, 'nation', o.nation, 'sector', o.sector,
    'regionName', region.name, 'closedOn', o.closed_on, 'fictional', o.fictional) as body,
  ${isExtracted} as extracted, ${isVerified} as verified,
  (select max(e.on_date) from policy_request_event e
    where e.request_id = r.id and e.kind = 'reminder' and e.withdrawn_at is null) as "remindedOn"`;
const source = `policy_request r join policy_campaign c on c.id = r.campaign_id join organisation o on o.id = r.organisation_id
  left join organisation_area region on region.code = o.region_code`;

const orders: Record<RegisterSort, string> = {
  name: 'o.name, r.id',
  due: 'r.due_on nulls last, o.name, r.id',
  sent: 'r.sent_on desc nulls last, o.name, r.id',
  updated: 'r.updated_at desc, o.name, r.id',
};

/** Reads what stands in a campaign: the board's numbers and the lists behind them. One statement each, however many bodies. */
@Injectable()
export class RegisterQueries {
  constructor(private readonly database: Database) {}

  /** The numbers for all, for each nation, region and sector. */
  board(campaignId: string, today: CivilDate): Promise<BoardRow[]> {
    const flags = boardNumbers.map((number) => `(${shown[number]}) as "${number}"`).join(', ');
    const counts = boardNumbers.map((number) => `(count(*) filter (where "${number}"))::int as "${number}"`).join(', ');
    return this.database.query(
      `with request as (select o.nation, o.region_code, region.name as region_name, o.sector, ${flags} from ${source}
         where r.campaign_id = $1 and $2::date is not null)
       select case when grouping(nation) = 0 then 'nation' when grouping(region_code) = 0 then 'region'
           when grouping(sector) = 0 then 'sector' else 'all' end as by,
         coalesce(nation, region_code, sector) as key, region_name as name, count(*)::int as bodies, ${counts}
       from request group by grouping sets ((), (nation), (region_code, region_name), (sector))
       order by count(*) desc, 2`,
      [campaignId, today],
    );
  }

  /** The same numbers of several campaigns, for all their bodies. */
  totals(today: CivilDate): Promise<(Record<BoardNumber, number> & { campaignId: string; bodies: number })[]> {
    const counts = boardNumbers.map(
      (n) => `(count(*) filter (where ${shown[n].replaceAll('$2', '$1')}))::int as "${n}"`,
    );
    return this.database.query(
      `select r.campaign_id as "campaignId", count(*)::int as bodies, ${counts.join(', ')} from ${source}
       where $1::date is not null group by r.campaign_id`,
      [today],
    );
  }

  /** How many refused under which exemption; null for those that did not say. */
  refusals(campaignId: string): Promise<{ exemption: string | null; bodies: number }[]> {
    return this.database.query(
      `select exemption, count(*)::int as bodies from policy_request
       where campaign_id = $1 and (state = 'rejected' or exemption is not null) group by exemption order by 2 desc, 1`,
      [campaignId],
    );
  }

  /** One bounded page of a list with the size of the whole. */
  async list(
    campaignId: string,
    filter: RegisterFilter,
    today: CivilDate,
    page: { limit: number; offset: number; sort: RegisterSort },
  ): Promise<{ total: number; requests: ListedRequest[] }> {
    const values: unknown[] = [campaignId, today];
    const bind = (value: unknown) => `$${String(values.push(value))}`;
    const where = conditions(filter, bind);
    const rows = await this.database.query<ListedRequest & { total: number }>(
      `select ${listed}, count(*) over ()::int as total from ${source} where ${where}
       order by ${orders[page.sort]} limit ${bind(page.limit)} offset ${bind(page.offset)}`,
      values,
    );
    return {
      total: rows[0]?.total ?? (page.offset > 0 ? await this.count(campaignId, filter, today) : 0),
      requests: rows,
    };
  }

  /** The requests of a list, some hundred at a time, so that a file of all of them needs little memory. */
  async *all(campaignId: string, filter: RegisterFilter, today: CivilDate, sort: RegisterSort) {
    const limit = 200;
    for (let offset = 0; ; offset += limit) {
      const { requests } = await this.list(campaignId, filter, today, { limit, offset, sort });
      yield* requests;
      if (requests.length < limit) return;
    }
  }

  /** The ids of a list, in one statement. */
  async ids(campaignId: string, filter: RegisterFilter, today: CivilDate): Promise<string[]> {
    const values: unknown[] = [campaignId, today];
    const where = conditions(filter, (value) => `$${String(values.push(value))}`);
    const rows = await this.database.query<{ id: string }>(`select r.id from ${source} where ${where}`, values);
    return rows.map(({ id }) => id);
  }

  /** The bodies that a campaign has asked, or was about to. */
  async bodies(campaignId: string): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(
      `select organisation_id as id from policy_request where campaign_id = $1
       union select moved_from_id from policy_request where campaign_id = $1 and moved_from_id is not null`,
      [campaignId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  private async count(campaignId: string, filter: RegisterFilter, today: CivilDate): Promise<number> {
    return (await this.ids(campaignId, filter, today)).length;
  }
}

function conditions(filter: RegisterFilter, bind: (value: unknown) => string): string {
  const { show, nation, region, icb, sector, exemption, organisationIds } = filter;
  // The second says of what type $2 is where no other condition does.
  return [
    'r.campaign_id = $1',
    '$2::date is not null',
    ...(show ? [shown[show]] : []),
    ...(nation ? [`o.nation = ${bind(nation)}`] : []),
    ...(region ? [region === 'none' ? 'o.region_code is null' : `o.region_code = ${bind(region)}`] : []),
    ...(icb ? [`o.icb_code = ${bind(icb)}`] : []),
    ...(sector ? [sector === 'none' ? 'o.sector is null' : `o.sector = ${bind(sector)}`] : []),
    ...(exemption
      ? [exemption === 'none' ? `r.exemption is null and r.state = 'rejected'` : `r.exemption = ${bind(exemption)}`]
      : []),
    ...(organisationIds ? [`r.organisation_id = any(${bind(organisationIds)})`] : []),
  ].join(' and ');
}
