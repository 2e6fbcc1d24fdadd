import { nationName, sectorName } from '../../organisations/organisation-words.rules.js';
import type { Area, OrganisationSummary } from '../../organisations/organisations.types.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { requestsPaths } from '../paths.js';
import type { Campaign } from '../requests.types.js';
import { areaChoices, type Choice, pageLinks } from './area-choices.view.js';
import { wordsOfEnglandAndWales } from './letter.rules.js';
import type { BodiesQuery } from './register.form.js';

export const PAGE_SIZE = 25;

export interface BodiesView {
  title: string;
  back: { href: string; text: string };
  filterAction: string;
  reset: string | null;
  query: BodiesQuery;
  choices: Record<'nation' | 'region' | 'icb' | 'sector' | 'status', Choice[]>;
  total: number;
  asked: number;
  fresh: number;
  /** Words of the campaign that do not fit the law where some of the bodies are, and where that is. */
  misfit: { words: string; where: string; editHref: string } | null;
  /** Those of this page, as boxes to tick. */
  options: { value: string; text: string; hint: string; checked: boolean }[];
  action: string;
  hidden: { name: string; value: string }[];
  ways: Choice[];
  way: string;
  errors: FieldError[];
  previous: { href: string; text: string } | null;
  next: { href: string; text: string } | null;
}

export const bodiesPage = definePage<BodiesView>('policies/requests/bodies');

interface Found {
  campaign: Campaign;
  query: BodiesQuery;
  organisations: readonly OrganisationSummary[];
  asked: ReadonlySet<string>;
  regions: Area[];
  icbs: Area[];
  /** How it was to be added and what was ticked, when the form comes back. */
  way: string;
  chosen: ReadonlySet<string>;
  errors: FieldError[];
}

export function bodiesView({
  campaign,
  query,
  organisations,
  asked,
  regions,
  icbs,
  way,
  chosen,
  errors,
}: Found): BodiesView {
  const { page, ...filter } = query;
  const from = (page - 1) * PAGE_SIZE;
  const fresh = organisations.filter(({ id }) => !asked.has(id));
  const bodies = `${String(fresh.length)} ${fresh.length === 1 ? 'body' : 'bodies'}`;
  return {
    title: `Add bodies to ${campaign.name}`,
    back: { href: requestsPaths.campaign(campaign.slug), text: campaign.name },
    filterAction: requestsPaths.newBodies(campaign.slug),
    reset: Object.values(filter).some((value) => value !== '') ? requestsPaths.newBodies(campaign.slug) : null,
    query,
    choices: {
      ...areaChoices(regions, icbs),
      status: [
        { value: 'fictional', text: 'Fictional ones of the sample' },
        { value: 'closed', text: 'Closed' },
      ],
    },
    total: organisations.length,
    asked: organisations.length - fresh.length,
    fresh: fresh.length,
    misfit: misfitOf(campaign, fresh),
    options: organisations.slice(from, from + PAGE_SIZE).map((organisation) => ({
      value: organisation.id,
      text: organisation.name,
      hint: [
        ...(asked.has(organisation.id) ? ['In the campaign already'] : []),
        organisation.regionName ?? nationName(organisation.nation),
        organisation.sector ? sectorName(organisation.sector) : 'sector not known',
      ].join(', '),
      checked: chosen.has(organisation.id),
    })),
    action: requestsPaths.bodies(campaign.slug),
    hidden: Object.entries(query)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => ({ name, value: String(value) })),
    ways: [
      { value: 'all', text: `Add all ${bodies} found here` },
      { value: 'ticked', text: 'Add only those that are ticked on this page' },
    ],
    way,
    errors,
    ...pageLinks(page, Math.max(1, Math.ceil(organisations.length / PAGE_SIZE)), (to) =>
      requestsPaths.newBodies(campaign.slug, { ...filter, page: to === 1 ? '' : to }),
    ),
  };
}

function misfitOf(campaign: Campaign, bodies: readonly OrganisationSummary[]): BodiesView['misfit'] {
  const words = wordsOfEnglandAndWales(campaign);
  const elsewhere = (['scotland', 'northern_ireland'] as const).filter((nation) =>
    bodies.some((body) => body.nation === nation),
  );
  if (words.length === 0 || elsewhere.length === 0) return null;
  return {
    words: words.map((word) => `“${word}”`).join(', '),
    where: elsewhere.map(nationName).join(' and '),
    editHref: requestsPaths.edit(campaign.slug),
  };
}
