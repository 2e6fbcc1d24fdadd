import { nationName } from '../../organisations/organisation-words.rules.js';
import type { Area } from '../../organisations/organisations.types.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { requestsPaths } from '../paths.js';
import type { Campaign } from '../requests.types.js';
import { areaChoices, type Choice, pageLinks } from './area-choices.view.js';
import type { RegisterQuery } from './register.form.js';
import type { ListedRequest } from './register.queries.js';

export const PAGE_SIZE = 25;

export interface SendingsView {
  title: string;
  back: { href: string; text: string };
  filterAction: string;
  reset: string | null;
  query: RegisterQuery;
  choices: Record<'nation' | 'region' | 'icb' | 'sector', Choice[]>;
  total: number;
  /** Those of this page, as boxes to tick. */
  options: { value: string; text: string; hint: string; checked: boolean }[];
  action: string;
  hidden: { name: string; value: string }[];
  ways: Choice[];
  typed: Record<string, string | undefined>;
  errors: FieldError[];
  previous: { href: string; text: string } | null;
  next: { href: string; text: string } | null;
}

export const sendingsPage = definePage<SendingsView>('policies/requests/sendings');

interface Found {
  campaign: Campaign;
  query: RegisterQuery;
  total: number;
  requests: readonly ListedRequest[];
  regions: Area[];
  icbs: Area[];
  typed: Record<string, string>;
  chosen: ReadonlySet<string>;
  errors: FieldError[];
}

export function sendingsView({
  campaign,
  query,
  total,
  requests,
  regions,
  icbs,
  typed,
  chosen,
  errors,
}: Found): SendingsView {
  const { slug } = campaign;
  const { q, nation, region, icb, sector } = query;
  const filter = { q, nation, region, icb, sector };
  return {
    title: 'Mark letters as sent',
    back: { href: requestsPaths.campaign(slug), text: campaign.name },
    filterAction: requestsPaths.newSendings(slug),
    reset: Object.values(filter).some((value) => value !== '') ? requestsPaths.newSendings(slug) : null,
    query,
    choices: areaChoices(regions, icbs),
    total,
    options: requests.map(({ id, body }) => ({
      value: id,
      text: body.name,
      hint: body.regionName ?? nationName(body.nation),
      checked: chosen.has(id),
    })),
    action: requestsPaths.sendings(slug),
    hidden: Object.entries({ ...filter, page: query.page })
      .filter(([, value]) => value !== '')
      .map(([name, value]) => ({ name, value: String(value) })),
    ways: [
      { value: 'all', text: `All ${String(total)} that are found here` },
      { value: 'ticked', text: 'Only those that are ticked on this page' },
    ],
    typed: {
      which: typed['which'],
      'sentOn-day': typed['sentOn-day'],
      'sentOn-month': typed['sentOn-month'],
      'sentOn-year': typed['sentOn-year'],
    },
    errors,
    ...pageLinks(query.page, Math.max(1, Math.ceil(total / PAGE_SIZE)), (page) =>
      requestsPaths.newSendings(slug, { ...filter, page: page === 1 ? '' : page }),
    ),
  };
}
