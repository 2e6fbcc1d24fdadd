import { nationName, sectorName, shortIcbName } from '../../organisations/organisation-words.rules.js';
import { type Area, nations, type OrganisationSummary, sectors } from '../../organisations/organisations.types.js';
import { dateInWords } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { goodPracticePaths } from '../../policies/paths.js';
import { trustsPaths } from '../paths.js';
import type { TrustListQuery } from './trust-list.form.js';

export const PAGE_SIZE = 25;

interface Choice {
  value: string;
  text: string;
}

const filters = ['nation', 'region', 'icb', 'sector', 'known', 'status'] as const;
type Filter = (typeof filters)[number];

export interface TrustRow {
  name: string;
  href: string;
  /** Town, area and nation, as far as they are known. */
  where: string;
  sector: string | null;
  fictional: boolean;
  /** "Closed 30 September 2024", and who runs its services now. */
  closed: string | null;
  successors: { name: string; href: string }[];
  /** How many facts about its policies are held. */
  facts: number;
}

export interface TrustListView {
  title: string;
  action: string;
  areasHref: string;
  practiceHref: string;
  compareHref: string;
  json: string;
  /** Where the whole list is, when something narrows it. */
  reset: string | null;
  query: TrustListQuery;
  /** What narrows the list besides the text, each with the address without it. */
  applied: { text: string; without: string }[];
  choices: Record<Filter | 'sort', Choice[]>;
  /** How the list is sorted when nothing else is chosen. */
  usualSort: string;
  total: number;
  /** "1 to 25 of 243", or null when all of them stand here. */
  range: string | null;
  rows: TrustRow[];
  fictional: TrustRow[];
  /** The same search without its filters, offered when nothing was found. */
  withoutFilters: string | null;
  previous: { href: string; text: string } | null;
  next: { href: string; text: string } | null;
}

export const trustListPage = definePage<TrustListView>('trusts/list');

interface Found {
  query: TrustListQuery;
  total: number;
  organisations: OrganisationSummary[];
  fictional: OrganisationSummary[];
  regions: Area[];
  icbs: Area[];
  /** Facts held, by organisation id. */
  facts: ReadonlyMap<string, number>;
}

export function trustListView(found: Found): TrustListView {
  const { query, total, facts } = found;
  const choices = choicesFrom(found);
  const applied = appliedFilters(query, choices);
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const from = (query.page - 1) * PAGE_SIZE + 1;
  return {
    title: query.q === '' ? 'Trusts and health boards' : `${query.q}: Trusts and health boards`,
    action: trustsPaths.list(),
    areasHref: trustsPaths.areas(),
    practiceHref: goodPracticePaths.list(),
    compareHref: trustsPaths.compare(),
    json: trustsPaths.listJson({ ...query, page: '', sort: '' }),
    reset: applied.length > 0 || query.q !== '' ? trustsPaths.list() : null,
    query,
    applied,
    choices,
    usualSort: query.q === '' ? 'Name' : 'Best match',
    total,
    range: total > PAGE_SIZE ? `${String(from)} to ${String(Math.min(total, from + PAGE_SIZE - 1))}` : null,
    rows: found.organisations.map((organisation) => rowOf(organisation, facts)),
    fictional: found.fictional.map((organisation) => rowOf(organisation, facts)),
    withoutFilters: applied.length > 0 && query.q !== '' ? trustsPaths.list({ q: query.q }) : null,
    previous: query.page > 1 ? pageLink(query, query.page - 1, pages) : null,
    next: query.page < pages ? pageLink(query, query.page + 1, pages) : null,
  };
}

function appliedFilters(query: TrustListQuery, choices: TrustListView['choices']): TrustListView['applied'] {
  return filters
    .filter((filter) => query[filter] !== '')
    .map((filter) => ({
      text: choices[filter].find((choice) => choice.value === query[filter])?.text ?? query[filter],
      without: trustsPaths.list({ ...query, [filter]: '', page: '' }),
    }));
}

function pageLink(query: TrustListQuery, page: number, pages: number) {
  return {
    href: trustsPaths.list({ ...query, page: page === 1 ? '' : page }),
    text: `Page ${String(page)} of ${String(pages)}`,
  };
}

function choicesFrom({ regions, icbs }: Found): TrustListView['choices'] {
  return {
    nation: nations.map((nation) => ({ value: nation, text: nationName(nation) })),
    region: regions.map((region) => ({ value: region.code, text: region.name })),
    icb: icbs.map((icb) => ({ value: icb.code, text: shortIcbName(icb.name) })),
    sector: sectors.map((sector) => ({ value: sector, text: sectorName(sector) })),
    status: [
      { value: 'open', text: 'Open' },
      { value: 'closed', text: 'Closed' },
    ],
    known: [{ value: 'yes', text: 'Something is known' }],
    sort: [
      { value: 'name', text: 'Name' },
      { value: 'opened', text: 'Newest first' },
      { value: 'closed', text: 'Last closed first' },
    ],
  };
}

function rowOf(organisation: OrganisationSummary, facts: ReadonlyMap<string, number>): TrustRow {
  const area = organisation.icbName ? shortIcbName(organisation.icbName) : null;
  return {
    name: organisation.name,
    href: trustsPaths.trust(organisation.code),
    where: [organisation.town, area, nationName(organisation.nation)].filter((part) => part !== null).join(', '),
    sector: organisation.sector && sectorName(organisation.sector),
    fictional: organisation.fictional,
    closed: organisation.closedOn && `Closed ${dateInWords(organisation.closedOn)}`,
    successors: organisation.successors.map((successor) => ({
      name: successor.name,
      href: trustsPaths.trust(successor.code),
    })),
    facts: facts.get(organisation.id) ?? 0,
  };
}
