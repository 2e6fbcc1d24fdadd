import { nationName } from '../../organisations/organisation-words.rules.js';
import type { Area } from '../../organisations/organisations.types.js';
import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { exemptionInWords } from '../exemptions.rules.js';
import { requestsPaths } from '../paths.js';
import { isOverdue, requestStateInWords, stageOf } from '../request-states.rules.js';
import type { Campaign, PolicyRequest } from '../requests.types.js';
import { areaChoices, type Choice, pageLinks } from './area-choices.view.js';
import type { RegisterQuery } from './register.form.js';
import type { ListedRequest, Shown } from './register.queries.js';

export const PAGE_SIZE = 25;

export interface Tag {
  text: string;
  kind: string;
}

interface RegisterRow {
  name: string;
  href: string;
  where: string;
  fictional: boolean;
  tags: Tag[];
  exemption: string | null;
  sentOn: string | null;
  dueOn: string | null;
  answeredOn: string | null;
  facts: string | null;
}

export interface RegisterView {
  title: string;
  back: { href: string; text: string };
  action: string;
  reset: string | null;
  csvHref: string;
  addHref: string;
  query: RegisterQuery;
  choices: Record<'show' | 'nation' | 'region' | 'icb' | 'sector' | 'exemption' | 'sort', Choice[]>;
  applied: { text: string; without: string }[];
  total: number;
  range: string | null;
  rows: RegisterRow[];
  previous: { href: string; text: string } | null;
  next: { href: string; text: string } | null;
}

export const registerPage = definePage<RegisterView>('policies/requests/list');

const shownWords: Record<Shown, string> = {
  not_sent: 'Not sent',
  sent: 'Sent',
  waiting: 'Waiting',
  overdue: 'Overdue',
  waiting_clarification: 'Awaiting clarification',
  internal_review: 'In internal review',
  trouble: 'Delivery error or unusual response',
  answered: 'Answered',
  successful: 'Answered in full',
  partially_successful: 'Answered in part',
  not_held: 'Information not held',
  rejected: 'Refused',
  late: 'Answered late',
  ended: 'Withdrawn or hidden',
  to_extract: 'Answered, not extracted',
  extracted: 'Extracted',
  verified: 'Verified',
  closed: 'Body has closed',
};

interface Found {
  campaign: Campaign;
  query: RegisterQuery;
  total: number;
  requests: readonly ListedRequest[];
  today: CivilDate;
  regions: Area[];
  icbs: Area[];
  refusals: readonly { exemption: string | null }[];
}

const filters = ['show', 'nation', 'region', 'icb', 'sector', 'exemption'] as const;

export function registerView(found: Found): RegisterView {
  const { campaign, query, total } = found;
  const { slug } = campaign;
  const choices = choicesFrom(found);
  const from = (query.page - 1) * PAGE_SIZE + 1;
  const applied = filters
    .filter((filter) => query[filter] !== '')
    .map((filter) => ({
      text: choices[filter].find(({ value }) => value === query[filter])?.text ?? query[filter],
      without: requestsPaths.list(slug, { ...query, [filter]: '', page: '' }),
    }));
  return {
    title: query.q === '' ? `Requests of ${campaign.name}` : `${query.q}: requests of ${campaign.name}`,
    back: { href: requestsPaths.campaign(slug), text: campaign.name },
    action: requestsPaths.list(slug),
    reset: applied.length > 0 || query.q !== '' ? requestsPaths.list(slug) : null,
    csvHref: requestsPaths.listCsv(slug, { ...query, page: '' }),
    addHref: requestsPaths.newBodies(slug),
    query,
    choices,
    applied,
    total,
    range: total > PAGE_SIZE ? `${String(from)} to ${String(Math.min(total, from + PAGE_SIZE - 1))}` : null,
    rows: found.requests.map((request) => rowOf(request, found.today)),
    ...pageLinks(query.page, Math.max(1, Math.ceil(total / PAGE_SIZE)), (page) =>
      requestsPaths.list(slug, { ...query, page: page === 1 ? '' : page }),
    ),
  };
}

/** How a request stands, as tags: its state, and beside it what is pressing. */
export function tagsOf(request: Pick<PolicyRequest, 'state' | 'dueOn' | 'answeredOn'>, today: CivilDate): Tag[] {
  const { state, dueOn, answeredOn } = request;
  const kind =
    state === 'successful' ? 'good' : state === 'rejected' ? 'bad' : stageOf(state) === 'answered' ? 'accent' : 'plain';
  return [
    { text: requestStateInWords(state), kind },
    ...(isOverdue(request, today) ? [{ text: 'Overdue', kind: 'warm' }] : []),
    ...(answeredOn !== null && dueOn !== null && answeredOn > dueOn ? [{ text: 'Late', kind: 'warm' }] : []),
  ];
}

function rowOf({ body, ...request }: ListedRequest, today: CivilDate): RegisterRow {
  const inWords = (date: CivilDate | null) => date && dateInWords(date);
  return {
    name: body.name,
    href: requestsPaths.request(request.campaignSlug, request.id),
    where: [body.regionName, nationName(body.nation)].filter((part) => part !== null).join(', '),
    fictional: body.fictional,
    tags: [
      ...tagsOf(request, today),
      ...(body.closedOn !== null && body.closedOn <= today ? [{ text: 'Body closed', kind: 'warm' }] : []),
    ],
    exemption: request.exemption && exemptionInWords(request.exemption),
    sentOn: inWords(request.sentOn),
    dueOn: inWords(request.dueOn),
    answeredOn: inWords(request.answeredOn),
    facts: request.verified ? 'Verified' : request.extracted ? 'Extracted' : null,
  };
}

function choicesFrom({ regions, icbs, refusals }: Found): RegisterView['choices'] {
  const areas = areaChoices(regions, icbs);
  return {
    ...areas,
    region: [...areas.region, { value: 'none', text: 'In no region of England' }],
    sector: [...areas.sector, { value: 'none', text: 'Sector not known' }],
    show: Object.entries(shownWords).map(([value, text]) => ({ value, text })),
    exemption: refusals.map(({ exemption }) => ({
      value: exemption ?? 'none',
      text: exemption === null ? 'Refused without naming one' : exemptionInWords(exemption),
    })),
    sort: [
      { value: 'due', text: 'Due first' },
      { value: 'sent', text: 'Sent last' },
      { value: 'updated', text: 'Changed last' },
    ],
  };
}
