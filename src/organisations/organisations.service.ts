import { Injectable } from '@nestjs/common';
import { OrganisationsQueries } from './directory/organisations.queries.js';
import { slugOf } from './readable-name.rules.js';
import type {
  Area,
  OrganisationFilter,
  OrganisationSort,
  OrganisationSummary,
  SuccessionLink,
} from './organisations.types.js';

const MOST_ROWS = 500;

/** The directory for other rooms of the house: find an organisation, list them, and follow what became of them. */
@Injectable()
export class OrganisationsService {
  constructor(private readonly queries: OrganisationsQueries) {}

  async byId(id: string): Promise<OrganisationSummary | undefined> {
    return (await this.queries.byIds([id]))[0];
  }

  /** By id; ids that are not known are missing from the answer. */
  async byIds(ids: readonly string[]): Promise<Map<string, OrganisationSummary>> {
    const found = await this.queries.byIds(ids);
    return new Map(found.map((organisation) => [organisation.id, organisation]));
  }

  /**
   * By what stands in an address: ODS code, GSS code or slug, capitals or not. When `code` of the answer differs from
   * what was asked, the address has moved there.
   */
  async byAddress(address: string): Promise<OrganisationSummary | undefined> {
    return (await this.queries.byCodes([address]))[0];
  }

  /**
   * By codes as files write them, answered under what was asked: ODS code, GSS code, slug, or `NI-<name>` for a trust
   * of Northern Ireland. Codes that are not known are missing from the answer.
   */
  async byCodes(codes: readonly string[]): Promise<Map<string, OrganisationSummary>> {
    const asked = new Map(codes.map((code) => [code, /^NI-/i.test(code) ? slugOf(code) : code]));
    const found = await this.queries.byCodes([...new Set(asked.values())]);
    const known = new Map(
      found.flatMap((one) => [one.odsCode, one.gssCode, one.slug].map((code) => [code?.toLowerCase(), one])),
    );
    return new Map(
      [...asked].flatMap(([code, looked]) => {
        const organisation = known.get(looked.toLowerCase());
        return organisation ? [[code, organisation]] : [];
      }),
    );
  }

  /**
   * One page of a list: at most 500 rows, 25 unless said otherwise. The best match comes first when there is a text,
   * else by name with closed ones last; fictional ones are in it unless the filter says no.
   */
  async list(
    filter: OrganisationFilter,
    page: { limit?: number; offset?: number; sort?: OrganisationSort } = {},
  ): Promise<{ total: number; organisations: OrganisationSummary[] }> {
    const bounded = {
      limit: Math.min(page.limit ?? 25, MOST_ROWS),
      offset: page.offset ?? 0,
      sort: page.sort ?? (filter.text ? 'relevance' : 'name'),
    } as const;
    const rows = await this.queries.list(filter, bounded);
    const beyondTheEnd = rows.length === 0 && bounded.offset > 0;
    const total = beyondTheEnd ? await this.queries.count(filter) : (rows[0]?.total ?? 0);
    return { total, organisations: rows };
  }

  /** Those whose services the organisation took over, the latest first. */
  predecessors(id: string): Promise<SuccessionLink[]> {
    return this.queries.predecessors(id);
  }

  /** Former names, other names and abbreviations, each with where it was read. */
  otherNames(id: string): Promise<{ name: string; kind: string; until: string | null; source: string }[]> {
    return this.queries.otherNames(id);
  }

  /** The ICBs in which releases showed it, the present one first. */
  memberships(
    id: string,
  ): Promise<{ icbCode: string; icbName: string | null; firstSeenOn: string; leftBy: string | null }[]> {
    return this.queries.memberships(id);
  }

  regions(): Promise<Area[]> {
    return this.queries.areas('region');
  }

  icbs(): Promise<Area[]> {
    return this.queries.areas('icb');
  }
}
